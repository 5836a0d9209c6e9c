"""How long to wait before trying again."""

from __future__ import annotations

import random


class Backoff:
    """
    Delays that grow from 50 ms, threefold, to 30 s; each a quarter more or less.

    An outage of a minute is so asked about 8 times at most (contract 3.12: 10).
    """

    FIRST = 0.05
    FACTOR = 3.0
    MOST = 30.0

    def __init__(self) -> None:
        self._next = self.FIRST

    def reset(self) -> None:
        """It works again."""
        self._next = self.FIRST

    def delay(self) -> float:
        """Seconds to wait now, so that many who wait do not come back all at once."""
        delay, self._next = self._next, min(self._next * self.FACTOR, self.MOST)
        return delay * random.uniform(0.75, 1.25)

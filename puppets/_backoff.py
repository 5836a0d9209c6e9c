"""How long to wait before trying again."""

from __future__ import annotations

import random


class Backoff:
    """
    Delays that grow from 50 ms, threefold, to 20 s; each a fifth more or less.

    In the first minute of an outage 9 tries are so made at most, the one that fails
    first included, and the next is never 30 s away (contract 3.12).
    """

    FIRST = 0.05
    FACTOR = 3.0
    MOST = 20.0
    JITTER = 0.2

    def __init__(self) -> None:
        self._next = self.FIRST

    def reset(self) -> None:
        """It works again."""
        self._next = self.FIRST

    def delay(self) -> float:
        """Seconds to wait now, so that many who wait do not come back all at once."""
        delay, self._next = self._next, min(self._next * self.FACTOR, self.MOST)
        return delay * random.uniform(1 - self.JITTER, 1 + self.JITTER)

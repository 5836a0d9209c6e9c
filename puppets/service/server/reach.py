"""How much of what was told a foreign client has received, as far as can be told."""

from __future__ import annotations

from collections import deque
from collections.abc import Container

from .log import Logged

__all__ = ["Reach"]


class Reach:
    """
    It has a message once it asked for its payload and was answered; what names nothing
    to ask for it has with the next that does; and of anything that was told so long ago
    a broken connection would have been noticed meanwhile.
    """

    GRACE = 25.0
    """Seconds: more than it takes until nobody answers the pings of the connection."""

    def __init__(self, position: int, asked: Container[str]) -> None:
        self.position: int = position
        self._asked = asked
        self._told: deque[tuple[int, str, float]] = deque()
        self._unread: dict[str, int] = {}
        self._highest = position
        """Of those that it has, perhaps not all that come before."""

    @property
    def unread(self) -> int:
        """How many were told for whose payload it has yet to ask."""
        return len(self._unread)

    def told(self, event: Logged, now: float) -> None:
        names = event.news.names
        self._told.append((event.number, names, now))
        if names in self._asked:  # of its own message it asked before it was told
            self._highest = event.number
        elif names:
            self._unread[names] = event.number
        self.passes(now)

    def asks(self, id: str) -> None:
        """It has what named this."""
        self._highest = max(self._highest, self._unread.pop(id, 0))
        self._advance()

    def passes(self, now: float) -> None:
        """Time does."""
        while self._told and self._told[0][2] <= now - self.GRACE:
            self.position, names, _ = self._told.popleft()
            self._unread.pop(names, None)
        self._advance()

    def _advance(self) -> None:
        while self._told and self._told[0][0] <= self._highest:
            if self._told[0][1] in self._unread:
                return
            self.position = self._told.popleft()[0]

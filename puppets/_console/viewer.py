"""One browser that looks on."""

from __future__ import annotations

import asyncio
from typing import Protocol

from .told import Line, Trouble

__all__ = ["Shown", "Viewer"]


class Shown(Protocol):
    """What is told when the browser takes it, as it is by then."""

    @property
    def key(self) -> str: ...

    def told(self, *, words: bool) -> Line | Trouble: ...


class Viewer:
    """
    What a browser has not taken yet: the last of each thing, and not too many.

    One that is too slow is not sent what it missed, but all anew.
    """

    LIMIT = 300

    def __init__(self, *, words: bool) -> None:
        self.words = words
        self.is_over = False
        self._pending: dict[str, Shown] = {}
        self._cards: set[str] = set()
        self._is_behind = True
        self._woken = asyncio.Event()
        self._woken.set()

    @property
    def waiting(self) -> int:
        return len(self._pending)

    def put(self, shown: Shown) -> None:
        """Never waits, and never grows past the limit."""
        if not self._is_behind:
            self._pending[shown.key] = shown
            if len(self._pending) > self.LIMIT:
                self.start_over()
        self._woken.set()

    def put_card(self, puppet: str) -> None:
        """There are as many of these as there are puppets."""
        self._cards.add(puppet)
        self._woken.set()

    def start_over(self) -> None:
        self._pending.clear()
        self._is_behind = True
        self._woken.set()

    def end(self) -> None:
        self.is_over = True
        self._woken.set()

    async def wait(self) -> None:
        """Until there is something to take."""
        await self._woken.wait()

    def take(self) -> tuple[list[Shown], set[str]] | None:
        """What is new, and of which puppets; None where all is to be sent anew."""
        self._woken.clear()
        pending, cards = list(self._pending.values()), self._cards
        self._pending, self._cards = {}, set()
        if self._is_behind:
            self._is_behind = False
            return None
        return pending, cards

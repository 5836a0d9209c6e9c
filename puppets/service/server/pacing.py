"""How fast a foreign client is told what happens."""

from __future__ import annotations

import asyncio

from ..._bounded import Bounded
from .log import News
from .reach import Reach
from .visitors import Visitor

__all__ = ["Pace"]


class Pace:
    """
    Wechaty's clients ask for every message that they are told of, all at once: told of
    thousands, they would ask for more than gRPC takes.

    Besides they read each on a way of its own, which is longer for the first word of
    somebody whom they do not know yet: what is said next would be said before it. So
    what concerns the same people or rooms waits until they know those.

    A client that asks for nothing is not waited for.
    """

    PAUSE = 1.0
    """Seconds that it has to ask for what it was told."""
    KNOWN = 5_000

    def __init__(self, visitor: Visitor, reach: Reach, most: int) -> None:
        self._visitor = visitor
        self._reach = reach
        self._most = most
        self._known: Bounded[str, None] = Bounded(self.KNOWN)
        self._new: set[str] = set()
        self._since = 0.0
        self._is_asking = True
        self._is_over = False
        self._asks = asyncio.Event()

    def asks(self) -> None:
        """It asked for something that it was told of, and was answered."""
        self._is_asking = True
        self._asks.set()

    def end(self) -> None:
        self._is_over = True
        self._asks.set()

    def forgets(self, id: str) -> None:
        """It was told that what it knows of this is old."""
        self._known.pop(id, None)

    async def turn(self, news: News) -> None:
        """Wait until this can be told."""
        await self._until_read(self._most)
        if not self._new.isdisjoint(news.whom):
            await self._until_read(1)
            if self._is_asking and not self._is_over:
                await self._visitor.rests(self._since)
            for id in self._new:
                self._known.keep(id, None)
            self._new.clear()
        if not self._new:
            self._since = asyncio.get_running_loop().time()
        self._new.update(id for id in news.whom if id not in self._known)

    async def _until_read(self, most: int) -> None:
        while self._is_asking and self._reach.unread >= most and not self._is_over:
            self._asks.clear()
            try:
                async with asyncio.timeout(self.PAUSE):
                    await self._asks.wait()
            except TimeoutError:
                self._is_asking = False

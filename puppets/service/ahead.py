"""Payloads asked for ahead: an event names an id, and a service may be far away."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from typing import Generic, TypeVar

__all__ = ["in_turn"]

W = TypeVar("W")
F = TypeVar("F")

MOST = 64
"""Words that may wait for what they name."""


class Ahead(Generic[W, F]):
    """Words that were read, in their order, and what they name, as it comes."""

    def __init__(
        self, words: AsyncGenerator[W], ask: Callable[[W], Coroutine[None, None, F]]
    ) -> None:
        self._words = words
        self._ask = ask
        self._reading: asyncio.Future[W] | None = None
        self._asked: deque[tuple[W, asyncio.Future[F]]] = deque()

    async def next(self) -> list[tuple[W, F]]:
        """All that is there in its turn; what broke the stream is raised behind it."""
        while True:
            await self._move()
            self._take()
            if found := self._found():
                return found

    async def close(self) -> None:
        """Ask no more."""
        asked = [each for _, each in self._asked]
        for each in asked:
            each.cancel()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait({self._reading})
        await asyncio.gather(*asked, return_exceptions=True)

    async def _move(self) -> None:
        """Until there is another word, or the oldest one is complete."""
        if self._reading is None and len(self._asked) < MOST:
            self._reading = asyncio.ensure_future(_read(anext(self._words)))
        awaited: set[asyncio.Future[W] | asyncio.Future[F]] = set()
        if self._asked:
            awaited.add(self._asked[0][1])
        if self._reading is not None and not (self._is_broken and self._asked):
            awaited.add(self._reading)
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)

    @property
    def _is_broken(self) -> bool:
        reading = self._reading
        if reading is None or not reading.done():
            return False
        return reading.exception() is not None

    def _take(self) -> None:
        reading = self._reading
        if reading is None or not reading.done() or (self._is_broken and self._asked):
            return
        word = reading.result()
        self._reading = None
        self._asked.append((word, asyncio.ensure_future(self._ask(word))))

    def _found(self) -> list[tuple[W, F]]:
        """One that failed is raised in its turn."""
        found: list[tuple[W, F]] = []
        while self._asked and self._asked[0][1].done():
            word, asked = self._asked[0]
            if found and asked.exception() is not None:
                break
            found.append((word, asked.result()))
            self._asked.popleft()
        return found


async def in_turn(
    words: AsyncGenerator[W], ask: Callable[[W], Coroutine[None, None, F]]
) -> AsyncGenerator[list[tuple[W, F]]]:
    """Each word with what `ask` makes of it, in the order of the words."""
    ahead = Ahead(words, ask)
    try:
        while True:
            yield await ahead.next()
    finally:
        await ahead.close()


async def _read(coming: Awaitable[W]) -> W:
    return await coming

"""A server for what a platform posts, which says yes only to what is safe."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiohttp import web

from ._door import close

__all__ = ["Letter", "Letterbox"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Letter(Generic[T]):
    """What one post told, and where the platform waits to hear that it is safe."""

    told: T
    safe: asyncio.Future[bool]


class Letterbox(Generic[T]):
    """
    Keeps each post waiting for its answer until what it told is safe.

    A platform brings again whatever was not answered with a yes.
    """

    def __init__(
        self, *, host: str, port: int, path: str, limit: int, log: logging.Logger
    ) -> None:
        self._host = host
        self._port = port
        self._path = path
        self._limit = limit
        self._log = log
        self._letters: asyncio.Queue[Letter[T]] = asyncio.Queue()
        self._runner: web.AppRunner | None = None
        self._door: asyncio.Server | None = None

    async def open(
        self, answer: Callable[[web.Request], Awaitable[web.Response]]
    ) -> None:
        """
        Listen; `answer` is called with each post of at most `limit` bytes, a longer one
        is refused with 413. Raises `OSError` where the port is taken.
        """
        app = web.Application(client_max_size=self._limit)
        app.router.add_post(self._path, answer)
        self._runner = web.AppRunner(
            app, access_log=None, logger=self._log, shutdown_timeout=1.0
        )
        await self._runner.setup()
        if (serve := self._runner.server) is not None:
            self._door = await asyncio.get_running_loop().create_server(
                serve, self._host, self._port
            )

    async def close(self) -> None:
        """Say no to all who wait, and to all who come now; then let nobody in."""
        runner, self._runner = self._runner, None
        door, self._door = self._door, None
        _settle(self._waiting(), safe=False)
        if door is not None:
            await close(door)
        if runner is not None:
            await runner.cleanup()

    async def is_made_safe(self, told: T) -> bool:
        """Wait until this is safe, or known not to become so."""
        if self._runner is None:
            return False
        letter = Letter(told, asyncio.get_running_loop().create_future())
        self._letters.put_nowait(letter)
        return await letter.safe

    async def collect(self, patience: float) -> list[Letter[T]]:
        """All that came meanwhile, to be made safe in one go; nothing after `patience` s."""
        try:
            async with asyncio.timeout(patience):
                return [await self._letters.get(), *self._waiting()]
        except TimeoutError:
            return []

    @contextmanager
    def making_safe(self, letters: Iterable[Letter[T]]) -> Iterator[None]:
        """They are safe when the block has ended, unless it was left by an error."""
        try:
            yield
            _settle(letters, safe=True)
        finally:
            _settle(letters, safe=False)

    def _waiting(self) -> list[Letter[T]]:
        return [self._letters.get_nowait() for _ in range(self._letters.qsize())]


def _settle(letters: Iterable[Letter[T]], *, safe: bool) -> None:
    for letter in letters:
        if not letter.safe.done():
            letter.safe.set_result(safe)

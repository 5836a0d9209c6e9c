"""A stand-in beside a test that waits for a terminal: in a loop, and a thread, of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Generic, TypeVar

__all__ = ["Beside", "beside"]

S = TypeVar("S")
T = TypeVar("T")
PATIENCE = 10.0


class Beside(Generic[S]):
    """The server, which is only asked in its own loop."""

    def __init__(self, server: S, loop: asyncio.AbstractEventLoop) -> None:
        self._server = server
        self._loop = loop

    def do(self, act: Callable[[S], T]) -> T:
        """What people do, or what they see."""

        async def done() -> T:
            return act(self._server)

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(PATIENCE)

    def until(self, seen: Callable[[S], bool]) -> None:
        """Wait until people see it."""
        end = time.monotonic() + PATIENCE
        while not self.do(seen):
            assert time.monotonic() < end, "it was never seen"
            time.sleep(0.01)


@contextmanager
def beside(opened: AbstractAsyncContextManager[S]) -> Iterator[Beside[S]]:
    """The server, until the block ends."""
    told: Future[tuple[Beside[S], asyncio.Event]] = Future()

    async def serve() -> None:
        async with opened as server:
            over = asyncio.Event()
            told.set_result((Beside(server, asyncio.get_running_loop()), over))
            await over.wait()

    with ThreadPoolExecutor(1) as thread:
        serving = thread.submit(asyncio.run, serve())
        server, over = told.result(PATIENCE)
        try:
            yield server
        finally:
            server.do(lambda _: over.set())
            serving.result(PATIENCE)

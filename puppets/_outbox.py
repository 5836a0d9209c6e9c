"""Sends: in order, at the platform's pace, tried again only where that is safe."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from ._backoff import Backoff
from ._pace import Pace
from .errors import RateLimited, Unavailable
from .limits import Rate

T = TypeVar("T")


class Outbox:
    """
    Everything that the puppet sends goes through here, in its caller's own task.

    So a send that is cancelled while it waits is never sent, and the sends to one
    conversation go out in the order of the calls.
    """

    def __init__(self, rates: tuple[Rate, ...], timeout: float) -> None:
        self._pace = Pace(rates)
        self._timeout = timeout
        self._turns: dict[str, asyncio.Lock] = {}
        self._inside: set[asyncio.Task[Any] | None] = set()

    async def send(
        self, conversation_id: str, attempt: Callable[[], Awaitable[T]]
    ) -> T:
        """
        Attempt until it succeeds, or surely cannot.

        `RateLimited` and `Unavailable` are waited out, up to the timeout in seconds,
        then raised; every other error is raised at once. A send within a send, as a
        forward that sends a copy, belongs to the outer one's turn.
        """
        task = asyncio.current_task()
        if task in self._inside:
            return await attempt()
        async with self._turn(conversation_id):
            self._inside.add(task)
            try:
                return await self._insist(conversation_id, attempt)
            finally:
                self._inside.discard(task)

    @asynccontextmanager
    async def _turn(self, conversation_id: str) -> AsyncGenerator[None]:
        lock = self._turns.setdefault(conversation_id, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            if not lock.locked() and self._turns.get(conversation_id) is lock:
                del self._turns[conversation_id]

    async def _insist(
        self, conversation_id: str, attempt: Callable[[], Awaitable[T]]
    ) -> T:
        now = asyncio.get_running_loop().time
        deadline = now() + self._timeout
        backoff = Backoff()
        while True:
            await self._pace.turn(conversation_id)
            try:
                return await attempt()
            except (RateLimited, Unavailable) as error:
                delay = _delay(error, backoff)
                if now() + delay > deadline:
                    raise
            await asyncio.sleep(delay)


def _delay(error: RateLimited | Unavailable, backoff: Backoff) -> float:
    return error.retry_after if isinstance(error, RateLimited) else backoff.delay()

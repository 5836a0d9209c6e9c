"""Sends: in order, at the platform's pace, tried again only where that is safe."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from ._backoff import Backoff
from ._observing.observer import Wait
from ._observing.observers import Observers
from ._pace import Pace
from .errors import DeliveryUncertain, PlatformError, RateLimited, Unavailable
from .limits import Rate

T = TypeVar("T")


class Outbox:
    """
    Everything that the puppet sends goes through here, in its caller's own task.

    So a send that is cancelled while it waits is never sent, and the sends to one
    conversation go out in the order of the calls.

    On a platform that `dedupes`, one that may have gone out is tried again too: by its
    `transaction` the platform knows it as the same.
    """

    def __init__(
        self, rates: tuple[Rate, ...], timeout: float, dedupes: bool = False
    ) -> None:
        self._pace = Pace(rates)
        self._timeout = timeout
        self._dedupes = dedupes
        self._turns: dict[str, asyncio.Lock] = {}
        self._inside: dict[asyncio.Task[Any] | None, str] = {}
        self.observers = Observers()

    @property
    def transaction(self) -> str:
        """A name of this task's send, however often it is tried; without one a new name."""
        return self._inside.get(asyncio.current_task()) or secrets.token_hex(12)

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
        with self.observers.sending(conversation_id):
            return await self._in_turn(conversation_id, attempt)

    async def _in_turn(
        self, conversation_id: str, attempt: Callable[[], Awaitable[T]]
    ) -> T:
        task = asyncio.current_task()
        async with self._turn(conversation_id):
            self._inside[task] = secrets.token_hex(12)
            try:
                return await self._insist(conversation_id, attempt)
            finally:
                del self._inside[task]

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
        uncertain: DeliveryUncertain | None = None
        while True:
            await self._keep_pace(conversation_id)
            await _look_round()
            try:
                return await attempt()
            except (RateLimited, Unavailable, DeliveryUncertain) as error:
                if isinstance(error, DeliveryUncertain):
                    uncertain = error
                delay, why = _delay(error, backoff)
                is_over = now() + delay > deadline
                if is_over or (uncertain is not None and not self._dedupes):
                    if uncertain is None or uncertain is error:
                        raise
                    # What may have gone out once, no later refusal takes back.
                    raise uncertain from error
            with self.observers.waiting(conversation_id, why, delay):
                await asyncio.sleep(delay)

    async def _keep_pace(self, conversation_id: str) -> None:
        delay = self._pace.delay(conversation_id)
        with self.observers.waiting(conversation_id, Wait.PACE, delay):
            await self._pace.turn(conversation_id)


def _delay(error: PlatformError, backoff: Backoff) -> tuple[float, Wait]:
    if isinstance(error, RateLimited):
        return error.retry_after, Wait.RATE_LIMIT
    return backoff.delay(), Wait.RETRY


async def _look_round() -> None:
    """
    Let the loop see which connections the platform has ended meanwhile.

    What is written to such a one is lost, and nobody can tell it from a send whose
    answer is lost. The first turn reads what the system has, the second acts on it.
    """
    for _ in range(2):
        await asyncio.sleep(0)

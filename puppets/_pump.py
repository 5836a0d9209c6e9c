"""Keep the stream running: connect again, notice silence, wait between tries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import cast

from ._backoff import Backoff
from ._cancelling import is_cancelled
from .errors import PlatformError, RateLimited, Unavailable
from .events import Batch


class Pump:
    """
    Pulls batches from `receive` for ever, and gives each to `accept` before the next;
    that says whether there was anything new in it.

    A stream that is silent for `silence_limit` seconds is dead, whatever its socket
    says (contract 1.10, 3.12). Every failure goes to `report`; the ones that trying
    again cannot mend end the pump.

    One that breaks again and again is asked ever more seldom, until it tells something
    new or lives for as long as the longest delay: a server that takes every stream,
    tells what it has told before and breaks it, is not well.
    """

    SILENCE = 1.0
    """Seconds from which on a try that failed was silence, and no mere refusal."""

    def __init__(
        self,
        receive: Callable[[], AsyncIterator[Batch]],
        *,
        accept: Callable[[Batch], Awaitable[bool]],
        report: Callable[[Exception], None],
        silence_limit: float,
    ) -> None:
        self._receive = receive
        self._accept = accept
        self._report = report
        self._silence_limit = silence_limit
        self._backoff = Backoff()
        self._asked = 0.0
        self.online = False
        self.reconnects = 0

    async def run(self) -> PlatformError:
        """Run until the platform says a no that will stay a no; return it."""
        while True:
            try:
                await self._pull()
            except PlatformError as error:
                if not error.retryable:
                    return error
                await self._pause(error)
            except asyncio.CancelledError:
                if is_cancelled():
                    raise
                await self._pause(Unavailable("the stream was cancelled from within"))
            except Exception as error:  # noqa: BLE001 - a provider's mistake ends nothing
                await self._pause(error)
            self.reconnects += 1

    async def _pull(self) -> None:
        begun = _now()
        # Only a generator can be closed; any other iterator is left to its owner.
        stream = cast("AsyncGenerator[Batch]", self._receive())
        async with aclosing(stream):
            while True:
                batch = await self._next(stream)
                self.online = True
                is_new = await self._accept(batch)
                if is_new or _now() - begun >= Backoff.MOST:
                    self._backoff.reset()

    async def _next(self, stream: AsyncIterator[Batch]) -> Batch:
        self._asked = _now()
        try:
            async with asyncio.timeout(self._silence_limit) as silence:
                return await anext(stream)
        except StopAsyncIteration:
            raise Unavailable("the stream ended") from None
        except TimeoutError:
            if not silence.expired():
                raise
            raise Unavailable(f"silent for {self._silence_limit:g} s") from None

    async def _pause(self, error: Exception) -> None:
        self.online = False
        self._report(error)
        # Silence was a wait too: what has mended meanwhile is found out the sooner.
        waited = _now() - self._asked
        silence = waited if waited >= self.SILENCE else 0.0
        delay = max(Backoff.FIRST, self._backoff.delay() - silence)
        if isinstance(error, RateLimited):
            delay = max(delay, error.retry_after)
        await asyncio.sleep(delay)


def _now() -> float:
    return asyncio.get_running_loop().time()

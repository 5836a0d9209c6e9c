"""How a bot's handlers hear what its puppets tell, through its middleware."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from ..events import ChoiceEvent, Event, MessageEvent
from .audience import Audience
from .decorators import Decorators
from .directory import Directory
from .middleware import Middleware
from .sending import SendingMiddleware
from .subscriber import E, Told, check_awaitable

__all__ = ["Listening"]

# They give back the very function they were given, whatever more its type says.
M = TypeVar("M", bound=Middleware)
S = TypeVar("S", bound=SendingMiddleware)


class Listening(Decorators):
    """Handlers and middleware, subscribed to puppets while these are started."""

    def __init__(self) -> None:
        self._audience = Audience()
        self._subscriptions: list[Callable[[], None]] | None = None
        """How to end what the handlers were subscribed to; None while the bot is off."""
        self._all_on = asyncio.Event()

    @property
    @abstractmethod
    def _directories(self) -> tuple[Directory, ...]:
        """Of the puppets, one each."""

    def use(self, middleware: M) -> M:
        """
        Have every event pass this on its way to the handlers; the first is outermost.

            @bot.use
            async def limit(event: Event, proceed: Proceed) -> None:
                if not is_too_much(event):
                    await proceed()

        Where it does not proceed, no handler of this bot is told of the event, which
        then is done: it does not come again. What it raises is as if a handler had. So
        passes an answer that a handler asked for, too; then that handler goes on when
        the middleware has ended.
        """
        check_awaitable(middleware)
        self._audience.surround(middleware)
        self._resubscribe()
        return middleware

    def use_sending(self, middleware: S) -> S:
        """
        Have whatever is said pass this on its way out; the first is outermost.

            @bot.use_sending
            async def sign(sending: Sending, send: Send) -> Message:
                return await send(replace(sending, what=f"{sending.what} -- Bot"))

        What it raises, who says it meets. Edits, reactions and what is forwarded do not
        pass it.
        """
        check_awaitable(middleware)
        self._audience.surround_sending(middleware)
        return middleware

    def _subscribe(self, kind: type[E], told: Told[E]) -> None:
        self._audience.add(kind, told)
        self._resubscribe()

    def _resubscribe(self) -> None:
        if self._subscriptions is not None:
            self._unsubscribe()
            self._subscribe_all()

    def _subscribe_all(self) -> None:
        """Have everything heard, from when `_all_on` is set."""
        self._subscriptions = [
            directory.puppet.on(kind, partial(self._hear, directory))
            for directory in self._directories
            for kind in self._kinds
        ]

    @property
    def _kinds(self) -> set[type[Event]]:
        """A choice may come as a message that names it."""
        kinds = self._audience.kinds
        return kinds | {MessageEvent} if ChoiceEvent in kinds else kinds

    def _unsubscribe(self) -> None:
        for off in self._subscriptions or ():
            off()
        self._subscriptions = None

    async def _hear(self, directory: Directory, event: Event) -> None:
        if event.journaled and not self._all_on.is_set():
            await self._all_on.wait()
        if self._audience.kinds & {ChoiceEvent, Event}:
            event = await directory.questions.read(event)
        await self._audience.hear(directory, event)

"""A bot's handlers, and the middleware round them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from .._cancelling import is_cancelled
from .._observing.delivery import name_of
from .._observing.observers import observers_of
from ..events import ChoiceEvent, Event, MessageEvent
from .middleware import Middleware, Proceed
from .sending import Send, Sending, SendingMiddleware
from .subscriber import E, Told

if TYPE_CHECKING:
    from .directory import Directory
    from .message import Message

__all__ = ["Audience", "complain"]

_ALONE = nullcontext()
"""Nobody looks on."""


class Audience:
    """Who is told of what happens, and what it has to pass on its way in and out."""

    def __init__(self) -> None:
        # What is told of a kind takes that kind, which no type can say of all of them.
        self._told: list[tuple[type[Event], Callable[..., Awaitable[None]]]] = []
        self._middleware: list[Middleware] = []
        self._sending: list[SendingMiddleware] = []
        self._has_choosers = False

    @property
    def kinds(self) -> set[type[Event]]:
        """Of which events to tell: of all, where there is middleware."""
        if self._middleware:
            return {Event}
        in_words = {MessageEvent} if self.has_choosers else set()
        return {kind for kind, _ in self._told} | in_words

    @property
    def has_choosers(self) -> bool:
        """Whether a handler wants to know of choices, which are made in words too."""
        return self._has_choosers

    def add(self, kind: type[E], told: Told[E]) -> None:
        """Tell of every event of this kind."""
        self._told.append((kind, told))
        self._has_choosers = self._has_choosers or kind is ChoiceEvent

    def surround(self, middleware: Middleware) -> None:
        self._middleware.append(middleware)

    def surround_sending(self, middleware: SendingMiddleware) -> None:
        self._sending.append(middleware)

    # In.

    async def hear(self, directory: Directory, event: Event) -> None:
        """Through the middleware, and to the handlers."""
        if self._middleware:
            handle = partial(self._tell, directory, event)
            await self._pass_in(directory, event, handle)
        else:
            await self._tell(directory, event)

    async def lets_through(self, directory: Directory, event: Event) -> bool:
        """Whether the middleware proceeds to somebody who waits for this event."""
        passed = asyncio.Event()

        async def proceed() -> None:
            passed.set()

        await self._pass_in(directory, event, proceed)
        return passed.is_set()

    async def _pass_in(
        self,
        directory: Directory,
        event: Event,
        handle: Callable[[], Awaitable[None]],
    ) -> None:
        """Through the middleware, the first outermost."""
        for middleware in reversed(self._middleware):
            proceed = Proceed(directory.puppet, handle)
            handle = partial(middleware, event, proceed)
        await handle()

    async def _tell(self, directory: Directory, event: Event) -> None:
        """Tell all handlers, though one raises; then raise that."""
        observers = observers_of(directory.puppet)
        errors: list[Exception] = []
        for kind, told in tuple(self._told):
            if isinstance(event, kind):
                try:
                    with (
                        observers.calling(event, name_of(told)) if observers else _ALONE
                    ):
                        await told(directory, event)
                except asyncio.CancelledError:
                    if is_cancelled():
                        raise
                    errors.append(RuntimeError("a handler was cancelled from within"))
                except Exception as error:  # noqa: BLE001 - it is raised below
                    errors.append(error)
        complain(errors)

    # Out.

    async def send(self, sending: Sending, send: Send) -> Message:
        """Through the middleware, the first outermost, and out."""
        for middleware in reversed(self._sending):
            send = partial(_say, middleware, send)
        return await send(sending)


async def _say(middleware: SendingMiddleware, send: Send, sending: Sending) -> Message:
    return await middleware(sending, send)


def complain(errors: list[Exception]) -> None:
    """Raise it, or all of them."""
    match errors:
        case []:
            return
        case [error]:
            raise error
        case _:
            raise ExceptionGroup(f"{len(errors)} handlers raised", errors)

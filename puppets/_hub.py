"""Who is told of which kind of event."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar, cast

from ._observing.observers import Observers
from .events import Event

E = TypeVar("E", bound=Event)
Handler: TypeAlias = Callable[[E], Awaitable[None]]


class Hub:
    """Handlers, each called with every event of its kind; and streams of them."""

    def __init__(self) -> None:
        self._handlers: list[tuple[type[Event], Handler[Any]]] = []
        self._queues: list[tuple[type[Event], asyncio.Queue[Event]]] = []
        self.observers = Observers()

    def on(self, kind: type[E], handler: Handler[E]) -> Callable[[], None]:
        """Call `handler` for every event of `kind`; the answer takes it off again."""
        entry = (kind, handler)
        self._handlers.append(entry)

        def off() -> None:
            if entry in self._handlers:
                self._handlers.remove(entry)

        return off

    def handlers(self, event: Event) -> list[Handler[Event]]:
        return [handler for kind, handler in self._handlers if isinstance(event, kind)]

    def stream(self, event: Event) -> None:
        """Give the event to everybody who listens."""
        for kind, queue in self._queues:
            if isinstance(event, kind):
                queue.put_nowait(event)

    @contextmanager
    def listen(self, kind: type[E]) -> Generator[AsyncIterator[E]]:
        queue: asyncio.Queue[Event] = asyncio.Queue()
        entry = (kind, queue)
        self._queues.append(entry)
        try:
            yield cast("AsyncIterator[E]", _drain(queue))  # only E was put in
        finally:
            self._queues.remove(entry)


async def _drain(queue: asyncio.Queue[E]) -> AsyncIterator[E]:
    while True:
        yield await queue.get()

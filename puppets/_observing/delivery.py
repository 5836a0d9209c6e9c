"""A delivery at which somebody looks on."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial

from .._delivery import Delivery
from .._hub import Handler, Hub
from ..events import Event
from ..memory import Entry

__all__ = ["WatchedDelivery", "delivery_at", "name_of"]


def delivery_at(hub: Hub) -> type[Delivery]:
    """The one for these handlers: whether somebody looks on is settled at each start."""
    return WatchedDelivery if hub.observers else Delivery


class WatchedDelivery(Delivery):
    """Says what it does; apart, so that one that nobody looks at does nothing for it."""

    def dispatch(self, entry: Entry) -> None:
        self._hub.observers.heard(entry.event)
        super().dispatch(entry)

    async def call(self, event: Event) -> None:
        self._hub.observers.heard(event)
        await super().call(event)

    async def _handle(self, event: Event) -> None:
        if not self._hub.handlers(event):
            return
        with self._hub.observers.handling(event):
            await super()._handle(event)

    async def _guard(self, handler: Handler[Event], event: Event) -> None:
        async def watched(event: Event) -> None:
            # A bot is heard as a part of it, and tells of its own handlers.
            name = "" if isinstance(handler, partial) else name_of(handler)
            with self._hub.observers.calling(event, name):
                await handler(event)

        await super()._guard(watched, event)


def name_of(handler: Callable[..., object]) -> str:
    """As its author wrote it."""
    called = inspect.unwrap(handler)
    name = getattr(called, "__qualname__", None) or type(called).__qualname__
    return str(name).rpartition("<locals>.")[2]

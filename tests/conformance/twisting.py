"""How a saboteur tells what it hears a little differently, and slips past the base class."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Any, TypeVar

from puppets import Batch, Event, MessageEvent, MessagePayload
from puppets.mock import MockPuppet

__all__ = ["Twisting", "bare"]

F = TypeVar("F", bound=Callable[..., Awaitable[Any]])


class Twisting(MockPuppet):
    """Passes on every event as `twist` makes it, and none where that gives None."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, MessageEvent):
            return replace(event, message=self.retell(event.message))
        return event

    def retell(self, message: MessagePayload) -> MessagePayload:
        return message

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                twisted = [self.twist(event) for event in batch.events]
                events = tuple(event for event in twisted if event is not None)
                yield replace(batch, events=events)


def bare(method: F) -> F:
    """Leave out what the base class adds to an operation."""
    method.__dict__["__wrapped_operation__"] = True
    return method

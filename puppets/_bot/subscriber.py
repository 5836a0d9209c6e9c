"""How a handler is told of an event."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ..events import Event

if TYPE_CHECKING:
    from .directory import Directory

__all__ = ["E", "Handler", "Subscriber", "Told", "as_it_is", "check_awaitable"]

E = TypeVar("E", bound=Event)
T = TypeVar("T")
Handler: TypeAlias = Callable[[T], Awaitable[None]]
Told: TypeAlias = "Callable[[Directory, E], Awaitable[None]]"
"""A handler as it is called with an event; the directory makes people of ids."""


class Subscriber(ABC):
    """What the decorators stand on."""

    @abstractmethod
    def _subscribe(self, kind: type[E], told: Told[E]) -> None:
        """Have `told` called with every event of this kind, from the next start on."""

    def _on(
        self,
        kind: type[E],
        handler: Handler[T],
        seen: Callable[[Directory, E], Awaitable[T | None]],
    ) -> None:
        """Tell the handler what the event is `seen` as; nothing where that is None."""
        check_awaitable(handler)

        async def told(directory: Directory, event: E) -> None:
            happening = await seen(directory, event)
            if happening is not None:
                await handler(happening)

        update_wrapper(told, handler)
        self._subscribe(kind, told)


async def as_it_is(_: Directory, event: E) -> E:
    """Of the puppet itself there is nothing to add."""
    return event


def check_awaitable(handler: Callable[..., Awaitable[object]]) -> None:
    """Refuse a plain function now, not when the first event comes."""
    call = getattr(handler, "__call__", None)  # noqa: B004 - an object may be a handler
    if not (inspect.iscoroutinefunction(handler) or inspect.iscoroutinefunction(call)):
        name = getattr(handler, "__name__", repr(handler))
        raise TypeError(f"{name} must be an async function")

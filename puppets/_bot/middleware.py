"""What stands between the puppets and a bot's handlers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from ..events import Event
from ..puppet import Puppet

__all__ = ["Middleware", "Proceed"]


class Proceed:
    """
    How middleware has an event handled: `await proceed()`.

    It returns when the handlers have ended, and raises what a handler raised.
    """

    def __init__(self, puppet: Puppet, handle: Callable[[], Awaitable[None]]) -> None:
        self.puppet = puppet
        """The puppet that told of the event."""
        self._handle = handle

    async def __call__(self) -> None:
        await self._handle()


Middleware: TypeAlias = Callable[[Event, Proceed], Awaitable[None]]

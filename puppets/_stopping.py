"""Puppets that stop together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

__all__ = ["Together"]


class Together:
    """
    None of them is closed before the handlers of all have ended: a handler of one may
    talk through the others.
    """

    def __init__(self, puppets: Iterable[object]) -> None:
        self.caller: asyncio.Task[object] | None = asyncio.current_task()
        """It may be a handler's, which then ends by itself."""
        self._at_work = {id(puppet) for puppet in puppets}
        self._ended = asyncio.Event()

    async def ended(self, puppet: object) -> None:
        """The handlers of this one have ended; wait for those of the others."""
        self.leave(puppet)
        await self._ended.wait()

    def leave(self, puppet: object) -> None:
        """Nobody has to wait for this one."""
        self._at_work.discard(id(puppet))
        if not self._at_work:
            self._ended.set()

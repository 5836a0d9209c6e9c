"""Who people are and what rooms are called, asked for beside the bot's work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from .._bounded import Bounded
from ..errors import NotLoggedIn, NotStarted, RateLimited, Unavailable
from ..puppet import Puppet

__all__ = ["Names"]


class Names:
    """
    Names of one puppet's people and rooms: asked for one after the other, and kept.

    What comes too fast is not asked for: it stays without a name until it is seen again.
    """

    PATIENCE = 10.0
    """Seconds that an answer may take."""
    WAITING, KEPT = 64, 1000

    def __init__(self, puppet: Puppet, told: Callable[[str], None]) -> None:
        self._puppet = puppet
        self._told = told
        self._known: Bounded[str, str] = Bounded(self.KEPT)
        self._asked: asyncio.Queue[tuple[str, bool]] = asyncio.Queue(self.WAITING)
        self._wanted: set[str] = set()

    def get(self, id: str) -> str:
        """The name; empty where it is not known yet, or cannot be."""
        return self._known.get(id) or ""

    def ask(self, id: str, *, is_room: bool) -> None:
        """Have it asked for, and told."""
        if id in self._known or id in self._wanted:
            return
        with contextlib.suppress(asyncio.QueueFull):
            self._asked.put_nowait((id, is_room))
            self._wanted.add(id)

    async def run(self) -> None:
        """Ask, for ever."""
        while True:
            id, is_room = await self._asked.get()
            self._wanted.discard(id)
            try:
                async with asyncio.timeout(self.PATIENCE):
                    self._known.keep(id, await self._name(id, is_room=is_room))
            except (NotLoggedIn, NotStarted, RateLimited, Unavailable):
                continue  # it may be known later
            except Exception:  # noqa: BLE001 - a name is a courtesy; the bot's own reads say why
                self._known.keep(id, "")
            self._told(id)

    async def _name(self, id: str, *, is_room: bool) -> str:
        if is_room:
            return (await self._puppet.room_payload(id)).topic
        return (await self._puppet.contact_payload(id)).name

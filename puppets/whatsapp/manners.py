"""How the puppet behaves, lest the account be banned: it answers, one at a time, unhurried."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from ..limits import Rate, Scope
from . import ids
from .addresses import Addresses
from .failures import Uninvited
from .lines import Lines
from .notices import notice
from .options import WhatsAppOptions

__all__ = ["Manners", "pace"]


def pace(a_minute: float) -> Rate:
    """As many sends a minute, of the whole account; less than one is one in more time."""
    count = max(1, int(a_minute))
    return Rate(count=count, seconds=60.0 * count / a_minute, scope=Scope.ACCOUNT)


class Manners:
    """Of one account, whose page can do one thing at a time anyway."""

    def __init__(
        self,
        options: WhatsAppOptions,
        addresses: Addresses,
        lines: Lines,
    ) -> None:
        self._initiate = options.initiate
        self._jitter = options.jitter
        self._language = options.locale.partition("-")[0]
        self._addresses = addresses
        self._lines = lines
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def turn(self, conversation_id: str) -> AsyncGenerator[None]:
        """
        What is said there is said within this: alone, and not in step with the last.

        Raises `Uninvited` before anything is done on the page.
        """
        self.must_be_asked(conversation_id)
        async with self._one:
            if self._jitter:
                await asyncio.sleep(random.uniform(0, self._jitter))
            yield

    def must_be_asked(self, *conversation_ids: str) -> None:
        """Who has not written first is not written to, unless the owner wants that."""
        for id in map(ids.conversation_id, conversation_ids):
            if not (self._initiate or self._has_written(id)):
                raise Uninvited(
                    f"{id} has not written first, and WhatsApp bans accounts that write "
                    "to strangers; with initiate=True the puppet does so all the same"
                )

    def is_at_home(self, room_id: str) -> None:
        """In a room of its own making nobody else has to speak first."""
        chat = self._addresses.chat(room_id)
        self._addresses.keep(chat.with_marks((), heard=True))

    def _has_written(self, id: str) -> bool:
        """
        Whether anybody else was read there, or had the last word on the chat list when
        the puppet saw it for the first time.
        """
        if self._addresses.chat(id).heard:
            return True
        room = ids.is_room(id)
        who = self._addresses.get(id)
        called = {ids.even(who.name)} if who else set[str]()
        made = ids.room_id if room else ids.contact_id
        for name, line in self._lines.beginning.items():
            if ids.even(name) in called or made(name) == id:
                said = not (room and notice(line.preview, self._language))
                alone = not self._is_also(name, room=not room)
                return alone and said and bool(line.preview) and not line.own
        return False

    def _is_also(self, name: str, *, room: bool) -> bool:
        """Whether a room has the name of a person, or the other way round."""
        known = self._addresses.known(room=room)
        return any(ids.even(each.name) == ids.even(name) for each in known)

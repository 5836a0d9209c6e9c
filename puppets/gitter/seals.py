"""Rooms that are encrypted: what is said there is closed, and opened."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import msgspec

from .._bounded import Bounded
from .._decoding import UNREADABLE, decoded
from ..errors import Forbidden, PlatformError
from ..memory import Memory
from . import wire
from .client import GitterClient
from .ids import message_id
from .keys import Keys
from .session import Session

__all__ = ["Seals", "Told", "Undecryptable"]

SEALED = "m.room.encrypted"
KEPT = 2_000
"""Messages that wait for their keys."""
_WAITING = "sealed"


class Undecryptable(PlatformError):
    """
    A message that is encrypted, and whose key has not come; `message_id` is its id.

    It is kept, and heard when the key comes.
    """

    def __init__(self, words: str, *, message_id: str) -> None:
        super().__init__(words)
        self.message_id = message_id


@dataclass(frozen=True, slots=True)
class Told:
    """One event, and how it is on the wire."""

    event: wire.Event
    raw: bytes


class Seals:
    """Opens what keys can open, and keeps the rest until a key comes."""

    def __init__(self, memory: Memory, client: GitterClient, store: str) -> None:
        self._memory = memory
        self._client = client
        self._keys = Keys(client, store) if store else None
        self._rooms: dict[str, bool] = {}
        self._waiting: Bounded[str, tuple[str, str]] = Bounded(KEPT)
        self._opened: list[str] = []
        self._tries_all = True
        self._has_changed = False

    @property
    def are_there(self) -> bool:
        """Whether the puppet can read and write what is encrypted at all."""
        return self._keys is not None

    async def open(self, session: Session) -> None:
        self._rooms.clear()
        self._waiting.clear()
        kept = await self._memory.state(_WAITING)
        shape = dict[str, tuple[str, str]]
        self._waiting.update(msgspec.json.decode(kept, type=shape) if kept else {})
        if self._keys is not None:
            await self._keys.open(session)

    def close(self) -> None:
        if self._keys is not None:
            self._keys.close()

    # What comes in.

    def begin(self) -> None:
        """
        The stream begins, perhaps anew: a key may have come with what was not kept, and
        it is not told twice; so all that waits is tried again.
        """
        self._opened.clear()
        self._tries_all = True

    async def take(
        self, told: wire.Sync
    ) -> AsyncIterator[PlatformError | tuple[str, Told]]:
        """What is told of keys: what can be read now, by its room, and what is amiss."""
        if self._keys is None:
            return
        self._forget_opened()
        sessions = self._keys.take(told)
        for amiss in await self._keys.upkeep():
            yield amiss
        for id, (room_id, raw) in list(self._waiting.items()):
            if self._tries_all or _session(raw) in sessions:
                opened = self.opened(room_id, raw.encode())
                if opened is not None:
                    self._opened.append(id)
                    yield room_id, opened
        self._tries_all = False

    def opened(self, room_id: str, raw: bytes) -> Told | None:
        """The event as it was said; None where no key opens it."""
        event = decoded("an event", raw, wire.Event)
        if event.type != SEALED:
            return Told(event, raw)
        plain = self._keys.read(room_id, raw) if self._keys is not None else None
        if plain is None:
            return None
        return Told(decoded(event.event_id, plain, wire.Event), plain)

    def wait(self, room_id: str, told: Told) -> Undecryptable:
        """Keep it until its key comes; what is to be said of it meanwhile."""
        id = message_id(room_id, told.event.event_id)
        if self._keys is None:
            words = f"{id} is encrypted: the puppet has no store for keys"
        else:
            words = f"{id} is encrypted, and its key has not come"
            self._waiting.keep(id, (room_id, told.raw.decode()))
            self._has_changed = True
        return Undecryptable(words, message_id=id)

    def note(self, room_id: str) -> None:
        """This room is encrypted from now on."""
        self._rooms[room_id] = True

    def kept(self) -> dict[str, bytes]:
        """What is to be kept with a batch, where it has changed."""
        if not self._has_changed:
            return {}
        self._has_changed = False
        return {_WAITING: msgspec.json.encode(self._waiting)}

    # What goes out.

    async def is_sealed(self, room_id: str) -> bool:
        """Whether nobody may say anything there in the clear."""
        if room_id not in self._rooms:
            found = await self._client.state_of(room_id, "m.room.encryption")
            how = decoded("m.room.encryption", found, wire.Encrypted)
            self._rooms[room_id] = bool(how.algorithm)
        return self._rooms[room_id]

    async def sealed(
        self, room_id: str, kind: str, said: Mapping[str, object]
    ) -> tuple[str, Mapping[str, object]]:
        """What to send of this, which is the same where nothing is encrypted."""
        if not await self.is_sealed(room_id):
            return kind, said
        if self._keys is None:
            raise Forbidden(f"{room_id} is encrypted: the puppet has no store for keys")
        people = await self._client.people(room_id)
        closed = await self._keys.seal(room_id, kind, said, people)
        # The homeserver must see what is an answer to what.
        if relation := said.get("m.relates_to"):
            closed["m.relates_to"] = relation
        return SEALED, closed

    def _forget_opened(self) -> None:
        """What was opened in the batch before is heard: that is safe by now."""
        for id in self._opened:
            self._waiting.pop(id, None)
            self._has_changed = True
        self._opened.clear()


def _session(raw: str) -> str:
    """The session by which this was encrypted."""
    try:
        event = msgspec.json.decode(raw, type=wire.Event)
        return msgspec.json.decode(event.content, type=wire.Sealed).session_id
    except UNREADABLE:
        return ""

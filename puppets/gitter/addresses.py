"""Where each conversation is: the room behind a contact, and where a room is now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from .._bounded import Bounded
from .._decoding import decoded
from ..errors import Malformed, NotFound, PlatformError
from ..memory import Memory
from . import ids, wire
from .client import GitterClient
from .content import Place

__all__ = ["DIRECT", "Addresses"]

DIRECT = "m.direct"
_MOVED = "moved"
_LAST = "direct"
NAMES = 1000
"""Names of rooms, under which payloads may be kept."""
_Direct = dict[str, tuple[str, ...]]


class Addresses:
    """
    A direct chat is a room that the account keeps under the other's id.

    There may be several with one person: the one in which somebody spoke last is it.
    """

    def __init__(self, memory: Memory, client: GitterClient) -> None:
        self._memory = memory
        self._client = client
        self._moved: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._direct: _Direct = {}
        self._others: dict[str, str] = {}
        self._names: Bounded[str, str] = Bounded(NAMES)
        self._encrypted = False
        self.me: str = ""

    async def open(self, me: str, *, encrypted: bool) -> None:
        """
        Remember what was remembered, and what the account keeps. A direct chat that is
        to be opened is to be `encrypted`, or not.
        """
        self.me = me
        self._encrypted = encrypted
        self._names.clear()
        self._moved = await self._kept(_MOVED)
        self._last = await self._kept(_LAST)
        self.take(await self._client.account_data(me, DIRECT))

    def take_account_data(self, raw: msgspec.Raw) -> None:
        """Something that the account keeps has changed."""
        try:
            kept = decoded("account data", raw, wire.AccountData)
        except Malformed:
            return  # any client of the account writes there what it likes
        if kept.type == DIRECT:
            self.take(kept.content)

    def take(self, content: bytes | msgspec.Raw) -> None:
        """What the account keeps of direct chats, from now on; as far as it makes sense."""
        try:
            found = decoded(DIRECT, content, _Direct)
        except Malformed:
            return
        self._direct = {
            user: rooms for user, rooms in found.items() if ids.is_user(user)
        }
        self._others = {
            room: user for user, rooms in self._direct.items() for room in rooms
        }

    # From the platform to us.

    def place(self, room_id: str) -> Place:
        return Place(room_id, self._others.get(room_id))

    async def heard(self, place: Place) -> None:
        """Somebody spoke there."""
        if place.other and self._last.get(place.other) != place.room_id:
            self._last[place.other] = place.room_id
            await self._keep(_LAST, self._last)

    async def leave(self, place: Place) -> None:
        """Nobody listens there any more."""
        if place.other and self._last.get(place.other) == place.room_id:
            del self._last[place.other]
            await self._keep(_LAST, self._last)

    async def move(self, old: str, new: str) -> None:
        """This room is there from now on."""
        self._moved[old] = new
        await self._keep(_MOVED, self._moved)
        if other := self._others.get(old):
            await self.note(new, other)

    def has_moved(self, room_id: str) -> bool:
        """Whether the room lives on under another id."""
        return self._now(room_id) != room_id

    def names(self, room_id: str) -> list[str]:
        """By which other names one has asked for the room of this id of ours."""
        return [name for name, now in self._names.items() if now == room_id]

    # From us to the platform.

    async def conversation(self, conversation_id: str) -> Place:
        """Where one talks to this contact, or in this room; a direct chat is opened."""
        found = await self.find(conversation_id)
        if found is not None:
            return found
        other = ids.user_id(conversation_id)
        return Place(await self._begin(other), other)

    async def find(self, conversation_id: str) -> Place | None:
        """The same; None where nobody has ever talked to this contact."""
        if not conversation_id.startswith("@"):
            return self.place(await self.room(conversation_id))
        other = ids.user_id(conversation_id)
        room_id = await self._room_with(other)
        if room_id is None:
            await self._client.profile(other)  # there is such a one
            return None
        return Place(room_id, other)

    async def room(self, name: str) -> str:
        """The id of a room as it is now, by whatever name it is called."""
        found = ids.room_name(name)
        if found.startswith("#"):
            found = await self._client.resolve(found)
        now = self._now(found)
        if ids.place_id(now) != name:
            self._names.keep(name, ids.place_id(now))
        return now

    async def note(self, room_id: str, other: str) -> None:
        """This room is a direct chat, for every client of the account."""
        # Other clients write there too, and who writes last wins.
        self.take(await self._client.account_data(self.me, DIRECT))
        kept = dict(self._direct)
        kept[other] = tuple(dict.fromkeys((*kept.get(other, ()), room_id)))
        await self._client.set_account_data(self.me, DIRECT, kept)
        self._direct = kept
        self._others[room_id] = other
        self._last[other] = room_id
        await self._keep(_LAST, self._last)

    async def _room_with(self, other: str) -> str | None:
        if room_id := self._last.get(other):
            return self._now(room_id)
        for room_id in reversed(self._direct.get(other, ())):
            if other in await self._members(room_id):
                await self.heard(Place(room_id, other))
                return room_id
        return None

    async def _members(self, room_id: str) -> Collection[str]:
        try:
            return await self._client.members(room_id)
        except PlatformError as error:
            if error.retryable:
                raise
            return ()  # the puppet has left it

    async def _begin(self, other: str) -> str:
        if other == self.me:
            raise NotFound("nobody has a direct chat with themselves")
        how: dict[str, object] = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [other],
        }
        if self._encrypted:
            sealed = {"algorithm": "m.megolm.v1.aes-sha2"}
            state = {"type": "m.room.encryption", "state_key": "", "content": sealed}
            how["initial_state"] = [state]
        room_id = await self._client.create(how)
        await self.note(room_id, other)
        return room_id

    def _now(self, room_id: str) -> str:
        seen = {room_id}
        while (successor := self._moved.get(room_id)) and successor not in seen:
            seen.add(successor)
            room_id = successor
        return room_id

    async def _kept(self, name: str) -> dict[str, str]:
        kept = await self._memory.state(name)
        return msgspec.json.decode(kept, type=dict[str, str]) if kept else {}

    async def _keep(self, name: str, value: Mapping[str, str]) -> None:
        await self._memory.set_state(name, msgspec.json.encode(value))

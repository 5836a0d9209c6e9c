"""Into which rooms the puppet goes by itself: direct chats, and successors of its rooms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import msgspec

from .._decoding import UNREADABLE, decoded
from ..errors import Forbidden, PlatformError
from ..events import ErrorEvent, Event
from ..memory import Memory
from . import lobby, wire
from .addresses import Addresses
from .client import GitterClient
from .content import Place
from .ids import user_id
from .stream import Answer

__all__ = ["Visits"]

_EXPECTED = "expected"


class Visits:
    """Follows rooms that move, as soon as somebody lets the puppet in."""

    def __init__(
        self,
        memory: Memory,
        client: GitterClient,
        addresses: Addresses,
        *,
        direct: bool,
    ) -> None:
        self._memory = memory
        self._client = client
        self._addresses = addresses
        self._direct = direct
        self._expected: dict[str, tuple[str, int]] = {}

    async def open(self) -> None:
        kept = await self._memory.state(_EXPECTED)
        shape = dict[str, tuple[str, int]]
        self._expected = msgspec.json.decode(kept, type=shape) if kept else {}

    async def invited(
        self, room_id: str, invited: wire.Invited, answer: Answer
    ) -> list[Event]:
        """Someone invites the puppet: where it does not go by itself, the bot decides."""
        state, me = list(_state(invited)), self._addresses.me
        event = lobby.invitation(
            room_id, state, me, told_at=answer.at, since=answer.since
        )
        if event is None:
            return []
        if room_id in self._expected:
            old, at = self._expected[room_id]
            return await self._follow(old, room_id, at)
        if self._direct and lobby.is_direct(state, me):
            return await self._accept(room_id, user_id(event.invitation.inviter_id))
        return [event]

    async def moved(self, event: wire.Event, place: Place) -> AsyncIterator[Event]:
        """A room has ended, and names the one in which it lives on."""
        stone = decoded(event.event_id, event.content, wire.Tombstone)
        successor, at = stone.replacement_room, event.origin_server_ts
        if not successor:
            return
        # Who says so is there; the id of a room of today tells no server.
        server = event.sender.partition(":")[2]
        for each in await self._follow(place.room_id, successor, at, server):
            yield each

    async def look_round(self, told: wire.Sync) -> None:
        """Rooms that had moved before the very first start are where they are now."""
        for room_id, joined in told.rooms.join.items():
            for raw in (*joined.state.events, *joined.timeline.events):
                successor = _successor(raw)
                if successor in told.rooms.join:
                    await self._addresses.move(room_id, successor)

    async def noted(self, event: wire.Event, place: Place) -> None:
        """Someone who goes out of a direct chat does not hear there any more."""
        now = decoded(event.event_id, event.content, wire.Member)
        is_one = event.state_key in {place.other, self._addresses.me}
        if is_one and now.membership in {"leave", "ban"}:
            await self._addresses.leave(place)

    async def _follow(self, old: str, new: str, at: int, *servers: str) -> list[Event]:
        try:
            await self._client.join(new, *servers)
        except PlatformError as error:
            if error.retryable:
                raise
            await self._expect(new, (old, at))
            closed = Forbidden(
                f"room {old} has moved to {new}, into which nobody has let the puppet yet"
            )
            closed.__cause__ = error
            return [ErrorEvent(error=closed)]
        await self._addresses.move(old, new)
        await self._expect(new, None)
        return list(lobby.migration(old, new, at))

    async def _accept(self, room_id: str, inviter_id: str) -> list[Event]:
        try:
            # First, so that what is said there is told as what it is.
            await self._addresses.note(room_id, inviter_id)
            await self._client.join(room_id)
        except PlatformError as error:
            if error.retryable:
                raise
            await self._addresses.leave(Place(room_id, inviter_id))
            return [ErrorEvent(error=error)]
        return []

    async def _expect(self, new: str, room: tuple[str, int] | None) -> None:
        if room is not None:
            self._expected[new] = room
        elif self._expected.pop(new, None) is None:
            return
        kept = msgspec.json.encode(self._expected)
        await self._memory.set_state(_EXPECTED, kept)


def _state(invited: wire.Invited) -> Iterator[wire.StateEvent]:
    for raw in invited.invite_state.events:
        try:
            yield msgspec.json.decode(raw, type=wire.StateEvent)
        except UNREADABLE:
            continue  # one line of what is told of a room that may be anybody's


def _successor(raw: msgspec.Raw) -> str:
    """The room that this event says is the next; empty where it says no such thing."""
    try:
        event = msgspec.json.decode(raw, type=wire.StateEvent)
        if event.type != "m.room.tombstone":
            return ""
        return msgspec.json.decode(event.content, type=wire.Tombstone).replacement_room
    except UNREADABLE:
        return ""

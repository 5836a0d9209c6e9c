"""What the puppet remembers of people and rooms, since nobody can be asked for a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from .._bounded import Bounded
from .._decoding import senseless
from ..enums import DirtyType
from ..errors import Malformed, PuppetError
from ..events import (
    DirtyEvent,
    ErrorEvent,
    Event,
    RoomEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from ..memory import Memory, key_of
from ..payloads import ContactPayload, Payload, RoomMemberPayload, RoomPayload
from . import people, translate, wire
from .absence import HEARD, Absence
from .crossings import Crossings, Road, road
from .faces import Face, Faces, face
from .handles import Handles
from .moves import Moves
from .page import Page
from .presses import Presses
from .roll import Roll
from .stream import Answer, Told

__all__ = ["Ledger"]

P = TypeVar("P", ContactPayload, RoomMemberPayload, RoomPayload)

_MOVED = "moved"
_CROSSED = "crossed"
_DATED = 1000


class Ledger:
    """Turns answers into batches, with what only memory can add to them."""

    def __init__(self, memory: Memory, moves: Moves) -> None:
        self.roll: Roll = Roll(memory)
        self._memory = memory
        self._moves = moves
        self._moved: dict[int, int] = {}
        self.me: wire.User = wire.User(id=0)
        """Who the puppet is; nobody before `open`."""
        self._crossings = Crossings()
        self._dates: Bounded[tuple[type[Payload], str], datetime] = Bounded(_DATED)
        self._handles = Handles(memory)
        self._faces = Faces()
        self._absence = Absence(memory)
        self.presses: Presses = Presses(memory)

    async def open(self, me: wire.User) -> None:
        """Remember what was remembered, and the puppet itself."""
        self.me = me
        self._absence = Absence(self._memory)
        self._moves.load(await self._memory.state(_MOVED))
        self._moved = self._moves.all()
        self._crossings.load(await self._memory.state(_CROSSED))
        await self._memory.save(people.contact(me))

    async def start(self, cursor: str | None) -> str | None:
        """The cursor; none where the numbers may have begun anew since it was kept."""
        return None if await self._absence.is_long(datetime.now(UTC)) else cursor

    async def page(self, answer: Answer) -> Page:
        """What the answer comes to. It is settled once it is safe: see `settle`."""
        page = Page()
        if gap := await self._absence.ends(page.heard):
            page.events.append(gap)
        page.state |= self._absence.note(page.heard)
        await self._enter_moves(page)
        for told in answer.updates:
            match told:
                case Malformed():
                    page.events.append(ErrorEvent(error=told))
                case Told():
                    await self._enter_safely(page, told)
        if page.crossings:
            page.state[_CROSSED] = self._crossings.dump(page.crossings)
        return page

    def settle(self, page: Page) -> None:
        """The page is safe: a second telling of what stands on it is an echo."""
        self._absence.keep(page.heard, noted=HEARD in page.state)
        self._crossings.keep(page.crossings)
        self._faces.keep(page.faces)
        if page.moved is not None:
            self._moved = page.moved

    async def gone(self, room_id: str, contact_id: str) -> None:
        """This one is no member of a room any more."""
        self._faces.forget()
        await self.roll.strike(room_id, contact_id, is_me=self._is_me(contact_id))

    # One update.

    async def _enter_safely(self, page: Page, told: Told) -> None:
        """What can be read and makes no sense does not hold up those behind it (3.7)."""
        before = dict(page.crossings)
        try:
            await self._enter(page, told)
        except PuppetError:
            raise  # of the memory: nothing may be acknowledged
        except Exception as error:  # noqa: BLE001 - whatever we did not think of
            page.crossings = before  # they were not told of
            said = senseless("an update", error, told.raw)
            page.events.append(ErrorEvent(error=said))

    async def _enter(self, page: Page, told: Told) -> None:
        if (query := told.update.callback_query) is not None:
            await self._know_all(page, told.update)
            await self.presses.enter(page, query, str(told.update.update_id))
            return
        handles = await self._whose(page, told.update)
        events = translate.events(told.update, told.native, self.me, handles)
        who = face(told.update)
        if who is not None:
            await self._meet(page, told, who)
            page.events += events
            return
        completed = [await self._completed(page, event) for event in events]
        heard = list(self._heard_first(page, completed, road(told.update)))
        await self._know_all(page, told.update)
        for event in heard:
            await self._follow(page, event)
            page.events += self._told_of_old(event)

    async def _meet(self, page: Page, told: Told, who: Face) -> None:
        """Someone says something, and nobody else is told of."""
        if not self._faces.knows(who):
            user, chat = who
            if not self._is_out(page, told.update, str(chat.id), str(user.id)):
                page.faces.append(who)
            await self._know_all(page, told.update)

    async def _completed(self, page: Page, event: Event) -> Event:
        if not isinstance(event, RoomTopicEvent):
            return event
        room = await self._remembered(page, RoomPayload, event.room_id)
        return replace(event, old_topic=room.topic if room else "")

    async def _know_all(self, page: Page, update: wire.Update) -> None:
        """Know what it tells, but for what is told of later already (by webhook)."""
        for payload in people.known(update):
            if not self._is_past(page, update, payload):
                await self._know(page, payload)

    async def _know(self, page: Page, payload: Payload) -> None:
        if isinstance(payload, ContactPayload):
            before = await self._remembered(page, ContactPayload, payload.id)
            payload = people.merged(payload, before)
            if before is not None and people.looks(before) != people.looks(payload):
                page.events.append(_dirty(DirtyType.CONTACT, payload.id))
            await self._handles.note(payload, page)
        page.know(payload)

    def _is_past(self, page: Page, update: wire.Update, payload: Payload) -> bool:
        match payload:
            case RoomMemberPayload(room_id=room, id=id):
                is_out = self._is_out(page, update, room, id)
            case RoomPayload(id=room):
                is_out = self._is_out(page, update, room, str(self.me.id))
            case _:
                is_out = False
        what, now = (type(payload), key_of(payload)), people.when(update)
        if is_out or now < self._dates.get(what, now):
            return True
        self._dates.keep(what, now)
        return False

    def _is_out(self, page: Page, update: wire.Update, room: str, id: str) -> bool:
        seen = people.seen(update, id)
        has_moved = self._moves.now(int(room)) != int(room)
        return has_moved or self._crossings.is_out(room, id, seen, page.crossings)

    async def _follow(self, page: Page, event: Event) -> None:
        match event:
            case RoomLeaveEvent(room_id=room_id, removee_ids=ids, timestamp=when):
                for id in ids:
                    if self._crossings.is_out(room_id, id, when, page.crossings):
                        await self.gone(room_id, id)
                        page.forget(room_id, id, is_me=self._is_me(id))
            case RoomMigrateEvent(room_id=old, successor_id=new):
                page.move(old, new)
                await self._move(page, old, new)

    def _heard_first(
        self, page: Page, events: list[Event], road: Road
    ) -> Iterator[Event]:
        """The events that no other update has told of."""
        for event in events:
            if not isinstance(event, RoomJoinEvent | RoomLeaveEvent):
                yield event
            elif fresh := self._crossings.fresh(event, road, page.crossings):
                yield fresh

    def _told_of_old(self, event: Event) -> Iterator[Event]:
        """The event; and that what is read by the old ids of a room is stale."""
        yield event
        if isinstance(event, RoomEvent):
            for old in self._moves.before(int(event.room_id)):
                yield _dirty(DirtyType.ROOM, str(old))
                yield _dirty(DirtyType.ROOM_MEMBER, str(old))

    async def _whose(self, page: Page, update: wire.Update) -> dict[str, str]:
        """Whose handles are in it, by which people mention each other."""
        if not (wanted := people.handles(update)):
            return {}
        mine = {self.me.username.lower(): str(self.me.id)}
        return await self._handles.whose(wanted - mine.keys(), page) | mine

    # Rooms that move.

    async def _enter_moves(self, page: Page) -> None:
        """What a refused request has told of moves, which no update may tell any more."""
        for old, new in self._moves.all().items():
            if self._moved.get(old) != new:
                now = int(datetime.now(UTC).timestamp())  # when the platform said so
                event = translate.migration(old, new, now)
                await self._follow(page, event)
                page.events.append(event)

    async def _move(self, page: Page, old: str, new: str) -> None:
        self._faces.forget()
        self._moves.note(int(old), int(new))
        page.moved = self._moves.all()
        page.state[_MOVED] = self._moves.dump()
        await self.roll.move(old, new)

    def _is_me(self, contact_id: str) -> bool:
        return contact_id == str(self.me.id)

    async def _remembered(self, page: Page, kind: type[P], key: str) -> P | None:
        found = page.known.get((kind, key))
        return found if isinstance(found, kind) else await self._memory.load(kind, key)


def _dirty(what: DirtyType, id: str) -> DirtyEvent:
    return DirtyEvent(payload_type=what, payload_id=id)

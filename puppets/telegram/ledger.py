"""What the puppet remembers of people and rooms, since nobody can be asked for a list."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from ..enums import DirtyType
from ..errors import Malformed
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
from ..memory import Memory
from ..payloads import ContactPayload, Payload, RoomMemberPayload, RoomPayload
from . import people, translate, wire
from .absence import Absence
from .crossings import Crossings
from .faces import Face, Faces, face
from .moves import Moves
from .page import Page
from .stream import Answer, Told

__all__ = ["Ledger"]

P = TypeVar("P", ContactPayload, RoomMemberPayload, RoomPayload)

_MOVED = "moved"


class Ledger:
    """Turns answers into batches, with what only memory can add to them."""

    def __init__(self, memory: Memory, moves: Moves) -> None:
        self._memory = memory
        self._moves = moves
        self._moved: dict[int, int] = {}
        self.me: wire.User = wire.User(id=0)
        """Who the puppet is; nobody before `open`."""
        self._crossings = Crossings()
        self._faces = Faces()
        self._absence = Absence(memory)

    async def open(self, me: wire.User) -> None:
        """Remember what was remembered, and the puppet itself."""
        self.me = me
        self._absence = Absence(self._memory)
        self._moves.load(await self._memory.state(_MOVED))
        self._moved = self._moves.all()
        await self._memory.save(people.contact(me))

    async def page(self, answer: Answer) -> Page:
        """What the answer comes to. It is settled once it is safe: see `settle`."""
        page = Page()
        if gap := await self._absence.ends(datetime.now(UTC)):
            page.events.append(gap)
        await self._enter_moves(page)
        for told in answer.updates:
            match told:
                case Malformed():
                    page.events.append(ErrorEvent(error=told))
                case Told():
                    await self._enter(page, told)
        return page

    def settle(self, page: Page) -> None:
        """The page is safe: a second telling of what stands on it is an echo."""
        self._crossings.keep(page.crossings)
        self._faces.keep(page.faces)

    # People.

    async def contacts(self) -> list[str]:
        """The people and bots that were ever seen, oldest first."""
        return [id for id in await self._memory.keys(ContactPayload) if id.isdigit()]

    async def rooms(self) -> list[str]:
        """The rooms that the puppet is in, as far as it was told."""
        return list(await self._memory.keys(RoomPayload))

    async def members(self, room_id: str) -> list[str]:
        """Those who were seen in a room, and not seen leaving it."""
        keys = await self._memory.keys(RoomMemberPayload)
        pairs = (key.split(" ") for key in keys)
        return [id for room, id in pairs if room == room_id]

    async def gone(self, room_id: str, contact_id: str) -> None:
        """This one is no member; without the puppet itself a room is unknown to it."""
        self._faces.forget()
        await self._memory.forget(RoomMemberPayload, f"{room_id} {contact_id}")
        if contact_id == str(self.me.id):
            await self._memory.forget(RoomPayload, room_id)

    # One update.

    async def _enter(self, page: Page, told: Told) -> None:
        handles = await self._handles(people.handles(told.update))
        events = translate.events(told.update, told.native, self.me, handles)
        who = face(told.update)
        if who is not None:
            await self._meet(page, told, who)
            page.events += events
            return
        completed = [await self._completed(page, event) for event in events]
        await self._know_all(page, told)
        for event in completed:
            await self._follow(page, event)
            page.events += self._heard_first(page, event)

    async def _meet(self, page: Page, told: Told, who: Face) -> None:
        """Someone says something, and nobody else is told of."""
        if not self._faces.knows(who):
            page.faces.append(who)
            await self._know_all(page, told)

    async def _completed(self, page: Page, event: Event) -> Event:
        if not isinstance(event, RoomTopicEvent):
            return event
        room = await self._remembered(page, RoomPayload, event.room_id)
        return replace(event, old_topic=room.topic if room else "")

    async def _know_all(self, page: Page, told: Told) -> None:
        for payload in people.known(told.update):
            await self._know(page, payload)

    async def _know(self, page: Page, payload: Payload) -> None:
        if isinstance(payload, ContactPayload):
            before = await self._remembered(page, ContactPayload, payload.id)
            payload = _merged(payload, before)
            if before is not None and _looks(before) != _looks(payload):
                page.events.append(_dirty(DirtyType.CONTACT, payload.id))
            await self._note_handle(payload)
        page.know(payload)

    async def _follow(self, page: Page, event: Event) -> None:
        match event:
            case RoomLeaveEvent(room_id=room_id, removee_ids=ids):
                for id in ids:
                    await self.gone(room_id, id)
                    page.known.pop((RoomMemberPayload, f"{room_id} {id}"), None)
                if str(self.me.id) in ids:
                    page.known.pop((RoomPayload, room_id), None)
            case RoomMigrateEvent(room_id=old, successor_id=new):
                page.move(old, new)
                await self._move(old, new)

    def _heard_first(self, page: Page, event: Event) -> Iterator[Event]:
        """The event, unless another update has just told the same; and its old ids."""
        if isinstance(event, RoomJoinEvent | RoomLeaveEvent):
            fresh = self._crossings.fresh(event, page.crossings)
            if fresh is None:
                return
            event = fresh
        yield event
        if isinstance(event, RoomEvent):
            for old in self._moves.before(int(event.room_id)):
                yield _dirty(DirtyType.ROOM, str(old))
                yield _dirty(DirtyType.ROOM_MEMBER, str(old))

    # Handles, by which people mention each other.

    async def _handles(self, wanted: AbstractSet[str]) -> dict[str, str]:
        if not wanted:
            return {}
        found = {self.me.username.lower(): str(self.me.id)}
        for handle in wanted - found.keys():
            if kept := await self._memory.state(_handle(handle)):
                found[handle] = kept.decode()
        return found

    async def _note_handle(self, person: ContactPayload) -> None:
        if person.handle and person.id.isdigit():
            name, id = _handle(person.handle), person.id.encode()
            if await self._memory.state(name) != id:
                await self._memory.set_state(name, id)

    # Rooms that move.

    async def _enter_moves(self, page: Page) -> None:
        """What a refused request has told of moves, which no update may tell any more."""
        for old, new in self._moves.all().items():
            if self._moved.get(old) != new:
                now = int(datetime.now(UTC).timestamp())  # when the platform said so
                event = translate.migration(old, new, now)
                await self._follow(page, event)
                page.events.append(event)

    async def _move(self, old: str, new: str) -> None:
        self._faces.forget()
        self._moves.note(int(old), int(new))
        self._moved = self._moves.all()
        await self._memory.set_state(_MOVED, self._moves.dump())
        await self._memory.forget(RoomPayload, old)
        for id in await self.members(old):
            await self._take_along(old, new, id)

    async def _take_along(self, old: str, new: str, id: str) -> None:
        member = await self._memory.load(RoomMemberPayload, f"{old} {id}")
        if member is not None:
            await self._memory.save(replace(member, room_id=new))
            await self._memory.forget(RoomMemberPayload, f"{old} {id}")

    async def _remembered(self, page: Page, kind: type[P], key: str) -> P | None:
        found = page.known.get((kind, key))
        return found if isinstance(found, kind) else await self._memory.load(kind, key)


def _merged(new: ContactPayload, before: ContactPayload | None) -> ContactPayload:
    """What an update tells of someone, and of the rest what was known before."""
    if before is None:
        return new
    if new.phones:  # a card tells nothing but the name that its sender uses
        return replace(before, phones=new.phones)
    friend = before.friend if new.friend is None else new.friend
    return replace(new, friend=friend, phones=before.phones)


def _looks(person: ContactPayload) -> tuple[str, str]:
    return person.name, person.handle


def _dirty(what: DirtyType, id: str) -> DirtyEvent:
    return DirtyEvent(payload_type=what, payload_id=id)


def _handle(name: str) -> str:
    return f"handle {name.lower()}"

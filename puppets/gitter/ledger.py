"""Turns what a homeserver tells into batches, with what only memory can add to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime

from .._decoding import decoded, senseless
from ..errors import Malformed, PlatformError, PuppetError
from ..events import (
    ErrorEvent,
    Event,
    GapEvent,
    ReactionEvent,
)
from ..memory import Memory
from ..payloads import MessagePayload
from . import people, translate, wire
from .addresses import Addresses
from .client import GitterClient
from .content import SAID, Place, moment, read
from .ids import message_id, split_message_id
from .page import Page, place_of, stale, while_there
from .reactions import Reactions
from .seals import SEALED, Seals, Told
from .stream import Answer, whole
from .visits import Visits

__all__ = ["Ledger"]


class Ledger:
    """Knows what was heard before, and asks for what an event leaves out."""

    def __init__(
        self,
        memory: Memory,
        client: GitterClient,
        addresses: Addresses,
        visits: Visits,
        seals: Seals,
    ) -> None:
        self._memory = memory
        self._client = client
        self._addresses = addresses
        self._visits = visits
        self._seals = seals
        self._reactions = Reactions(memory)

    async def open(self) -> None:
        await self._reactions.open()

    def begin(self) -> None:
        """The stream begins, perhaps anew: what was told last may not be kept."""
        self._seals.begin()

    async def page(self, answer: Answer, horizon: datetime | None = None) -> Page:
        """What the answer comes to; what was said before the horizon is not heard."""
        page = Page()
        told = answer.told
        for raw in told.account_data.events:
            self._addresses.take_account_data(raw)
        await self._enter_keys(page, told)
        for room_id, invited in told.rooms.invite.items():
            try:
                for event in await self._visits.invited(room_id, invited, answer):
                    self._enter(page, event)
            except Malformed as error:
                page.events.append(ErrorEvent(error=error))
        if answer.since is None:
            await self._visits.look_round(told)
        for room_id, joined in (*told.rooms.join.items(), *told.rooms.leave.items()):
            await self._enter_room(page, room_id, joined, answer.since, horizon)
        page.state |= self._seals.kept() | self._reactions.kept()
        return page

    async def gap(self, until: datetime, *places: Place) -> GapEvent:
        """What may have been said since the last that was heard, nobody can tell (3.3)."""
        known = await self._memory.keys(MessagePayload)
        last = await self._memory.load(MessagePayload, known[-1]) if known else None
        since = min(last.timestamp, until) if last else until
        where = tuple(place.conversation_id for place in places) or None
        key = f"gap {where} {until.isoformat()}"
        return GapEvent(key=key, since=since, until=until, conversation_ids=where)

    async def _enter_keys(self, page: Page, told: wire.Sync) -> None:
        try:
            async for found in self._seals.take(told):
                if isinstance(found, tuple):
                    room_id, opened = found
                    place = self._addresses.place(room_id)
                    await self._enter_safely(page, opened, place)
                else:
                    page.events.append(ErrorEvent(error=found))
        except PlatformError as error:
            page.bear(error)

    async def _enter_room(
        self,
        page: Page,
        room_id: str,
        joined: wire.Joined,
        since: str | None,
        horizon: datetime | None,
    ) -> None:
        raws, error = list(joined.timeline.events), None
        try:
            raws = await whole(self._client, room_id, joined.timeline, since)
        except PlatformError as refusal:
            error = refusal
            page.bear(refusal)
        told = list(page.readable(raws, horizon))
        place = place_of(told, self._addresses.place(room_id), self._addresses.me)
        if error is not None and told:
            until = moment(told[0].event.origin_server_ts)
            page.events.append(await self.gap(until, place))
        for raw in joined.state.events:
            page.known += people.known(raw)
        for each in while_there(told, place, self._addresses.me):
            await self._enter_safely(page, each, place)

    async def _enter_safely(self, page: Page, told: Told, place: Place) -> None:
        """What can be read and makes no sense does not hold up what is behind it (3.7)."""
        try:
            async for event in self._events(told, place):
                self._enter(page, event)
            if told.event.type == "m.room.member":
                page.known += people.known(told.raw)
        except Malformed as error:
            page.events.append(ErrorEvent(error=error))
        except PlatformError as error:
            page.bear(error)
        except PuppetError:
            raise  # of the memory: nothing may be acknowledged
        except Exception as error:  # noqa: BLE001 - whatever we did not think of
            said = senseless("an event", error, told.raw)
            page.events.append(ErrorEvent(error=said))

    async def _events(self, told: Told, place: Place) -> AsyncIterator[Event]:
        event = told.event
        if event.type in SAID:
            found = self._said(told, place)
        elif event.type == SEALED:
            found = self._opened(told, place)
        elif event.type == "m.room.redaction":
            found = self._redacted(event, place)
        elif event.type == "m.room.tombstone":
            found = self._visits.moved(event, place)
        else:
            found = self._noted(told, place)
        async for each in found:
            yield each

    async def _noted(self, told: Told, place: Place) -> AsyncIterator[Event]:
        """What changes people, rooms and reactions, and is remembered besides."""
        if told.event.type == "m.room.encryption":
            self._seals.note(place.room_id)
        elif told.event.type == "m.room.member":
            await self._visits.noted(told.event, place)
        for heard in self._plain(told, place):
            if isinstance(heard, ReactionEvent):
                self._reactions.note(heard)
            yield heard

    async def _said(self, told: Told, place: Place) -> AsyncIterator[Event]:
        event = told.event
        if event.is_gone:
            return  # taken back before it was heard
        if read(event).relates_to.rel_type == "m.replace":
            changed = await self._edited(event, place)
            if changed is not None:
                yield changed
            return
        await self._addresses.heard(place)
        for heard in self._plain(told, place):
            yield heard

    async def _opened(self, told: Told, place: Place) -> AsyncIterator[Event]:
        if told.event.is_gone:
            return
        opened = self._seals.opened(place.room_id, told.raw)
        if opened is None:
            waits = self._seals.wait(place.room_id, told)
            yield ErrorEvent(key=f"sealed {waits.message_id}", error=waits)
        elif opened.event.type != SEALED:
            async for each in self._events(opened, place):
                yield each

    def _plain(self, told: Told, place: Place) -> Iterator[Event]:
        return translate.events(told.event, told.raw, place, self._addresses.me)

    async def _edited(self, event: wire.Event, place: Place) -> Event | None:
        about = read(event).relates_to.event_id
        before = await self.message(message_id(place.room_id, about), place)
        if before is None:
            return None
        after = translate.edited(event, before, self._addresses.me)
        if after is None or after.message.edited_at is None:
            return None
        is_older = before.edited_at and before.edited_at > after.message.edited_at
        return None if is_older else after

    async def _redacted(self, event: wire.Event, place: Place) -> AsyncIterator[Event]:
        # Rooms of today say in the content what old ones say beside it.
        said = decoded(event.event_id, event.content, wire.Redaction)
        redacts = event.redacts or said.redacts
        if not redacts:
            return
        id = message_id(place.room_id, redacts)
        if reaction := self._reactions.of(id):
            yield translate.unreacted(event, *reaction, place)
        elif await self.message(id, place) is not None:
            yield translate.recalled(event, id, place, self._addresses.me)

    async def message(self, id: str, place: Place) -> MessagePayload | None:
        """A message, as it is known, or as the homeserver still has it."""
        known = await self._memory.load(MessagePayload, id)
        if known is not None:
            return known
        try:
            raw = await self._client.event(*split_message_id(id))
        except PlatformError as error:
            if error.retryable:
                raise
            return None
        told = self._seals.opened(place.room_id, raw)
        if told is None or told.event.type not in SAID:
            return None
        return translate.message(told.event, told.raw, place, self._addresses.me)

    def _enter(self, page: Page, event: Event) -> None:
        page.events.append(event)
        page.events += stale(event, self._addresses.names)

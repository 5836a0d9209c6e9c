"""From what Slack tells to batches, with what only memory, or Slack, can add to it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace

from ..enums import DirtyType
from ..errors import Forbidden, Malformed, NotFound, PlatformError
from ..events import (
    Batch,
    DirtyEvent,
    ErrorEvent,
    Event,
    MessageEditEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from ..memory import Memory
from ..payloads import ContactPayload, MessagePayload, RoomPayload
from . import answers, content, ids, people, translate, wire
from .addresses import Addresses
from .client import SlackClient
from .content import Knowledge
from .crossings import Crossings
from .page import Page
from .presses import Presses
from .stream import Answer, Pressed, Told
from .text import named_in

__all__ = ["Ledger"]


class Ledger:
    """Turns what is told into pages."""

    def __init__(
        self, memory: Memory, client: SlackClient, addresses: Addresses
    ) -> None:
        self._memory = memory
        self._client = client
        self._addresses = addresses
        self._crossings = Crossings(memory)
        self._presses = Presses(memory, addresses)
        self.me: answers.Identity = answers.Identity(user_id="")
        """Who the puppet is; nobody before `open`."""

    async def open(self, me: answers.Identity) -> None:
        self.me = me
        await self._addresses.open()
        await self._crossings.open()
        await self._presses.open()

    async def page(self, answer: Answer) -> Page:
        """What the answer comes to. It is settled once it is safe: see `settle`."""
        page = Page(newest=self._memory.cursor or "")
        for told in answer.told:
            match told:
                case Malformed():
                    page.events.append(ErrorEvent(error=told))
                case Pressed(interaction=press):
                    await self._presses.enter(page, press)
                case Told():
                    with _saying(page, told.native):
                        await self._enter(page, told)
        return page

    def batch(self, page: Page) -> Batch:
        """The page, to be made safe; then it is to be settled."""
        return page.batch(self._crossings.state(page.crossings))

    def settle(self, page: Page) -> None:
        """The page is safe: a second telling of what stands on it is an echo."""
        self._crossings.keep(page.crossings)
        self._presses.settle(page)

    async def payload(self, said: wire.Message, native: bytes) -> MessagePayload:
        """A message that is not told, but asked for, or just said."""
        page = Page()
        known = await self._knowledge(page, [said])
        await self._memory.save(*page.known.values())
        return content.messages(said, native, known)[0]

    async def remember(self, page: Page, said: wire.Message, native: bytes) -> None:
        """Enter what the history holds."""
        with _saying(page, native):
            known = await self._knowledge(page, [said])
            for event in translate.happening(said, native, known):
                await self._add(page, event)

    async def remember_edit(
        self, page: Page, said: wire.Message, native: bytes
    ) -> None:
        """Enter how a message reads now."""
        with _saying(page, native):
            known = await self._knowledge(page, [said])
            await self._add(page, translate.edit(said, native, known))

    # One event.

    async def _enter(self, page: Page, told: Told) -> None:
        event = told.event
        known = await self._knowledge(page, _messages(event), _channel(event))
        page.newest = max(page.newest, _when(event))
        if isinstance(event, wire.UserChange):
            page.know(people.contact(event.user))
        for happened in translate.events(event, told.native, known):
            if isinstance(happened, RoomTopicEvent) and _is_of_name(event):
                await self._renamed(page, happened)
            else:
                await self._add(page, happened)

    async def _add(self, page: Page, event: Event) -> None:
        match event:
            case RoomJoinEvent() | RoomLeaveEvent():
                if self._crossings.is_fresh(event, page.crossings):
                    page.events.append(event)
            case MessageEditEvent(message=message) if self._is_own(message):
                page.know(message)
                page.events.append(_dirty(DirtyType.MESSAGE, message.id))
            case RoomTopicEvent(topic=""):
                room = await self._channel(event.room_id)
                page.events.append(replace(event, topic=people.topic(room)))
            case RoomMigrateEvent(room_id=old, successor_id=new):
                await self._addresses.move(old, new)
                page.events.append(event)
                page.events.append(_dirty(DirtyType.ROOM, old))
            case _:
                page.events.append(event)

    async def _renamed(self, page: Page, event: RoomTopicEvent) -> None:
        """The name of a channel is only its topic where it has no other."""
        room = await self._channel(event.room_id)
        if room.topic.value:
            page.events.append(_dirty(DirtyType.ROOM, event.room_id))
        else:
            page.events.append(event)

    async def _channel(self, id: str) -> answers.Channel:
        """As it is now; nothing but its id where it is gone already."""
        try:
            return await self._client.conversations_info(id)
        except (NotFound, Forbidden):
            return answers.Channel(id=id)

    def _is_own(self, message: MessagePayload) -> bool:
        """What the puppet changed itself needs no telling."""
        return message.talker_id == self.me.user_id

    # What is to be known to read it.

    async def _knowledge(
        self, page: Page, said: list[wire.Message], channel: str = ""
    ) -> Knowledge:
        others: dict[str, str] = {}
        for where in {channel, *(each.channel for each in said)}:
            if ids.is_direct(where) and (other := await self._other(where, said)):
                others[where] = other
        wanted = {id for each in said if content.is_said(each) for id in named_in(each)}
        names = {
            id: name
            for id in wanted
            if (name := await self._name(page, id)) is not None
        }
        return Knowledge(me=self.me, names=names, others=others)

    async def _other(self, channel: str, said: Iterable[wire.Message]) -> str | None:
        for each in said:
            talker = content.talker_id(each, self.me)
            is_here = each.channel == channel and content.is_said(each)
            if is_here and each.user and talker != self.me.user_id:
                await self._addresses.note(channel, talker)
                return talker
        return await self._addresses.other(channel)

    async def _name(self, page: Page, id: str) -> str | None:
        """What a mention of this one shows; None where Slack does not say."""
        try:
            if ids.is_contact(id):
                person = await self._contact(page, id)
                return person.alias or person.name
            return (await self._room(page, id)).handle or None
        except PlatformError:
            return None

    async def _contact(self, page: Page, id: str) -> ContactPayload:
        kept = page.known.get((ContactPayload, id))
        if not isinstance(kept, ContactPayload):
            kept = await self._memory.load(ContactPayload, id)
        if kept is None:
            kept = people.contact(await self._client.users_info(id))
            page.know(kept)
        return kept

    async def _room(self, page: Page, id: str) -> RoomPayload:
        kept = await self._memory.load(RoomPayload, id)
        if kept is None:
            kept = people.room(await self._client.conversations_info(id))
            page.know(kept)
        return kept


@contextmanager
def _saying(page: Page, native: bytes) -> Generator[None]:
    """What cannot be read after all is said (contract 3.7)."""
    try:
        yield
    except Malformed as error:
        words = f"an event cannot be read: {error}"
        said = Malformed(words, path=error.path, update=native)
        page.events.append(ErrorEvent(error=said))


def _messages(event: wire.Happening) -> list[wire.Message]:
    """What is said in it; of a change how it reads now, and what it was."""
    if not isinstance(event, wire.Message):
        return []
    inner = [each for each in (event.message, event.previous_message) if each]
    return [event, *inner]


def _channel(event: wire.Happening) -> str:
    return event.item.channel if isinstance(event, wire.Reaction) else ""


def _when(event: wire.Happening) -> str:
    match event:
        case wire.Message(ts=ts):
            return ts
        case wire.TokensRevoked() | wire.TooMuch():
            return ""
        case _:
            return event.event_ts


def _is_of_name(event: wire.Happening) -> bool:
    subtypes = {"channel_name", "group_name"}
    return isinstance(event, wire.Message) and event.subtype in subtypes


def _dirty(what: DirtyType, id: str) -> DirtyEvent:
    return DirtyEvent(payload_type=what, payload_id=id)

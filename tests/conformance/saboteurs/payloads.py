"""Puppets whose payloads have a shape of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import Any, cast

from puppets import (
    ContactPayload,
    Event,
    MessageEvent,
    MessagePayload,
    MessageType,
    RoomJoinEvent,
    RoomMemberPayload,
    RoomPayload,
)
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks

DIRECT = "test_a_message_has_its_shape"
IN_A_ROOM = "test_a_message_in_a_room_has_its_shape"
WITH_A_FILE = "test_a_message_with_a_file_has_its_shape"
EVENT = "test_an_event_of_a_message_has_its_shape"
OF_NOW = "test_a_message_is_of_now"


def wrongly(value: object) -> Any:  # noqa: ANN401 - it is to fit everywhere
    """What no type checker lets through: that is what the suite is for."""
    return cast("Any", value)


@breaks("5.1", caught_by=DIRECT, also=(IN_A_ROOM, WITH_A_FILE, EVENT))
class ListsMentions(Twisting):
    """Gives a list for a tuple."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, mention_ids=wrongly(list(message.mention_ids)))


@breaks("5.1", caught_by=DIRECT, also=(IN_A_ROOM, WITH_A_FILE, EVENT))
class TellsLocalTime(Twisting):
    """Tells the time of where it is."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        here = timezone(timedelta(hours=2))
        return replace(message, timestamp=message.timestamp.astimezone(here))


@breaks("5.1", caught_by=DIRECT, also=(IN_A_ROOM, WITH_A_FILE, EVENT, OF_NOW))
class TellsNaiveTime(Twisting):
    """Tells the time, and not of where."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, timestamp=message.timestamp.replace(tzinfo=None))


@breaks("5.1", caught_by=IN_A_ROOM)
class NumbersRooms(Twisting):
    """Gives a number for a room's id."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        if message.room_id is None:
            return message
        return replace(message, thread_id=wrongly(7))


@breaks("5.1", caught_by=WITH_A_FILE)
class NamesNoFile(Twisting):
    """Has nothing for a file's name."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        if not message.filename:
            return message
        return replace(message, filename=wrongly(None))


@breaks("5.1", caught_by="test_a_contact_has_its_shape")
class ListsPhones(MockPuppet):
    """Gives a list of phone numbers."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        return replace(contact, phones=wrongly(list(contact.phones)))


@breaks("5.1", caught_by="test_a_room_has_its_shape")
class CountsMembersTwice(MockPuppet):
    """Names every member of a room again."""

    async def room_payload(self, room_id: str) -> RoomPayload:
        room = await super().room_payload(room_id)
        return replace(room, member_ids=room.member_ids * 2)


@breaks("5.1", caught_by="test_a_member_has_its_shape")
class LeavesMembersNameless(MockPuppet):
    """Has no name for who has none in the room."""

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        member = await super().room_member_payload(room_id, contact_id)
        return replace(member, name=member.room_alias)


@breaks("5.1", caught_by="test_an_event_of_a_room_has_its_shape")
class TellsNaiveTimeOfRooms(Twisting):
    """Tells when somebody joined, and not of where."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomJoinEvent):
            naive = event.timestamp.replace(tzinfo=None)
            return replace(event, timestamp=naive)
        return event


@breaks("5.1", caught_by=EVENT)
class AlwaysComesAgain(Twisting):
    """Says of everything that it may have been said before."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, MessageEvent):
            return replace(event, redelivered=True)
        return event


@breaks("5.1", caught_by=OF_NOW)
class LivesInThePast(Twisting):
    """Takes milliseconds for seconds, or the other way."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, timestamp=message.timestamp - timedelta(days=10_000))


@dataclass(kw_only=True)
class Loose:
    """A payload that anybody may change."""

    id: str
    text: str
    conversation_id: str
    type: MessageType = MessageType.TEXT


@breaks(
    "5.1",
    caught_by="test_a_payload_cannot_be_changed",
    also=(DIRECT, IN_A_ROOM, WITH_A_FILE, EVENT, OF_NOW),
)
class LetsItBeChanged(Twisting):
    """Has a payload of its own, which is not frozen."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        loose: MessagePayload = wrongly(
            Loose(
                id=message.id,
                text=message.text,
                conversation_id=message.conversation_id,
            )
        )
        return loose


@breaks("5.2", caught_by="test_a_text_is_of_wechaty_s_type")
class CountsAsTheWireDoes(Twisting):
    """Has the numbers of the wire, which are others."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, type=MessageType(6))

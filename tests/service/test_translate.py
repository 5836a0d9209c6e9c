"""Payloads on the wire of the puppet service, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from puppets import (
    ContactPayload,
    FriendshipPayload,
    MessagePayload,
    MessageType,
    RoomInvitationPayload,
    RoomMemberPayload,
    RoomPayload,
)
from puppets.errors import Malformed
from puppets.service import translate
from puppets.service.wire import pb
from tests.contract.anything import whole

ME, ALICE, ROOM = "me", "alice", "room"
NOON = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
times = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(9000, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
ids = st.text(min_size=1)


PLAIN = MessagePayload(
    id="1",
    conversation_id=ALICE,
    type=MessageType.TEXT,
    talker_id=ALICE,
    listener_id=ME,
    timestamp=NOON,
    text="hello",
)
OWN = replace(PLAIN, talker_id=ME, listener_id=ALICE)
IN_ROOM = replace(PLAIN, conversation_id=ROOM, room_id=ROOM, listener_id=None)


# What goes through comes out as it was.


@given(whole(ContactPayload), ids, ids)
def test_a_contact_comes_through(contact: ContactPayload, id: str, name: str) -> None:
    contact = replace(contact, id=id, name=name)
    assert translate.contact_in(translate.contact_out(contact)) == replace(
        contact, friend=bool(contact.friend), coworker=bool(contact.coworker)
    )


@given(whole(RoomPayload), ids, ids)
def test_a_room_comes_through(room: RoomPayload, id: str, topic: str) -> None:
    room = replace(
        room, id=id, topic=topic, external=None, owner_id=room.owner_id or None
    )
    assert translate.room_in(translate.room_out(room)) == room


@given(whole(RoomMemberPayload), ids, ids)
def test_a_member_comes_through(member: RoomMemberPayload, id: str, name: str) -> None:
    member = replace(member, id=id, name=name, inviter_id=member.inviter_id or None)
    out = translate.member_out(member)
    assert translate.member_in(out, room_id=member.room_id) == member


@given(whole(FriendshipPayload), ids, ids, times)
def test_a_friendship_comes_through(
    friendship: FriendshipPayload, id: str, contact_id: str, time: datetime
) -> None:
    friendship = replace(friendship, id=id, contact_id=contact_id, timestamp=time)
    out = translate.friendship_out(friendship)
    assert translate.friendship_in(out, heard=NOON) == friendship


@given(whole(RoomInvitationPayload), ids, times, st.integers(0, 2**31 - 1))
def test_an_invitation_comes_through(
    invitation: RoomInvitationPayload, id: str, time: datetime, count: int
) -> None:
    invitation = replace(invitation, id=id, timestamp=time, member_count=count)
    out = translate.invitation_out(invitation)
    assert translate.invitation_in(out) == invitation


@given(st.sampled_from(MessageType), st.text(), st.lists(st.text()), st.text(), times)
def test_a_message_comes_through(
    type: MessageType, text: str, mentions: list[str], filename: str, time: datetime
) -> None:
    message = replace(
        PLAIN,
        type=type,
        text=text,
        mention_ids=tuple(mentions),
        filename=filename,
        timestamp=time,
    )
    assert translate.message_in(translate.message_out(message), self_id=ME) == message


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(PLAIN, id="one to the puppet"),
        pytest.param(OWN, id="the puppet's own to one"),
        pytest.param(IN_ROOM, id="in a room"),
        pytest.param(
            replace(IN_ROOM, talker_id=ME),
            id="the puppet's own in a room",
        ),
        pytest.param(
            replace(PLAIN, conversation_id=ME, talker_id=ME), id="a note to self"
        ),
    ],
)
def test_a_message_says_where_an_answer_goes(message: MessagePayload) -> None:
    assert translate.message_in(translate.message_out(message), self_id=ME) == message


def test_what_has_no_field_does_not_come_through() -> None:
    more = replace(PLAIN, reply_to_id="0", thread_id="0", edited_at=NOON, native=b"{}")
    assert translate.message_in(translate.message_out(more), self_id=ME) == PLAIN


# What others read, and write.


def test_a_kind_of_message_travels_as_the_number_of_typescript() -> None:
    numbers = {
        type: translate.message_out(replace(PLAIN, type=type)).type
        for type in MessageType
    }
    assert numbers[MessageType.TEXT] == 7
    assert numbers[MessageType.VIDEO] == 15
    assert numbers == {type: int(type) for type in MessageType}


def test_both_generations_are_told_when_a_message_was_said() -> None:
    out = translate.message_out(PLAIN)
    assert out.timestamp_deprecated == 1795262400123
    assert (out.receive_time.seconds, out.receive_time.nanos) == (
        1795262400,
        123_456_000,
    )


@pytest.mark.parametrize(
    ("number", "time"),
    [
        pytest.param(1795262400, NOON.replace(microsecond=0), id="seconds"),
        pytest.param(
            1795262400123, NOON.replace(microsecond=123000), id="milliseconds"
        ),
    ],
)
def test_the_time_of_an_older_service_is_read(number: int, time: datetime) -> None:
    out = translate.message_out(PLAIN)
    out.ClearField("receive_time")
    out.timestamp_deprecated = number
    read = translate.message_in(out, self_id=ME).timestamp
    assert abs(read - time) < timedelta(microseconds=2)


def test_a_message_without_a_time_is_not_given_one() -> None:
    out = translate.message_out(PLAIN)
    out.ClearField("receive_time")
    out.ClearField("timestamp_deprecated")
    with pytest.raises(Malformed) as caught:
        translate.message_in(out, self_id=ME)
    assert caught.value.path == "receive_time"


def test_a_time_that_is_none_is_malformed() -> None:
    out = translate.message_out(PLAIN)
    out.receive_time.CopyFrom(Timestamp(seconds=2**60))
    with pytest.raises(Malformed):
        translate.message_in(out, self_id=ME)


def test_a_friendship_without_a_time_is_as_old_as_its_event() -> None:
    out = pb.FriendshipPayloadResponse(id="f", contact_id=ALICE, type=2)
    assert translate.friendship_in(out, heard=NOON).timestamp == NOON


def test_a_direct_message_without_a_listener_was_said_to_the_puppet() -> None:
    out = translate.message_out(PLAIN)
    out.ClearField("listener_id")
    assert translate.message_in(out, self_id=ME) == PLAIN


@pytest.mark.parametrize("field", ["id", "talker_id"])
def test_a_message_without_an_id_is_malformed(field: str) -> None:
    out = translate.message_out(PLAIN)
    out.ClearField(field)
    with pytest.raises(Malformed) as caught:
        translate.message_in(out, self_id=ME)
    assert caught.value.path == field


def test_an_own_direct_message_without_a_listener_is_malformed() -> None:
    out = translate.message_out(OWN)
    out.ClearField("listener_id")
    with pytest.raises(Malformed):
        translate.message_in(out, self_id=ME)


def test_a_kind_that_only_a_later_wechaty_knows_is_unknown() -> None:
    out = pb.MessagePayloadResponse(
        id="1", talker_id=ALICE, type=99, timestamp_deprecated=1795262400
    )
    assert translate.message_in(out, self_id=ME).type is MessageType.UNKNOWN


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param({"name": "Alice", "weixin": "al"}, "Alice", id="name"),
        pytest.param({"weixin": "al"}, "al", id="handle"),
        pytest.param({}, "c1", id="id"),
    ],
)
def test_a_contact_has_a_name(given: dict[str, str], name: str) -> None:
    out = pb.ContactPayloadResponse(id="c1")
    for field, text in given.items():
        setattr(out, field, text)
    assert translate.contact_in(out).name == name


def test_rooms_and_members_have_names() -> None:
    assert translate.room_in(pb.RoomPayloadResponse(id="r")).topic == "r"
    assert translate.room_in(pb.RoomPayloadResponse(id="r", handle="h")).topic == "h"
    member = pb.RoomMemberPayloadResponse(id="c", room_alias="Al")
    assert translate.member_in(member, room_id="r").name == "Al"

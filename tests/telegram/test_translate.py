"""Every kind of thing that Telegram says, and the event that it is."""

from __future__ import annotations

import json

import pytest

from puppets import (
    DirtyEvent,
    DirtyType,
    MessageEditEvent,
    MessageEvent,
    MessageType,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from puppets.telegram import translate

from .updates import (
    CHANNEL,
    EVE,
    GROUP,
    JSON,
    LATER,
    PRIVATE,
    SELF,
    SUPERGROUP,
    WHEN,
    events,
    exactly,
    heard,
    payload,
    said,
    update,
)

# Messages.


def test_a_text_in_a_private_chat() -> None:
    wanted = MessageEvent(key="900", message=payload())
    assert exactly(heard(text="hello"), wanted)


def test_a_text_in_a_group() -> None:
    wanted = payload(id="-1:5", conversation_id="-1", room_id="-1", listener_id=None)
    assert heard(GROUP, text="hello") == MessageEvent(key="900", message=wanted)


def test_a_post_in_a_channel_is_said_by_the_channel() -> None:
    post = said(CHANNEL, None, sender_chat=CHANNEL, text="hello")
    room = "-1009876543210"
    wanted = payload(
        id=f"{room}:5",
        conversation_id=room,
        room_id=room,
        listener_id=None,
        talker_id=f"chat{room}",
    )
    assert events(update(channel_post=post)) == [
        MessageEvent(key="900", message=wanted)
    ]


def test_what_the_message_was_read_from_is_kept() -> None:
    message = said(text="hello", new_in_a_later_version={"a": 1})
    told = update(message=message)
    [event] = events(told)
    assert isinstance(event, MessageEvent)
    assert json.loads(event.message.native) == message


def test_handles_are_looked_up() -> None:
    entity = {"type": "mention", "offset": 0, "length": 6}
    told = update(message=said(text="@Eve_1", entities=[entity]))
    [event] = events(told, {"eve_1": "8"})
    assert isinstance(event, MessageEvent)
    assert event.message.mention_ids == ("8",)


@pytest.mark.parametrize("kind", ["edited_message", "edited_channel_post"])
def test_an_edit(kind: str) -> None:
    edited = said(text="hello", edit_date=1700000001)
    [event] = events(update(**{kind: edited}))
    wanted = MessageEditEvent(key="900", message=payload(edited_at=LATER))
    assert exactly(event, wanted)
    assert isinstance(event, MessageEditEvent)
    assert json.loads(event.message.native) == edited


def test_an_edit_with_a_handle_in_it() -> None:
    entity = {"type": "mention", "offset": 0, "length": 6}
    told = update(edited_message=said(text="@Eve_1", entities=[entity]))
    [event] = events(told, {"eve_1": "8"})
    assert isinstance(event, MessageEditEvent)
    assert event.message.mention_ids == ("8",)


def test_a_kind_that_nobody_knows_yet_is_a_message_all_the_same() -> None:
    event = heard(GROUP, hologram={"colour": "blue"})
    assert isinstance(event, MessageEvent)
    assert (event.message.type, event.message.text) == (MessageType.UNKNOWN, "")


def test_an_update_of_another_kind_is_no_event() -> None:
    assert events(update(poll_answer={"poll_id": "1"})) == []


# Rooms.


def test_a_new_title() -> None:
    wanted = RoomTopicEvent(
        key="900", room_id="-1", timestamp=WHEN, changer_id="7", topic="coffee"
    )
    assert exactly(heard(GROUP, new_chat_title="coffee"), wanted)


def test_an_anonymous_administrator_renames_as_the_group() -> None:
    event = heard(GROUP, sender_chat=GROUP, new_chat_title="coffee")
    assert isinstance(event, RoomTopicEvent)
    assert event.changer_id == "chat-1"


@pytest.mark.parametrize("words", ["text", "caption"])
def test_a_pinned_message_is_an_announcement(words: str) -> None:
    pinned = said(GROUP, EVE, **{words: "tea at four"})
    wanted = RoomAnnounceEvent(
        key="900",
        room_id="-1",
        timestamp=WHEN,
        changer_id="7",
        announcement="tea at four",
    )
    assert exactly(heard(GROUP, pinned_message=pinned), wanted)


def test_a_pinned_message_that_is_out_of_reach_announces_nothing() -> None:
    gone = {"message_id": 3, "date": 0, "chat": GROUP}
    event = heard(GROUP, pinned_message=gone)
    assert isinstance(event, RoomAnnounceEvent)
    assert event.announcement == ""


def test_a_pin_between_two_is_no_announcement() -> None:
    event = heard(PRIVATE, pinned_message=said(text="remember"))
    assert isinstance(event, MessageEvent)
    assert event.message.type is MessageType.UNKNOWN


def test_no_pinned_message_announces_nothing() -> None:
    assert translate.announcement(None) == ""


def test_several_join_at_once() -> None:
    wanted = RoomJoinEvent(
        key="900",
        room_id="-1",
        timestamp=WHEN,
        inviter_id="7",
        invitee_ids=("8", "42"),
    )
    assert exactly(heard(GROUP, new_chat_members=[EVE, SELF]), wanted)


def test_who_comes_by_a_link_is_their_own_inviter() -> None:
    event = heard(GROUP, EVE, new_chat_members=[EVE])
    assert isinstance(event, RoomJoinEvent)
    assert (event.inviter_id, event.invitee_ids) == ("8", ("8",))


def test_someone_is_put_out() -> None:
    wanted = RoomLeaveEvent(
        key="900",
        room_id="-1",
        timestamp=WHEN,
        remover_id="7",
        removee_ids=("8",),
    )
    assert exactly(heard(GROUP, left_chat_member=EVE), wanted)


def test_someone_leaves() -> None:
    event = heard(GROUP, EVE, left_chat_member=EVE)
    assert isinstance(event, RoomLeaveEvent)
    assert (event.remover_id, event.removee_ids) == ("8", ("8",))


@pytest.mark.parametrize(
    "content",
    [
        {"new_chat_photo": [{"file_id": "a"}]},
        {"delete_chat_photo": True},
        {"group_chat_created": True},
        {"supergroup_chat_created": True},
        {"channel_chat_created": True},
    ],
    ids=lambda content: next(iter(content)),
)
def test_a_room_that_looks_otherwise_is_dirty(content: JSON) -> None:
    wanted = DirtyEvent(key="900", payload_type=DirtyType.ROOM, payload_id="-1")
    assert exactly(heard(GROUP, **content), wanted)


MIGRATION = [
    RoomMigrateEvent(
        key="migration -1",
        room_id="-1",
        timestamp=WHEN,
        successor_id="-1001234567890",
    ),
    DirtyEvent(key="900 old", payload_type=DirtyType.ROOM, payload_id="-1"),
    DirtyEvent(key="900 new", payload_type=DirtyType.ROOM, payload_id="-1001234567890"),
]


@pytest.mark.parametrize(
    "told",
    [
        said(GROUP, migrate_to_chat_id=-1001234567890),
        said(SUPERGROUP, migrate_from_chat_id=-1),
    ],
    ids=["told in the old chat", "told in the new chat"],
)
def test_a_room_moves(told: JSON) -> None:
    found = events(update(message=told))
    assert len(found) == 3
    assert all(map(exactly, found, MIGRATION))


def test_a_move_told_twice_is_one_event() -> None:
    told = translate.migration(-1, -1001234567890, 1700000000)
    assert exactly(told, MIGRATION[0])


# Who it is told to.


def test_what_the_puppet_said_itself_is_heard_by_the_other() -> None:
    event = heard(PRIVATE, SELF, text="hello")
    assert isinstance(event, MessageEvent)
    assert (event.message.talker_id, event.message.listener_id) == ("42", "7")

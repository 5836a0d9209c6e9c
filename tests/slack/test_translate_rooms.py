"""What happens to rooms and people, as Slack tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from puppets import (
    DirtyEvent,
    DirtyType,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)

from .payloads import JSON, NOW, TS, events, said

AT = datetime(2023, 11, 14, 22, 13, 20, 100, UTC)
LATER = datetime(2023, 11, 14, 22, 13, 21, 200, UTC)


# Rooms.


@pytest.mark.parametrize("kind", ["channel", "group"])
def test_a_topic_is_read_as_people_read_it(kind: str) -> None:
    [event] = events(
        said("set the topic", subtype=f"{kind}_topic", topic="tea &amp; :cake:")
    )
    assert isinstance(event, RoomTopicEvent)
    assert (event.room_id, event.topic, event.old_topic) == ("C0TEA", "tea & 🍰", "")
    assert (event.changer_id, event.timestamp) == ("U0ALICE", AT)
    assert event.key == f"topic C0TEA {TS}"


def test_a_name_is_told_with_the_one_before() -> None:
    [event] = events(said(subtype="channel_name", name="coffee", old_name="tea"))
    assert isinstance(event, RoomTopicEvent)
    assert (event.topic, event.old_topic) == ("coffee", "tea")


def test_a_purpose_is_an_announcement() -> None:
    [event] = events(said(subtype="channel_purpose", purpose="tea at &lt;five&gt;"))
    assert isinstance(event, RoomAnnounceEvent)
    assert (event.announcement, event.changer_id) == ("tea at <five>", "U0ALICE")
    assert event.key == f"purpose C0TEA {TS}"


MEMBERSHIP = {
    "channel": "C0TEA",
    "channel_type": "C",
    "team": "T0",
    "event_ts": TS,
    "user": "U0BOB",
}


@pytest.mark.parametrize(
    "event",
    [
        MEMBERSHIP | {"type": "member_joined_channel", "inviter": "U0ALICE"},
        said(subtype="channel_join", user="U0BOB", inviter="U0ALICE"),
        said(subtype="group_join", user="U0BOB", inviter="U0ALICE"),
    ],
    ids=["an event", "a message", "a message in a private channel"],
)
def test_who_joins_is_told_with_who_invited_them(event: JSON) -> None:
    [joined] = events(event)
    assert isinstance(joined, RoomJoinEvent)
    assert (joined.room_id, joined.timestamp) == ("C0TEA", AT)
    assert (joined.inviter_id, joined.invitee_ids) == ("U0ALICE", ("U0BOB",))


def test_who_comes_by_themselves_is_their_own_inviter() -> None:
    [joined] = events(MEMBERSHIP | {"type": "member_joined_channel"})
    assert isinstance(joined, RoomJoinEvent)
    assert joined.inviter_id == "U0BOB"


@pytest.mark.parametrize(
    "event",
    [
        MEMBERSHIP | {"type": "member_left_channel"},
        said(subtype="channel_leave", user="U0BOB"),
        said(subtype="group_leave", user="U0BOB"),
    ],
    ids=["an event", "a message", "a message in a private channel"],
)
def test_who_leaves_is_told_as_their_own_remover(event: JSON) -> None:
    [left] = events(event)
    assert isinstance(left, RoomLeaveEvent)
    assert (left.remover_id, left.removee_ids) == ("U0BOB", ("U0BOB",))


@pytest.mark.parametrize("kind", ["channel_left", "group_left"])
def test_who_puts_the_puppet_out_is_told(kind: str) -> None:
    told = {"type": kind, "channel": "C0TEA", "actor_id": "U0ALICE", "event_ts": NOW}
    [left] = events(told)
    assert isinstance(left, RoomLeaveEvent)
    assert (left.remover_id, left.removee_ids) == ("U0ALICE", ("U0ME",))


def test_a_channel_that_gets_another_id_is_followed() -> None:
    [event] = events(
        {
            "type": "channel_id_changed",
            "old_channel_id": "G0TEA",
            "new_channel_id": "C0TEA",
            "event_ts": NOW,
        }
    )
    assert isinstance(event, RoomMigrateEvent)
    assert (event.room_id, event.successor_id) == ("G0TEA", "C0TEA")
    assert event.key == "moved G0TEA"


# What is to be read afresh.


@pytest.mark.parametrize(
    ("event", "what", "id"),
    [
        (
            {"type": "channel_rename", "channel": {"id": "C0TEA"}},
            DirtyType.ROOM,
            "C0TEA",
        ),
        ({"type": "group_archive", "channel": "G0TEA"}, DirtyType.ROOM, "G0TEA"),
        ({"type": "channel_unarchive", "channel": "C0TEA"}, DirtyType.ROOM, "C0TEA"),
        ({"type": "user_change", "user": {"id": "U0BOB"}}, DirtyType.CONTACT, "U0BOB"),
        ({"type": "team_join", "user": {"id": "U0BOB"}}, DirtyType.CONTACT, "U0BOB"),
    ],
    ids=lambda each: each["type"] if isinstance(each, dict) else "",
)
def test_what_has_changed_is_dirty(event: JSON, what: DirtyType, id: str) -> None:
    [dirty] = events(event | {"event_ts": NOW})
    assert isinstance(dirty, DirtyEvent)
    assert (dirty.payload_type, dirty.payload_id) == (what, id)


def test_of_tokens_nothing_is_told_to_handlers() -> None:
    assert events({"type": "tokens_revoked", "tokens": {"bot": ["U0ME"]}}) == []
    assert events({"type": "app_uninstalled"}) == []

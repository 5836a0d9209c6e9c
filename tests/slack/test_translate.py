"""What is said, and what becomes of it, as Slack tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from puppets import (
    MessageEditEvent,
    MessageEvent,
    MessageType,
    ReactionEvent,
)

from .payloads import JSON, NOW, TS, events, said

AT = datetime(2023, 11, 14, 22, 13, 20, 100, UTC)
LATER = datetime(2023, 11, 14, 22, 13, 21, 200, UTC)


def changed(message: JSON, before: JSON, **more: object) -> JSON:
    """The event of a message that reads otherwise now."""
    strip = ("channel", "channel_type", "event_ts")
    inner = {key: value for key, value in message.items() if key not in strip}
    outer = {key: value for key, value in before.items() if key not in strip}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": "C0TEA",
        "ts": NOW,
        "event_ts": NOW,
        "message": inner,
        "previous_message": outer,
    } | more


def edited(ts: str) -> JSON:
    return {"user": "U0ALICE", "ts": ts}


# What is said.


@pytest.mark.parametrize("kind", ["message", "app_mention"])
def test_a_message_is_the_same_however_it_is_told(kind: str) -> None:
    [event] = events(said("<@U0ME> hi", type=kind))
    assert isinstance(event, MessageEvent)
    assert event.identity == f"message C0TEA:{TS}"
    assert event.message.mention_ids == ("U0ME",)


def test_an_edit_is_how_it_reads_now() -> None:
    [event] = events(changed(said("tea", edited=edited(NOW)), said("tee")))
    assert isinstance(event, MessageEditEvent)
    message = event.message
    assert (message.id, message.text) == (f"C0TEA:{TS}", "tea")
    assert (message.timestamp, message.edited_at) == (AT, LATER)
    assert event.key == f"edit C0TEA:{TS} {NOW}"
    assert (message.talker_id, message.conversation_id) == ("U0ALICE", "C0TEA")


def test_an_edit_of_an_edit_is_another_one() -> None:
    first, second = edited(TS), edited(NOW)
    one = changed(said("a", edited=first), said("b"))
    two = changed(said("c", edited=second), said("a", edited=first))
    assert {event.key for each in (one, two) for event in events(each)} == {
        f"edit C0TEA:{TS} {TS}",
        f"edit C0TEA:{TS} {NOW}",
    }


@pytest.mark.parametrize(
    ("message", "before"),
    [
        (said("see", attachments=[{"title": "A page"}]), said("see")),
        (
            said("tea", edited=edited(NOW), reply_count=1),
            said("tea", edited=edited(NOW)),
        ),
    ],
    ids=["a link that is shown now", "a thread that has grown"],
)
def test_what_changes_no_words_is_no_edit(message: JSON, before: JSON) -> None:
    assert events(changed(message, before)) == []


def test_a_change_of_nothing_is_nothing() -> None:
    event = changed(said(), said())
    del event["message"]
    assert events(event) == []


def test_a_recall_names_what_is_gone_and_who_had_said_it() -> None:
    [event] = events(
        {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "channel": "D0ALICE",
            "ts": NOW,
            "event_ts": NOW,
            "deleted_ts": TS,
            "previous_message": said("oops"),
        }
    )
    assert isinstance(event, MessageEvent)
    message = event.message
    assert (message.type, message.text) == (MessageType.RECALLED, f"D0ALICE:{TS}")
    assert (message.id, message.timestamp) == (f"D0ALICE:{NOW}", LATER)
    assert (message.talker_id, message.conversation_id) == ("U0ALICE", "U0ALICE")


def test_a_recall_of_what_nobody_remembers_is_told_too() -> None:
    [event] = events(
        {
            "type": "message",
            "subtype": "message_deleted",
            "channel": "C0TEA",
            "ts": NOW,
            "deleted_ts": TS,
        }
    )
    assert isinstance(event, MessageEvent)
    assert event.message.text == f"C0TEA:{TS}"
    assert event.message.talker_id == "USLACKBOT"


def test_the_beginning_of_a_thread_that_becomes_a_stone_is_recalled() -> None:
    stone = said("This message was deleted.", subtype="tombstone", user="USLACKBOT")
    [event] = events(changed(stone, said("oops")))
    assert isinstance(event, MessageEvent)
    assert event.message.type is MessageType.RECALLED
    assert (event.message.text, event.message.talker_id) == (f"C0TEA:{TS}", "U0ALICE")


def test_a_thread_that_has_one_more_is_no_message() -> None:
    assert events(changed(said(), said(), subtype="message_replied")) == []


# Reactions.


@pytest.mark.parametrize(
    ("kind", "added", "sign"),
    [("reaction_added", True, "+"), ("reaction_removed", False, "-")],
)
def test_a_reaction(kind: str, *, added: bool, sign: str) -> None:
    [event] = events(
        {
            "type": kind,
            "user": "U0ALICE",
            "reaction": "thumbsup::skin-tone-3",
            "item": {"type": "message", "channel": "D0ALICE", "ts": TS},
            "item_user": "U0ME",
            "event_ts": NOW,
        }
    )
    assert isinstance(event, ReactionEvent)
    assert (event.message_id, event.emoji) == (f"D0ALICE:{TS}", "👍🏼")
    assert (event.contact_id, event.conversation_id) == ("U0ALICE", "U0ALICE")
    assert (event.added, event.timestamp) == (added, LATER)
    assert (
        event.key == f"reaction D0ALICE:{TS} U0ALICE {sign}thumbsup::skin-tone-3 {NOW}"
    )


def test_a_reaction_to_a_file_is_nothing_of_ours() -> None:
    item = {"type": "file", "file": "F0A"}
    told = {"user": "U0ALICE", "reaction": "tea", "item": item, "event_ts": NOW}
    assert events({"type": "reaction_added"} | told) == []

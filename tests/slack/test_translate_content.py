"""What a message is made of: who, where, when, and its files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from puppets import MessageType
from puppets.slack import content, translate, wire

from .payloads import JSON, ME, TS, known, message, said, told

THEN = datetime(2023, 11, 14, 22, 13, 20, 100, UTC)


def file(**more: object) -> JSON:
    return {
        "id": "F0A",
        "name": "a.pdf",
        "mimetype": "application/pdf",
        "mode": "hosted",
        "size": 3,
        "url_private": "https://files.slack.com/files-pri/T0-F0A/a.pdf",
    } | more


# Who and where.


def test_a_message_in_a_channel() -> None:
    found = message(said("hello"))
    assert (found.id, found.text) == (f"C0TEA:{TS}", "hello")
    assert (found.conversation_id, found.room_id) == ("C0TEA", "C0TEA")
    assert (found.talker_id, found.listener_id) == ("U0ALICE", None)
    assert (found.timestamp, found.type) == (THEN, MessageType.TEXT)
    assert (found.reply_to_id, found.thread_id, found.edited_at) == (None, None, None)


def test_a_direct_message_belongs_to_the_other_one() -> None:
    found = message(said(channel="D0ALICE"))
    assert found.id == f"D0ALICE:{TS}"
    assert (found.conversation_id, found.room_id) == ("U0ALICE", None)
    assert (found.talker_id, found.listener_id) == ("U0ALICE", "U0ME")


def test_the_puppet_s_own_direct_message_has_the_other_one_for_listener() -> None:
    found = message(said(channel="D0ALICE", user="U0ME", bot_id="B0ME"))
    assert (found.talker_id, found.listener_id) == ("U0ME", "U0ALICE")
    assert found.conversation_id == "U0ALICE"


@pytest.mark.parametrize(
    ("who", "talker"),
    [
        ({"user": "U0BOB"}, "U0BOB"),
        ({"user": "U0OTHERBOT", "bot_id": "B0OTHER"}, "U0OTHERBOT"),
        ({"user": None, "bot_id": "B0OTHER", "subtype": "bot_message"}, "B0OTHER"),
        ({"user": None, "bot_id": "B0ME", "subtype": "bot_message"}, "U0ME"),
        ({"user": "U0ME"}, "U0ME"),
        ({"user": None}, "USLACKBOT"),
        ({"user": "", "bot_id": ""}, "USLACKBOT"),
    ],
    ids=str,
)
def test_who_speaks(who: JSON, talker: str) -> None:
    assert message(said(**who)).talker_id == talker


def test_a_bot_of_nobody_is_not_taken_for_the_puppet() -> None:
    event = told(said(user=None, bot_id="")).event
    assert isinstance(event, wire.Message)
    nobody = wire.Message(ts=TS)
    me = type(ME)(user_id="U0ME")  # a user's token has no bot
    assert content.talker_id(event, me) == content.talker_id(nobody, me) == "USLACKBOT"


# Threads and edits.


def test_a_message_in_a_thread_answers_its_beginning() -> None:
    root = "1699999999.000001"
    found = message(said(thread_ts=root, parent_user_id="U0BOB"))
    assert (found.thread_id, found.reply_to_id) == (root, f"C0TEA:{root}")


def test_the_beginning_of_a_thread_answers_nothing() -> None:
    found = message(said(thread_ts=TS, reply_count=2))
    assert (found.thread_id, found.reply_to_id) == (TS, None)


def test_an_edited_message_says_when() -> None:
    found = message(said(edited={"user": "U0ALICE", "ts": "1700000010.000000"}))
    assert found.edited_at == THEN.replace(microsecond=0) + timedelta(seconds=10)


# Kinds.


@pytest.mark.parametrize(
    ("subtype", "type"),
    [
        ("me_message", MessageType.TEXT),
        ("thread_broadcast", MessageType.TEXT),
        ("bot_message", MessageType.TEXT),
        ("channel_archive", MessageType.GROUP_NOTE),
        ("pinned_item", MessageType.GROUP_NOTE),
        ("of_tomorrow", MessageType.GROUP_NOTE),
    ],
)
def test_what_kind_of_message_it_is(subtype: str, type: MessageType) -> None:
    assert message(said(subtype=subtype)).type is type


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("<https://example.slack.com/team/U0BOB>", "U0BOB"),
        ("<https://example.slack.com/team/U0BOB|Bob>", "U0BOB"),
        (" <https://example.slack.com/team/W0EVE> ", "W0EVE"),
        ("ask <https://example.slack.com/team/U0BOB>", None),
        ("<https://other.example/team/U0BOB>", None),
        ("<https://example.slack.com/team/U0BOB/x>", None),
        ("<@U0BOB>", None),
        ("", None),
    ],
)
def test_a_card_is_a_link_to_a_profile_and_nothing_else(
    text: str, whose: str | None
) -> None:
    event = told(said(text)).event
    assert isinstance(event, wire.Message)
    assert content.card_of(event, ME) == whose
    kind = MessageType.CONTACT if whose else MessageType.TEXT
    assert message(said(text)).type is kind


def test_nothing_is_a_card_where_the_workspace_is_not_known() -> None:
    event = told(said("<team/U0BOB>")).event
    assert isinstance(event, wire.Message)
    assert content.card_of(event, type(ME)(user_id="U0ME")) is None


# Files.


@pytest.mark.parametrize(
    ("media_type", "type"),
    [
        ("application/pdf", MessageType.ATTACHMENT),
        ("image/png", MessageType.IMAGE),
        ("image/gif", MessageType.IMAGE),
        ("audio/mp4", MessageType.AUDIO),
        ("video/mp4", MessageType.VIDEO),
        ("", MessageType.ATTACHMENT),
    ],
)
def test_a_file_is_of_the_type_of_its_media_type(
    media_type: str, type: MessageType
) -> None:
    found = message(
        said("look", subtype="file_share", files=[file(mimetype=media_type)])
    )
    assert (found.type, found.text, found.filename) == (type, "look", "a.pdf")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"name": None, "title": "A title"}, "A title"),
        ({"name": None, "title": None}, "F0A"),
        ({"name": "", "title": ""}, "F0A"),
    ],
)
def test_a_file_has_a_name_in_any_case(told: JSON, name: str) -> None:
    assert message(said(files=[file(**told)])).filename == name


def test_several_files_are_so_many_messages() -> None:
    event = told(said("two", files=[file(), file(id="F0B", name="b.png")])).event
    assert isinstance(event, wire.Message)
    first, second = content.messages(event, b"", known())
    assert (first.id, first.text, first.filename) == (f"C0TEA:{TS}", "two", "a.pdf")
    assert (second.id, second.text, second.filename) == (
        f"C0TEA:{TS}:2",
        "",
        "b.png",
    )
    assert first.timestamp == second.timestamp
    assert len(list(translate.happening(event, b"", known()))) == 2


@pytest.mark.parametrize("mode", ["tombstone", "hidden_by_limit"])
def test_a_file_that_is_gone_is_no_file(mode: str) -> None:
    found = message(said("gone", files=[{"id": "F0A", "mode": mode}]))
    assert (found.type, found.filename) == (MessageType.TEXT, "")


def test_what_a_message_was_made_of_can_be_read_again() -> None:
    payload = message(said("hello", files=[file()]))
    again = content.native(payload)
    assert again.files is not None
    assert (again.text, again.files[0].id) == ("hello", "F0A")

"""Wire to payloads and events, as the specification's examples have it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from puppets import (
    MessageEvent,
    MessagePayload,
    MessageType,
    ReactionEvent,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from puppets.events import Event
from puppets.gitter import content, translate, wire
from puppets.gitter.content import Place

ME = "@puppet:example.org"
ALICE = "@alice:example.org"
BOB = "@bob:example.org"
ROOM = "!room"


def heard(
    kind: str, what: dict[str, Any], *, other: str | None = None, **more: object
) -> list[Event]:
    raw = json.dumps(
        {
            "type": kind,
            "event_id": "$event",
            "sender": ALICE,
            "origin_server_ts": 1_700_000_000_123,
            "content": what,
            **more,
        }
    ).encode()
    event = msgspec.json.decode(raw, type=wire.Event)
    return list(translate.events(event, raw, Place(ROOM, other), ME))


def message(content: dict[str, Any], *, other: str | None = None) -> MessagePayload:
    [event] = heard("m.room.message", content, other=other)
    assert isinstance(event, MessageEvent)
    return event.message


def member(membership: str) -> dict[str, Any]:
    return {"membership": membership}


def test_a_text_in_a_room_belongs_to_the_room() -> None:
    said = message({"msgtype": "m.text", "body": "hello"})
    assert (said.id, said.text, said.type) == ("!room$event", "hello", MessageType.TEXT)
    assert (said.room_id, said.listener_id, said.talker_id) == (ROOM, None, ALICE)
    assert said.timestamp.timestamp() == pytest.approx(1_700_000_000.123)


def test_a_text_in_a_direct_chat_belongs_to_the_other() -> None:
    said = message({"msgtype": "m.text", "body": "hello"}, other=ALICE)
    assert (said.conversation_id, said.room_id, said.listener_id) == (ALICE, None, ME)


@pytest.mark.parametrize(
    "body",
    [
        "> <@bob:example.org> tea?\n\nyes",
        "> <@bob:example.org> tea?\n> or coffee?\n\nyes",
        "> * <@bob:example.org> yawns\n\nyes",
    ],
    ids=["one line", "two lines", "an emote"],
)
def test_the_quoted_text_of_an_answer_is_taken_off(body: str) -> None:
    answer = {"m.in_reply_to": {"event_id": "$question"}}
    said = message({"msgtype": "m.text", "body": body, "m.relates_to": answer})
    assert (said.text, said.reply_to_id) == ("yes", "!room$question")


def test_a_quote_that_answers_nothing_stays() -> None:
    body = "> <@bob:example.org> tea?\n\nyes"
    assert message({"msgtype": "m.text", "body": body}).text == body


def test_a_quote_in_an_answer_that_quotes_nobody_stays() -> None:
    answer = {"m.in_reply_to": {"event_id": "$question"}}
    body = "> to be or not to be\n\nyes"
    said = message({"msgtype": "m.text", "body": body, "m.relates_to": answer})
    assert said.text == body


def test_what_is_said_in_a_thread_answers_only_what_it_answers() -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$latest"},
    }
    said = message({"msgtype": "m.text", "body": "and on", "m.relates_to": relation})
    assert (said.thread_id, said.reply_to_id) == ("$root", None)


def test_mentions_of_older_clients_are_links() -> None:
    pill = f'<a href="https://matrix.to/#/{BOB}">Bob</a>: your turn'
    said = {"msgtype": "m.text", "body": "Bob: your turn", "formatted_body": pill}
    assert message(said).mention_ids == (BOB,)


def test_a_link_to_someone_calls_nobody_where_mentions_are_told() -> None:
    pill = f'<a href="https://matrix.to/#/{BOB}">Bob</a>: your turn'
    said = {
        "msgtype": "m.text",
        "body": "Bob: your turn",
        "formatted_body": pill,
        "m.mentions": {"user_ids": [ALICE]},
    }
    assert message(said).mention_ids == (ALICE,)


@pytest.mark.parametrize(
    ("content", "type", "filename", "text"),
    [
        ({"msgtype": "m.image", "body": "a.png"}, MessageType.IMAGE, "a.png", ""),
        (
            {"msgtype": "m.file", "body": "see page 2", "filename": "a.pdf"},
            MessageType.ATTACHMENT,
            "a.pdf",
            "see page 2",
        ),
        ({"msgtype": "m.video", "body": "a.mp4"}, MessageType.VIDEO, "a.mp4", ""),
        ({"msgtype": "m.audio", "body": "a.ogg"}, MessageType.AUDIO, "a.ogg", ""),
    ],
    ids=["an image", "a document with a caption", "a film", "a sound"],
)
def test_a_file_is_of_its_type(
    content: dict[str, Any], type: MessageType, filename: str, text: str
) -> None:
    said = message({**content, "url": "mxc://example.org/abc"})
    assert (said.type, said.filename, said.text) == (type, filename, text)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("geo:48.2,-16.4", (48.2, -16.4, 0)),
        ("geo:48.2,16.4,183;u=35.5", (48.2, 16.4, 35.5)),
        ("geo:48.2,16.4;crs=wgs84;u=35", (48.2, 16.4, 35)),
    ],
)
def test_a_place_is_where_it_says(
    where: str, found: tuple[float, float, float]
) -> None:
    raw = json.dumps({"msgtype": "m.location", "geo_uri": where, "body": "here"})
    place = content.location(msgspec.json.decode(raw, type=wire.Message))
    assert place is not None
    assert (place.latitude, place.longitude, place.accuracy) == found


@pytest.mark.parametrize("where", ["", "geo:1.2.3,4", "geo:-,.", "geo:٣,4", "48,16"])
def test_what_is_no_place_is_nowhere(where: str) -> None:
    raw = json.dumps({"msgtype": "m.location", "geo_uri": where, "body": "here"})
    assert content.location(msgspec.json.decode(raw, type=wire.Message)) is None


def test_ids_of_ours_hold_neither_slash_nor_space() -> None:
    event = {"msgtype": "m.text", "body": "hi", "m.mentions": {"user_ids": ["@a/b:x"]}}
    said = message(event, other="@old name:x")
    assert said.conversation_id == "@old%20name:x"
    assert said.mention_ids == ("@a%2Fb:x",)


def test_what_nobody_knows_is_of_unknown_type_with_its_words() -> None:
    said = message({"msgtype": "org.example.dance", "body": "dances"})
    assert (said.type, said.text) == (MessageType.UNKNOWN, "dances")


def test_a_reaction_names_its_message() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$tea", "key": "👍"}
    [event] = heard("m.reaction", {"m.relates_to": relation})
    assert isinstance(event, ReactionEvent)
    assert (event.message_id, event.emoji, event.added) == ("!room$tea", "👍", True)


def test_who_was_invited_joins_by_who_invited_them() -> None:
    unsigned = {"prev_content": member("invite"), "prev_sender": BOB}
    events = heard("m.room.member", member("join"), state_key=ALICE, unsigned=unsigned)
    [event] = [each for each in events if isinstance(each, RoomJoinEvent)]
    assert (event.inviter_id, event.invitee_ids) == (BOB, (ALICE,))


def test_who_comes_alone_is_their_own_inviter() -> None:
    [event] = heard("m.room.member", member("join"), state_key=ALICE)
    assert isinstance(event, RoomJoinEvent)
    assert event.inviter_id == ALICE


def test_who_is_banned_is_put_out() -> None:
    unsigned = {"prev_content": member("join")}
    [event] = heard("m.room.member", member("ban"), state_key=BOB, unsigned=unsigned)
    assert isinstance(event, RoomLeaveEvent)
    assert (event.remover_id, event.removee_ids) == (ALICE, (BOB,))


def test_who_declines_an_invitation_has_not_left() -> None:
    unsigned = {"prev_content": member("invite")}
    events = heard("m.room.member", member("leave"), state_key=BOB, unsigned=unsigned)
    assert not [each for each in events if isinstance(each, RoomLeaveEvent)]


def test_a_name_is_the_topic_and_a_topic_the_announcement() -> None:
    was = {"prev_content": {"name": "tea", "topic": "at four"}}
    [renamed] = heard("m.room.name", {"name": "coffee"}, state_key="", unsigned=was)
    [announced] = heard(
        "m.room.topic", {"topic": "at five"}, state_key="", unsigned=was
    )
    assert isinstance(renamed, RoomTopicEvent)
    assert (renamed.topic, renamed.old_topic) == ("coffee", "tea")
    assert isinstance(announced, RoomAnnounceEvent)
    told = (announced.announcement, announced.old_announcement)
    assert told == ("at five", "at four")


def test_a_direct_chat_has_no_events_of_a_room() -> None:
    assert heard("m.room.name", {"name": "x"}, state_key="", other=ALICE) == []
    assert heard("m.room.member", member("join"), state_key=ALICE, other=ALICE) == []

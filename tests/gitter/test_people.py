"""Rooms and those in them, and what they look like to others."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest

from conformance.samples import SAMPLES, shape
from puppets import ContactPayload, NotFound
from puppets.gitter import people, pictures, text, wire
from puppets.gitter.answers import Looks

ALICE, BOB, CAROL = "@alice:x.org", "@bob:x.org", "@carol:x.org"


def state(*events: tuple[str, str, dict[str, Any]]) -> list[wire.StateEvent]:
    raw = json.dumps(
        [
            {"type": kind, "state_key": key, "sender": ALICE, "content": content}
            for kind, key, content in events
        ]
    )
    return msgspec.json.decode(raw, type=list[wire.StateEvent])


def joined(user: str, name: str | None) -> tuple[str, str, dict[str, Any]]:
    return ("m.room.member", user, {"membership": "join", "displayname": name})


def person(id: str, name: str) -> ContactPayload:
    return ContactPayload(id=id, name=name)


def test_who_creates_a_room_of_today_stands_above_all_numbers() -> None:
    powers = {"users": {BOB: 100, CAROL: 50}}
    room = people.room(
        "!r",
        state(
            ("m.room.create", "", {"room_version": "12"}),
            ("m.room.power_levels", "", powers),
        ),
    )
    assert (room.owner_id, room.admin_ids) == (ALICE, (ALICE, BOB))


def test_who_created_an_older_room_may_have_lost_its_powers() -> None:
    powers: dict[str, object] = {"users": {BOB: "100"}}
    room = people.room(
        "!r",
        state(
            ("m.room.create", "", {"room_version": "9"}),
            ("m.room.power_levels", "", powers),
        ),
    )
    assert room.admin_ids == (BOB,)


@pytest.mark.parametrize(
    ("events", "topic"),
    [
        ([("m.room.name", "", {"name": "tea"})], "tea"),
        ([("m.room.canonical_alias", "", {"alias": "#a_b:x.org"})], "#a_b:x.org"),
        ([("m.room.name", "", {"name": "  "})], "!r"),
        ([], "!r"),
    ],
    ids=["a name", "an alias", "a blank name", "nothing"],
)
def test_a_topic_is_never_empty(
    events: list[tuple[str, str, dict[str, Any]]], topic: str
) -> None:
    assert people.room("!r", state(*events)).topic == topic


def test_who_has_left_is_no_member() -> None:
    gone = ("m.room.member", BOB, {"membership": "leave", "displayname": "Bob"})
    assert people.members(state(joined(ALICE, "Alice"), gone)) == [ALICE]
    with pytest.raises(NotFound):
        people.member("!r", person(BOB, "Bob"), {ALICE: Looks(display_name="Alice")})


def test_members_of_one_name_are_told_apart() -> None:
    names = {ALICE: "Alex", BOB: "Alex", CAROL: "Carol"}
    here = {id: Looks(display_name=name) for id, name in names.items()}
    twins = [people.member("!r", person(id, "Alex"), here) for id in (ALICE, BOB)]
    assert [twin.room_alias for twin in twins] == [f"Alex ({ALICE})", f"Alex ({BOB})"]
    assert people.member("!r", person(CAROL, "Carol"), here).room_alias == ""


def test_who_is_named_is_mentioned_there_and_who_is_not_in_front() -> None:
    said = text.address(
        "ask @Bob & <others>", [person(ALICE, "Alice"), person(BOB, "Bob")]
    )
    assert said["body"] == "Alice: ask @Bob & <others>"
    assert said["formatted_body"] == (
        f'<a href="https://matrix.to/#/{ALICE}">Alice</a>: '
        f'ask <a href="https://matrix.to/#/{BOB}">Bob</a> &amp; &lt;others&gt;'
    )
    assert said["m.mentions"] == {"user_ids": [ALICE, BOB]}


def test_of_names_that_begin_alike_the_longer_one_is_meant() -> None:
    al, alice = person(BOB, "Al"), person(ALICE, "Alice")
    said = text.address("@Alice @Alison", [al, alice])
    assert said["formatted_body"] == (
        f'<a href="https://matrix.to/#/{BOB}">Al</a>: '
        f'<a href="https://matrix.to/#/{ALICE}">Alice</a> @Alison'
    )


def test_a_name_that_is_part_of_an_address_is_not_mentioned_in_it() -> None:
    twins = [person(ALICE, "alice"), person(BOB, "alice")]
    said = text.address("@alice and @alice", twins)
    assert said["formatted_body"] == (
        f'<a href="https://matrix.to/#/{ALICE}">alice</a> and '
        f'<a href="https://matrix.to/#/{BOB}">alice</a>'
    )


def test_a_text_without_mentions_calls_nobody() -> None:
    assert text.address("*hi*", []) == {
        "msgtype": "m.text",
        "body": "*hi*",
        "m.mentions": {},
    }


@pytest.mark.parametrize(
    "name", ["a PNG image", "a JPEG image", "an animation", "a sticker"]
)
def test_a_picture_tells_how_wide_and_high_it_is(name: str) -> None:
    content = SAMPLES[name].content
    found = pictures.look(io.BytesIO(content))
    assert found is not None
    assert (found.width, found.height) == shape(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"GIF89a", b"RIFF....WEBPVP8X", b"%PDF"],
    ids=repr,
)
def test_what_breaks_off_or_is_no_picture_tells_nothing(content: bytes) -> None:
    assert pictures.look(io.BytesIO(content)) is None

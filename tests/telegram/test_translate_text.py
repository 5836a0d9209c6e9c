"""Mentions and links, both ways, counted in UTF-16 units; and ids, both ways."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puppets import ContactPayload, NotFound
from puppets.telegram import ids, text, wire
from puppets.telegram.text import Marked, address

from .updates import JSON, message, said, update

BOB = ContactPayload(id="7", name="Bob")
EVE = ContactPayload(id="8", name="Eve 🦊", handle="Eve_1")
DOT = ContactPayload(id="9", name="D.t")


def mention(person: ContactPayload, offset: int, length: int) -> JSON:
    return {
        "type": "text_mention",
        "offset": offset,
        "length": length,
        "user": {"id": int(person.id)},
    }


# Out.


def test_who_has_a_handle_is_called_by_it() -> None:
    assert address("your turn", [EVE]) == Marked("@Eve_1 your turn", [])


def test_who_has_none_is_called_by_name() -> None:
    assert address("your turn", [BOB]) == Marked("Bob your turn", [mention(BOB, 0, 3)])


def test_several_are_called_one_after_the_other() -> None:
    fox = ContactPayload(id="5", name="🦊")
    wanted = [mention(BOB, 0, 3), mention(fox, 11, 2)]
    assert address("go", [BOB, EVE, fox]) == Marked("Bob @Eve_1 🦊 go", wanted)


def test_who_is_named_in_the_text_is_mentioned_there() -> None:
    assert address("🦊 ask @Bob!", [BOB]) == Marked(
        "🦊 ask @Bob!", [mention(BOB, 7, 4)]
    )


def test_a_handle_in_the_text_is_enough_in_any_case() -> None:
    assert address("ask @eve_1", [EVE]) == Marked("ask @eve_1", [])


def test_a_name_with_a_handle_to_it_is_mentioned_where_it_stands() -> None:
    assert address("ask @Eve 🦊", [EVE]) == Marked("ask @Eve 🦊", [mention(EVE, 4, 7)])


@pytest.mark.parametrize("words", ["@Bobby", "a@Bob", "Bob", "@bob"])
def test_what_is_nearly_a_name_is_none(words: str) -> None:
    assert address(words, [BOB]).text == f"Bob {words}"


def test_a_name_is_no_pattern() -> None:
    assert address("@Dot", [DOT]).text == "D.t @Dot"


def test_one_named_and_one_not() -> None:
    wanted = [mention(BOB, 0, 3), mention(DOT, 4, 4)]
    assert address("@D.t go", [DOT, BOB]) == Marked("Bob @D.t go", wanted)


def test_nobody_is_mentioned() -> None:
    assert address("@Bob", []) == Marked("@Bob", [])


@given(before=st.text(), after=st.text(alphabet=" .,!🦊"))
def test_what_is_marked_is_the_name(before: str, after: str) -> None:
    marked = address(f"{before} @Bob{after}", [BOB])
    [entity] = marked.entities
    found = msgspec.convert(entity, wire.Entity)
    assert text.part(marked.text, found) in {"Bob", "@Bob"}


# In.


def entity(kind: str, offset: int, length: int, **more: object) -> JSON:
    return {"type": kind, "offset": offset, "length": length, **more}


MARKED: JSON = {
    "text": "🦊 @Eve_1 Bob @Nobody Bob",
    "entities": [
        entity("bold", 0, 2),
        entity("mention", 3, 6),
        entity("text_mention", 10, 3, user={"id": 7, "first_name": "Bob"}),
        entity("mention", 14, 7),
        entity("text_mention", 22, 3, user={"id": 7, "first_name": "Bob"}),
    ],
}


def test_who_is_mentioned_is_told_once() -> None:
    told = update(message=said(**MARKED)).update.message
    assert told is not None
    assert list(text.handles_in(told)) == ["eve_1", "nobody"]
    assert text.mention_ids(told, {"eve_1": "8", "x": "9"}) == ("8", "7")


def test_mentions_beside_a_file_count() -> None:
    marked: JSON = {"caption": "@Eve_1", "caption_entities": [entity("mention", 0, 6)]}
    found = message(document={"file_id": "f"}, **marked)
    assert found.mention_ids == ()
    told = update(message=said(**marked)).update.message
    assert told is not None
    assert text.mention_ids(told, {"eve_1": "8"}) == ("8",)


def link(**parts: Any) -> str:  # noqa: ANN401 - fields by name
    told = update(message=said(**parts)).update.message
    assert told is not None
    return text.link_in(told)


def test_the_first_link_is_told() -> None:
    first = entity("url", 3, 11)
    second = entity("text_link", 0, 2, url="https://b.example")
    assert link(text="🦊 a.example/b", entities=[first, second]) == "a.example/b"
    assert link(text="🦊 a.example/b", entities=[second, first]) == "https://b.example"


def test_the_link_that_is_shown_comes_before_all() -> None:
    shown = {"url": "https://c.example"}
    found = link(
        text="a.example", entities=[entity("url", 0, 9)], link_preview_options=shown
    )
    assert found == "https://c.example"


def test_where_there_is_no_link_there_is_none() -> None:
    assert link(text="plain", entities=[entity("bold", 0, 5)]) == ""


def test_half_of_a_character_is_read_as_something() -> None:
    whole = wire.Entity(type="bold", offset=0, length=1)
    assert text.part("🦊", whole) == "\ufffd"


# Ids.


@given(chat=st.integers(-(10**15), 10**15).filter(bool), number=st.integers(1, 10**9))
def test_a_message_id_splits_into_what_made_it(chat: int, number: int) -> None:
    assert ids.split_message_id(ids.message_id(chat, number)) == (chat, number)


@given(chat=st.integers(-(10**15), -1))
def test_a_chat_that_speaks_is_a_contact_and_found_again(chat: int) -> None:
    assert ids.person_id(ids.speaker_id(chat)) == chat
    assert ids.chat_id(str(chat)) == ids.room_id(str(chat)) == chat


@pytest.mark.parametrize(
    "id", ["", "0", "-0", "x", "7:0", "@durov", "٣", "7 ", "9" * 17]
)
def test_what_is_no_id_is_not_found(id: str) -> None:
    for read in (ids.person_id, ids.room_id, ids.chat_id, ids.split_message_id):
        with pytest.raises(NotFound):
            read(id)


def test_a_person_is_no_room_and_a_room_no_person() -> None:
    assert ids.chat_id("7") == ids.person_id("7") == 7
    with pytest.raises(NotFound):
        ids.room_id("7")
    with pytest.raises(NotFound):
        ids.person_id("-7")


def test_a_supergroup_is_known_by_its_id() -> None:
    assert ids.is_supergroup(-1_000_000_000_001)
    assert not ids.is_supergroup(-1_000_000_000_000)
    assert not ids.is_supergroup(-5)

"""Who is who, where a page shows names alone."""

from __future__ import annotations

import msgspec
import pytest

from puppets import NotFound
from puppets.whatsapp import Ambiguous
from puppets.whatsapp.identity import Acquaintance, Directory, Seen
from puppets.whatsapp.ids import (
    contact_id,
    conversation_id,
    is_message,
    is_room,
    message_id,
    room_id,
    unpack,
)

NOBODY = Directory()
ALICE = contact_id("Alice")


def know(*seen: Seen, directory: Directory = NOBODY) -> tuple[Directory, list[str]]:
    ids = []
    for each in seen:
        directory, who = directory.recognise(each)
        ids.append(who.id)
    return directory, ids


# Ids.


def test_an_id_is_made_of_the_name() -> None:
    assert contact_id("Alice") == contact_id(" Alice\u200e ")
    assert contact_id("Café") == contact_id("Cafe\u0301")
    assert len({contact_id(each) for each in ("Alice", "alice", "Alice 2")}) == 3
    assert contact_id("Alice") != room_id("Alice")
    assert not set(contact_id("a/b c")) & set("/ \n")


def test_a_room_is_told_from_a_person_by_form() -> None:
    assert is_room(room_id("Tea"))
    assert not is_room(contact_id("Tea"))
    assert conversation_id(room_id("Tea")) == room_id("Tea")
    with pytest.raises(NotFound, match="no conversation '4915'"):
        conversation_id("4915")


@pytest.mark.parametrize(
    ("raw", "id"),
    [
        ("3EB0C767D0973CDBC9C5", "3EB0C767D0973CDBC9C5"),
        ("false_4915100000001@c.us_3EB0C767D0973CDBC9C5", "3EB0C767D0973CDBC9C5"),
        ("true_103586@lid_3EB0C767D0973CDBC9C5", "3EB0C767D0973CDBC9C5"),
        (
            "false_120363-14@g.us_3EB0C767D0973CDBC9C5_4915@lid",
            "3EB0C767D0973CDBC9C5",
        ),
        ("", ""),
        ("date-divider", ""),
        ("grouped-sticker 1", ""),
        ("x", ""),
    ],
)
def test_a_message_has_one_id_in_every_generation(raw: str, id: str) -> None:
    assert message_id(raw) == id


def test_a_packed_id_tells_more() -> None:
    told = unpack("false_1203-1@g.us_3EB0C767D0973CDBC9C5_4915@c.us")
    assert told is not None
    assert (told.own, told.chat, told.author, told.room) == (
        *(False, "1203-1@g.us", "4915@c.us"),
        True,
    )
    assert unpack("3EB0C767D0973CDBC9C5") is None
    assert is_message("3EB0C767D0973CDBC9C5-recalled")


# Recognising.


def test_somebody_seen_again_is_the_same() -> None:
    directory, ids = know(Seen(name="Alice"), Seen(name="Alice\u200e"))
    assert ids == [ALICE, ALICE]
    assert len(directory.known) == 1


def test_a_person_is_no_room_of_that_name() -> None:
    _, ids = know(Seen(name="Tea"), Seen(name="Tea", room=True))
    assert ids == [contact_id("Tea"), room_id("Tea")]


def test_a_new_name_keeps_the_id() -> None:
    directory, [room] = know(Seen(name="Tea", room=True))
    directory = directory.renamed(room, "Cake")
    assert know(Seen(name="Cake", room=True), directory=directory)[1] == [room]
    directory, ids = know(Seen(name="Tea", room=True), directory=directory)
    assert ids != [room]
    assert is_room(ids[0])
    assert len(directory.known) == 2


def test_a_rename_of_nobody_changes_nothing() -> None:
    assert NOBODY.renamed("x", "y") is NOBODY


@pytest.mark.parametrize(
    "again",
    [
        Seen(name="Alicia", jid="1@lid"),
        Seen(name="Alicia", known_as=frozenset({ALICE}), messages=("3EB0",)),
    ],
    ids=["by WhatsApp's own id", "by what was said"],
)
def test_who_was_renamed_unseen_is_known_again(again: Seen) -> None:
    directory, ids = know(Seen(name="Alice", jid="1@lid"), again)
    assert ids == [ALICE, ALICE]
    assert directory.known[0].name == "Alicia"


def test_two_of_one_name_are_told_apart_by_their_own_ids() -> None:
    directory, [one, other] = know(
        Seen(name="Alice", jid="1@lid", twins=2),
        Seen(name="Alice", jid="2@lid", twins=2),
    )
    assert one != other
    again = [
        Seen(name="Alice", jid="2@lid", twins=2),
        Seen(name="Alice", jid="1@lid", twins=2),
    ]
    assert know(*again, directory=directory)[1] == [other, one]


def test_two_of_one_name_are_told_apart_by_their_pictures() -> None:
    first = Seen(name="Alice", picture="https://a/1", twins=2)
    second = Seen(name="Alice", picture="https://a/2", twins=2)
    directory, [one, other] = know(first, second)
    assert one != other
    assert know(second, first, directory=directory)[1] == [other, one]


def test_two_of_one_name_are_told_apart_by_what_was_said() -> None:
    first = Seen(name="Alice", messages=("3EB1",), twins=2)
    second = Seen(name="Alice", messages=("3EB2",), twins=2)
    directory, [one, other] = know(first, second)
    assert one != other
    again = [
        Seen(name="Alice", messages=("3EB2",), known_as=frozenset({other}), twins=2),
        Seen(name="Alice", messages=("3EB1",), known_as=frozenset({one}), twins=2),
    ]
    assert know(*again, directory=directory)[1] == [other, one]


def test_two_of_one_name_that_nothing_tells_apart_are_said() -> None:
    with pytest.raises(Ambiguous, match="2 people on the page are called 'Alice'"):
        know(Seen(name="Alice", twins=2))
    directory, _ = know(Seen(name="Alice"))
    with pytest.raises(Ambiguous):
        know(Seen(name="Alice", twins=2), directory=directory)


def test_a_name_in_a_group_that_two_have_is_said() -> None:
    directory, _ = know(
        Seen(name="Alice", jid="1@lid", twins=2),
        Seen(name="Alice", jid="2@lid", twins=2),
    )
    with pytest.raises(Ambiguous):
        know(Seen(name="Alice"), directory=directory)


def test_of_two_in_the_address_book_there_are_two() -> None:
    directory = NOBODY.listing("Alice", 2)
    assert directory.listing("Alice", 2) == directory
    first, second = directory.named("Alice", room=False)
    assert (first.id, first.id != second.id) == (ALICE, True)
    told = Seen(name="Alice", messages=("3EB1",), twins=2)
    directory, [one] = know(told, directory=directory)
    told = Seen(name="Alice", messages=("3EB2",), twins=2)
    assert know(told, directory=directory)[1] == [second.id]
    assert one == first.id


def test_who_turns_out_to_be_somebody_known_is_one() -> None:
    directory, [alice, _] = know(
        Seen(name="Alice", messages=("3EB1",)), Seen(name="Alicia")
    )
    again = Seen(name="Alicia", known_as=frozenset({alice}), messages=("3EB1",))
    directory, [found] = know(again, directory=directory)
    assert found == alice
    assert [each.id for each in directory.known] == [alice]
    directory, _ = know(Seen(name="Bob", messages=("3EB2",)), directory=directory)
    directory = directory.renamed(alice, "Bob")  # of Bob more is known than the name
    assert len(directory.named("Bob", room=False)) == 2


def test_a_directory_can_be_kept() -> None:
    directory, _ = know(Seen(name="Alice", picture="p"), Seen(name="Tea", room=True))
    kept = msgspec.json.encode(directory)
    assert msgspec.json.decode(kept, type=Directory) == directory
    assert directory.get(ALICE) == Acquaintance(id=ALICE, name="Alice", picture="p")

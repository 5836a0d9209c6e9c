"""What happens to a room, and who is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from puppets import (
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from puppets.whatsapp import people, wire
from puppets.whatsapp.happenings import happenings
from puppets.whatsapp.identity import Acquaintance
from puppets.whatsapp.ids import contact_id, room_id
from puppets.whatsapp.translate import Knowledge

AT = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
ME, ALICE, BOB, TEA = (
    *(contact_id("Robot"), contact_id("Alice"), contact_id("Bob")),
    room_id("Tea"),
)
DIRECT = Knowledge(me=ME, conversation=ALICE, room=False)
ROOM = Knowledge(
    me=ME, conversation=TEA, room=True, people={"Alice": ALICE, "Bob": BOB}
)
ID = "3EB0AAAAAAAAAAAAAA01"


# What happens to a room.


def happening(text: str, known: Knowledge = ROOM, *later: str) -> list[object]:
    note, *below = (wire.Row(kind="note", text=each, raw=ID) for each in (text, *later))
    return list(happenings(note, AT, known, below))


def test_people_join_and_leave() -> None:
    [event] = happening("Alice added Bob and you")
    assert isinstance(event, RoomJoinEvent)
    assert (event.room_id, event.inviter_id) == (TEA, ALICE)
    assert (event.invitee_ids, event.timestamp) == ((BOB, ME), AT)
    [event] = happening("Bob joined using this group's invite link")
    assert isinstance(event, RoomJoinEvent)
    assert (event.inviter_id, event.invitee_ids) == (BOB, (BOB,))
    [event] = happening("You removed Bob")
    assert isinstance(event, RoomLeaveEvent)
    assert (event.remover_id, event.removee_ids) == (ME, (BOB,))
    [event] = happening("Bob left")
    assert isinstance(event, RoomLeaveEvent)
    assert (event.remover_id, event.removee_ids) == (BOB, (BOB,))


def test_a_room_has_a_new_name() -> None:
    [event] = happening("Alice changed the group name from “Tea” to “Cake”")
    assert isinstance(event, RoomTopicEvent)
    assert (event.topic, event.old_topic) == ("Cake", "Tea")
    assert event.changer_id == ALICE


def test_who_opens_a_group_brings_the_account_in() -> None:
    opened = "Alice created group “Tea”"
    [event] = happening(opened)
    assert isinstance(event, RoomJoinEvent)
    assert (event.inviter_id, event.invitee_ids) == (ALICE, (ME,))
    assert happening(opened, ROOM, "Alice added Bob and you") == []
    assert len(happening(opened, ROOM, "Alice added Bob")) == 1


def test_a_room_announces_what_it_was_asked_for() -> None:
    said = "Alice changed the group description. Click to view."
    asked = replace(ROOM, announcement="at four")
    [event] = happening(said, asked)
    assert isinstance(event, RoomAnnounceEvent)
    assert (event.changer_id, event.announcement) == (ALICE, "at four")
    [event] = happening("You changed the group description", asked)
    assert isinstance(event, RoomAnnounceEvent)
    assert event.changer_id == ME
    assert happening(said) == []
    assert happening(said, asked, "Bob left", "Bob changed the group description") == []


def test_a_key_is_the_same_as_often_as_it_is_read() -> None:
    assert happening("Bob left") == happening("Bob left")
    assert {
        event.key
        for event in happenings(  # by its own id
            wire.Row(kind="note", text="Bob left", raw=ID), AT, ROOM
        )
    } == {f"notice {TEA} {ID}"}


@pytest.mark.parametrize(
    "text", ["Today", "hello", "3 unread messages", "You created group “Tea”"]
)
def test_what_concerns_nobody_is_nothing(text: str) -> None:
    assert happening(text) == []


def test_in_a_direct_chat_nobody_joins() -> None:
    assert happening("Alice left", DIRECT) == []


# People and rooms.


def test_a_person_has_a_name_and_no_more() -> None:
    payload = people.contact(Acquaintance(id=ALICE, name="Alice"), "hi")
    assert (payload.id, payload.name, payload.phones) == (ALICE, "Alice", ())
    assert payload.signature == "hi"


def test_who_has_no_name_is_called_by_the_number() -> None:
    payload = people.contact(Acquaintance(id="x", name="+49 30 1234-567"))
    assert payload.phones == ("+49301234567",)


def test_a_room_and_its_members() -> None:
    tea = Acquaintance(id=TEA, name="Tea", room=True)
    payload = people.room(tea, (ALICE, ME), (ALICE,))
    assert (payload.topic, payload.member_ids, payload.admin_ids) == (
        *("Tea", (ALICE, ME)),
        (ALICE,),
    )
    assert people.member(TEA, Acquaintance(id=BOB, name="Bob")).name == "Bob"
    assert people.members("Alice, Bob, You", "en") == ("Alice", "Bob", "")

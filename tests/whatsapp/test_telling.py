"""What is told of a conversation's rows: when it was, and whose doing, if that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec

from puppets import ErrorEvent, MessageEvent, RoomAnnounceEvent, RoomJoinEvent
from puppets.events import Event
from puppets.whatsapp import Ambiguous, wire
from puppets.whatsapp.identity import Acquaintance
from puppets.whatsapp.ids import contact_id, room_id
from puppets.whatsapp.marks import mark
from puppets.whatsapp.telling import Reading
from puppets.whatsapp.translate import Knowledge

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TEA = Acquaintance(id=room_id("Tea"), name="Tea", room=True)
ME, BOB = contact_id("Robot"), contact_id("Bob")
ROOM = Knowledge(
    me=ME,
    conversation=TEA.id,
    room=True,
    people={"Bob": BOB},
    unclear=frozenset({"Ann"}),
)
LINE = wire.ChatRow(name="Tea", time="11:58 AM", selected=True)


def note(text: str, number: int = 1) -> wire.Row:
    return wire.Row(kind="note", text=text, raw=f"3EB0AAAAAAAAAAAAAA{number:02}")


def said(who: str, raw: str = "3EB0BBBBBBBBBBBBBB01") -> wire.Row:
    fields = {"kind": "message", "raw": raw, "text": "tea", "bodied": True}
    stamp = {"stamp": "[10:15 AM, 11/20/2026] ", "who": who, "from": "in"}
    return msgspec.convert(fields | stamp, wire.Row)


def reading(
    rows: Sequence[wire.Row], line: wire.ChatRow = LINE, known: Knowledge = ROOM
) -> Reading:
    shown = wire.Conversation(name="Tea", rows=tuple(rows), room=True)
    screen = wire.Screen(
        state="READY",
        at=AT.timestamp() * 1000,
        calendar=wire.Calendar(),
        list=wire.ChatList(rows=(line,), total=1),
        open=shown,
    )
    return Reading.of(screen, shown, TEA, known)


def told(rows: Sequence[wire.Row], known: Knowledge = ROOM) -> list[Event]:
    """All of it, as though nobody had seen any."""
    found = reading(rows, known=known)
    events: list[Event] = []
    for at, row in enumerate(rows):
        if now := mark(row):
            events += found.new(at, now)
    return events


# When.


def test_what_the_page_says_last_has_the_time_that_the_list_has() -> None:
    rows = [wire.Row(kind="note", text="Today"), note("Bob left")]
    its = msgspec.structs.replace(LINE, preview="Bob left")
    assert reading(rows, its).moments[-1] == AT - timedelta(minutes=2)


def test_a_time_of_something_else_on_the_list_is_none_of_it() -> None:
    rows = [wire.Row(kind="note", text="Today"), note("Bob left")]
    midnight = AT.replace(hour=0)
    for line in (
        LINE,
        msgspec.structs.replace(LINE, preview="Bob left", selected=False),
        msgspec.structs.replace(LINE, preview="Bob left", time="Yesterday"),
        msgspec.structs.replace(LINE, preview="Bob left", time="11:58 PM"),
    ):
        assert reading(rows, line).moments[-1] == midnight


# Who.


def test_what_one_of_two_did_is_said_to_be_unclear_and_nobody_s() -> None:
    rows = [
        *(note("Ann added Bob", 1), note("Bob added Ann", 2), note("Ann left", 3)),
        *(note("Bob added you", 4), said("Ann"), said("Bob", "3EB0BBBBBBBBBBBBBB02")),
    ]
    *first, joined, unclear, heard = told(rows)
    errors = [each.error for each in [*first, unclear] if isinstance(each, ErrorEvent)]
    assert [type(each) for each in errors] == [Ambiguous] * 4
    assert "'Ann'" in str(errors[0])
    assert isinstance(joined, RoomJoinEvent)
    assert isinstance(heard, MessageEvent)
    assert heard.message.talker_id == BOB


def test_a_page_of_2025_tells_which_of_two_it_is() -> None:
    raw = "false_1203-1@g.us_3EB0BBBBBBBBBBBBBB01_4915@c.us"
    known = replace(ROOM, authors={"4915@c.us": contact_id("Ann", "4915@c.us")})
    [event] = told([said("Ann", raw)], known)
    assert isinstance(event, MessageEvent)
    assert event.message.talker_id == contact_id("Ann", "4915@c.us")


def test_a_description_that_was_not_asked_for_is_not_told() -> None:
    today = wire.Row(kind="note", text="Today")
    rows = [today, note("Bob changed the group description", 1)]
    assert told(rows) == []
    [event] = told(rows, replace(ROOM, announcement="at four"))
    assert isinstance(event, RoomAnnounceEvent)

"""What is new on the page, and nothing else: unit tests of marks and of lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from puppets import (
    InProcessMemory,
    MessageEditEvent,
    MessageEvent,
    MessageType,
    ReactionEvent,
)
from puppets.events import Event
from puppets.whatsapp import WhatsAppOptions, wire
from puppets.whatsapp.addresses import Addresses
from puppets.whatsapp.client import Client
from puppets.whatsapp.hands import Profile
from puppets.whatsapp.ids import contact_id
from puppets.whatsapp.ledger import Ledger
from puppets.whatsapp.lines import Lines
from puppets.whatsapp.marks import KEPT, Remembered, mark

pytestmark = pytest.mark.anyio

ALICE = contact_id("Alice")
BEGUN = datetime(2026, 11, 20, 10, 15, 30, tzinfo=UTC).timestamp() * 1000
LINE = wire.ChatRow(name="Alice", time="10:15 AM", preview="hello", room=False)


def said(id: str, text: str, *, own: bool = False, edited: bool = False) -> wire.Row:
    return wire.Row(
        kind="message",
        raw=id,
        text=text,
        bodied=True,
        from_="out" if own else "in",
        stamp="10:15 AM, 11/20/2026",
        time="10:15 AM",
        edited=edited,
    )


def gone(id: str) -> wire.Row:
    return wire.Row(
        kind="message",
        raw=id,
        recalled=True,
        from_="in",
        stamp="10:15 AM, 11/20/2026",
        time="10:15 AM",
    )


def liked(id: str, text: str, *emoji: str) -> wire.Row:
    return wire.Row(
        kind="message",
        raw=id,
        text=text,
        bodied=True,
        from_="in",
        stamp="10:15 AM, 11/20/2026",
        time="10:15 AM",
        reactions=emoji,
    )


@pytest.fixture
async def ledger() -> Ledger:
    addresses = Addresses(InProcessMemory(), Client(WhatsAppOptions()))
    await addresses.open()
    await addresses.identify(Profile(name="Robot"))
    return Ledger(addresses)


def told(ledger: Ledger, *rows: wire.Row) -> Sequence[Event]:
    """What the ledger tells of a conversation with Alice that reads so."""
    shown = wire.Conversation(name="Alice", rows=rows, room=False, composer=True)
    listed = wire.ChatList(rows=(LINE,), total=1)
    screen = wire.Screen(
        state="READY", at=1_795_000_000_000.0, list=listed, open=shown, language="en"
    )
    page = ledger.page(screen, LINE)
    ledger.settle(page)
    return page.events


async def test_a_row_is_told_once(ledger: Ledger) -> None:
    row = said("3EB0AAAAAAAA", "hello")
    [event] = told(ledger, row)
    assert isinstance(event, MessageEvent)
    assert (event.message.id, event.message.talker_id) == ("3EB0AAAAAAAA", ALICE)
    assert not told(ledger, row)


async def test_what_comes_behind_is_told_alone(ledger: Ledger) -> None:
    one, other = said("3EB0AAAAAAAA", "hello"), said("3EB0BBBBBBBB", "hello")
    told(ledger, one)
    [event] = told(ledger, one, other)
    assert isinstance(event, MessageEvent)
    assert event.message.id == "3EB0BBBBBBBB"


async def test_what_stood_there_at_the_very_beginning_is_not_told(
    ledger: Ledger,
) -> None:
    ledger.lines.begin([LINE], BEGUN)
    old, new = said("3EB0AAAAAAAA", "hello"), said("3EB0BBBBBBBB", "and now")
    [event] = told(ledger, old, new)
    assert isinstance(event, MessageEvent)
    assert event.message.text == "and now"


async def test_an_edit_is_told_as_it_reads_now(ledger: Ledger) -> None:
    told(ledger, said("3EB0AAAAAAAA", "hello"))
    [event] = told(ledger, said("3EB0AAAAAAAA", "hallo", edited=True))
    assert isinstance(event, MessageEditEvent)
    assert event.message.text == "hallo"


async def test_a_recall_is_told_once(ledger: Ledger) -> None:
    told(ledger, said("3EB0AAAAAAAA", "hello"))
    events = told(ledger, gone("3EB0AAAAAAAA"))
    [recall] = [each for each in events if isinstance(each, MessageEvent)]
    assert recall.message.type is MessageType.RECALLED
    assert recall.message.text == "3EB0AAAAAAAA"
    assert not told(ledger, gone("3EB0AAAAAAAA"))


async def test_reactions_are_told_as_they_come_and_go(ledger: Ledger) -> None:
    told(ledger, liked("3EB0AAAAAAAA", "tea?"))
    [came] = told(ledger, liked("3EB0AAAAAAAA", "tea?", "👍"))
    assert isinstance(came, ReactionEvent)
    assert (came.emoji, came.added, came.contact_id) == ("👍", True, ALICE)
    [went] = told(ledger, liked("3EB0AAAAAAAA", "tea?"))
    assert isinstance(went, ReactionEvent)
    assert (went.emoji, went.added) == ("👍", False)


async def test_what_is_not_safe_is_told_again(ledger: Ledger) -> None:
    shown = wire.Conversation(
        name="Alice", rows=(said("3EB0AAAAAAAA", "hello"),), room=False
    )
    listed = wire.ChatList(rows=(LINE,), total=1)
    screen = wire.Screen(state="READY", at=1.0, list=listed, open=shown, language="en")
    first, second = ledger.page(screen, LINE), ledger.page(screen, LINE)
    assert first.events == second.events
    assert len(second.events) == 1


def test_a_line_is_news_where_it_reads_otherwise() -> None:
    lines = Lines()
    lines.begin([LINE], BEGUN)
    assert not list(lines.news([LINE]))
    later = wire.ChatRow(name="Alice", time="10:15 AM", preview="hello", unread=1)
    assert list(lines.news([later])) == [later]


def test_a_time_that_became_a_day_is_no_news() -> None:
    lines = Lines()
    lines.begin([LINE], BEGUN)
    old = wire.ChatRow(name="Alice", time="Yesterday", preview="hello", room=False)
    assert not list(lines.news([old]))


def test_lines_are_kept() -> None:
    lines, other = Lines(), Lines()
    other.open(lines.begin([LINE], BEGUN))
    assert not other.is_new
    assert not list(other.news([LINE]))


def test_marks_are_bounded() -> None:
    marks = [mark(said(f"3EB0{at:08}", "hello")) for at in range(KEPT + 5)]
    chat = Remembered(id=ALICE).with_marks([each for each in marks if each], heard=True)
    assert len(chat.marks) == KEPT
    assert chat.marks[-1].id == f"3EB0{KEPT + 4:08}"

"""What is told twice, what is settled, and what moves."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from puppets import (
    ContactPayload,
    GapEvent,
    InProcessMemory,
    MessageEvent,
    RoomMigrateEvent,
)
from puppets.events import Batch
from puppets.telegram.absence import Absence
from puppets.telegram.ledger import Ledger
from puppets.telegram.moves import Moves
from puppets.telegram.stream import Answer

from .updates import EVE, GROUP, JSON, ME, SUPERGROUP, said, standing, update

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_what_was_not_safe_is_no_echo() -> None:
    """A page that is lost on the way to the journal comes again, and is heard."""
    ledger = Ledger(InProcessMemory(), Moves())
    await ledger.open(ME)
    answer = Answer(
        (update(chat_member=standing(SUPERGROUP, "left", "member", EVE)),), "901"
    )
    lost = await ledger.page(answer)
    again = await ledger.page(answer)
    assert lost.events == again.events
    ledger.settle(again)
    assert (await ledger.page(answer)).events == []


async def test_what_was_known_stays_known_beside_what_is_new() -> None:
    memory = InProcessMemory()
    ledger = Ledger(memory, Moves())
    await ledger.open(ME)
    before = ContactPayload(id="7", name="Bob Stone", friend=True, phones=("+1",))
    await memory.save(before)
    page = await ledger.page(Answer((update(message=said(GROUP, text="hi")),)))
    assert before in page.known.values()


async def test_a_chat_that_speaks_is_no_contact_to_be_listed() -> None:
    memory = InProcessMemory()
    ledger = Ledger(memory, Moves())
    await ledger.open(ME)
    channel: JSON = {"id": -5, "type": "channel", "title": "news", "username": "n"}
    page = await ledger.page(Answer((update(channel_post=said(channel, None)),)))
    await memory.accept(page.batch("901"))
    assert await ledger.roll.contacts() == ["42"]
    assert await ledger.roll.rooms() == ["-5"]
    assert memory.cursor == "901"


# One commit.


async def test_what_a_page_comes_to_is_kept_with_it_and_not_before() -> None:
    memory, names = InProcessMemory(), ("crossed", "handle eve_1", "heard", "moved")
    ledger = Ledger(memory, Moves())
    await ledger.open(ME)
    comes = update(chat_member=standing(SUPERGROUP, "left", "member", EVE))
    moves = update(message=said(GROUP, migrate_to_chat_id=SUPERGROUP["id"]))
    page = await ledger.page(Answer((comes, moves)))
    assert [await memory.state(name) for name in names] == [None] * 4
    await memory.accept(page.batch("901"))
    assert None not in [await memory.state(name) for name in names]


async def test_a_handle_is_known_in_the_answer_that_tells_of_it() -> None:
    ledger = Ledger(InProcessMemory(), Moves())
    await ledger.open(ME)
    mention = {"type": "mention", "offset": 0, "length": 6}
    speaks = update(message=said(GROUP, EVE, text="hi"))
    called = update(message=said(GROUP, text="@eve_1 hi", entities=[mention]))
    page = await ledger.page(Answer((speaks, called)))
    event = page.events[-1]
    assert isinstance(event, MessageEvent)
    assert event.message.mention_ids == ("8",)


async def test_a_move_that_could_not_be_kept_is_told_again() -> None:
    moves = Moves()
    ledger = Ledger(InProcessMemory(), moves)
    await ledger.open(ME)
    moves.note(-1, -2)
    lost, page = await ledger.page(Answer()), await ledger.page(Answer())
    for each in (lost, page):
        assert [type(event) for event in each.events] == [RoomMigrateEvent]
    ledger.settle(page)
    assert (await ledger.page(Answer())).events == []


# Moves.


def test_a_room_may_move_again() -> None:
    moves = Moves()
    moves.note(-1, -2)
    moves.note(-2, -3)
    assert moves.all() == {-1: -3, -2: -3}
    assert (moves.now(-1), moves.now(-9)) == (-3, -9)
    assert moves.before(-3) == [-2, -1] or moves.before(-3) == [-1, -2]
    again = Moves()
    again.load(moves.dump())
    assert again.all() == moves.all()
    again.load(None)
    assert again.all() == {}
    assert json.loads(moves.dump()) == {"-1": -3, "-2": -3}


# Away too long.

HOUR = timedelta(hours=1)


async def heard(memory: InProcessMemory, *hours: int) -> None:
    """That Telegram was heard then, and that all of it is safe."""
    absence = Absence(memory)
    for hour in hours:
        now = NOW + hour * HOUR
        assert await absence.ends(now) is None
        note = absence.note(now)
        await memory.accept(Batch(state=note))
        absence.keep(now, noted=bool(note))


async def test_who_was_away_for_more_than_a_day_has_missed_something() -> None:
    memory = InProcessMemory()
    await heard(memory, 0, 1)
    assert await Absence(memory).ends(NOW + 25 * HOUR) is None
    assert not await Absence(memory).is_long(NOW + 25 * HOUR)
    gap = await Absence(memory).ends(NOW + 50 * HOUR)
    assert gap is not None
    assert (gap.since, gap.until) == (NOW + HOUR, NOW + 26 * HOUR)
    assert gap.key == "gap 2026-01-01T01:00:00+00:00"
    assert await Absence(memory).is_long(NOW + 50 * HOUR)


async def test_only_what_is_safe_counts_as_heard() -> None:
    memory = InProcessMemory()
    await heard(memory, 0, 1)
    absence = Absence(memory)
    for _ in range(2):  # it is told again where it could not be kept
        assert await absence.ends(NOW + 100 * HOUR) is not None
        absence.note(NOW + 100 * HOUR)
    absence.keep(NOW + 100 * HOUR, noted=True)
    assert await absence.ends(NOW + 101 * HOUR) is None


async def test_that_telegram_was_heard_is_noted_now_and_then() -> None:
    absence = Absence(InProcessMemory())
    assert absence.note(NOW)
    absence.keep(NOW, noted=True)
    assert not absence.note(NOW + timedelta(minutes=9))
    assert absence.note(NOW + timedelta(minutes=10))


async def test_who_was_never_heard_of_may_have_been_away_for_ever() -> None:
    assert await Absence(InProcessMemory()).is_long(NOW)


async def test_a_gap_is_told_with_the_first_answer() -> None:
    memory = InProcessMemory()
    await memory.set_state("heard", NOW.isoformat().encode())
    ledger = Ledger(memory, Moves())
    await ledger.open(ME)
    lost, page = await ledger.page(Answer()), await ledger.page(Answer())
    for each in (lost, page):
        assert [type(event) for event in each.events] == [GapEvent]
    ledger.settle(page)
    assert (await ledger.page(Answer())).events == []

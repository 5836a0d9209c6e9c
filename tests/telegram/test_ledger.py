"""What is told twice, what is settled, and what moves."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from puppets import (
    ContactPayload,
    GapEvent,
    InProcessMemory,
    RoomJoinEvent,
)
from puppets.telegram.absence import Absence
from puppets.telegram.crossings import Crossing, Crossings
from puppets.telegram.ledger import Ledger
from puppets.telegram.moves import Moves
from puppets.telegram.stream import Answer

from .updates import EVE, GROUP, JSON, ME, SUPERGROUP, said, standing, update

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("came", "seconds", "is_echo"),
    [
        (True, 0, True),
        (True, 30, True),
        (True, -30, True),
        (True, 31, False),
        (False, 0, False),
    ],
)
def test_what_is_told_again_soon_is_an_echo(
    came: bool, seconds: int, is_echo: bool
) -> None:
    told = Crossing("-1", "7", True, NOW)
    again = Crossing("-1", "7", came, NOW + timedelta(seconds=seconds))
    assert again.echoes(told) is is_echo
    assert not again.echoes(None)


def test_of_several_who_come_only_the_new_ones_are_told() -> None:
    crossings = Crossings()
    page = [Crossing("-1", "7", True, NOW)]
    both = RoomJoinEvent(
        room_id="-1", timestamp=NOW, inviter_id="8", invitee_ids=("7", "9")
    )
    fresh = crossings.fresh(both, page)
    assert isinstance(fresh, RoomJoinEvent)
    assert fresh.invitee_ids == ("9",)
    assert crossings.fresh(both, page) is None
    crossings.keep(page)
    assert crossings.fresh(both, []) is None


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
    assert await ledger.contacts() == ["42"]
    assert await ledger.rooms() == ["-5"]
    assert memory.cursor == "901"


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


async def test_who_was_away_for_more_than_a_day_has_missed_something() -> None:
    memory = InProcessMemory()
    first = Absence(memory)
    assert await first.ends(NOW) is None
    assert await first.ends(NOW + HOUR) is None
    assert await Absence(memory).ends(NOW + 24 * HOUR) is None
    gap = await Absence(memory).ends(NOW + 50 * HOUR)
    assert gap is not None
    assert (gap.since, gap.until) == (NOW, NOW + 26 * HOUR)
    assert gap.key == "gap 2026-01-01T00:00:00+00:00"


async def test_only_what_is_safe_counts_as_heard() -> None:
    memory = InProcessMemory()
    absence = Absence(memory)
    for hours in (0, 1, 2):
        await absence.ends(NOW + hours * HOUR)
    gap = await Absence(memory).ends(NOW + 100 * HOUR)
    assert gap is not None
    assert gap.since == NOW + HOUR


async def test_a_gap_is_told_with_the_first_answer() -> None:
    memory = InProcessMemory()
    await memory.set_state("heard", NOW.isoformat().encode())
    ledger = Ledger(memory, Moves())
    await ledger.open(ME)
    page = await ledger.page(Answer())
    assert [type(event) for event in page.events] == [GapEvent]
    assert (await ledger.page(Answer())).events == []

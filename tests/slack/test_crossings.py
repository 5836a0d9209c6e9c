"""Who comes and goes is told twice, and heard once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from puppets import Batch, InProcessMemory, RoomJoinEvent, RoomLeaveEvent
from puppets.slack.crossings import Crossing, Crossings

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def came(at: float, who: str = "U0BOB", room: str = "C0TEA") -> RoomJoinEvent:
    return RoomJoinEvent(
        room_id=room,
        inviter_id="U0ALICE",
        invitee_ids=(who,),
        timestamp=NOON + timedelta(seconds=at),
    )


def went(at: float, who: str = "U0BOB") -> RoomLeaveEvent:
    return RoomLeaveEvent(
        room_id="C0TEA",
        remover_id=who,
        removee_ids=(who,),
        timestamp=NOON + timedelta(seconds=at),
    )


def fresh(*events: RoomJoinEvent | RoomLeaveEvent) -> list[bool]:
    """Which of these, one after the other, are no echo of those before."""
    crossings, told = Crossings(InProcessMemory()), list[Crossing]()
    return [crossings.is_fresh(event, told) for event in events]


def test_the_second_telling_is_an_echo() -> None:
    assert fresh(came(0), came(0.1)) == [True, False]
    assert fresh(came(0.1), came(0)) == [True, False]
    assert fresh(went(0), went(29)) == [True, False]


def test_who_comes_again_much_later_is_heard_again() -> None:
    assert fresh(came(0), came(31)) == [True, True]


def test_who_goes_and_comes_again_at_once_is_heard_again() -> None:
    assert fresh(came(0), went(1), came(2)) == [True, True, True]


def test_a_telling_that_comes_late_is_an_echo_all_the_same() -> None:
    assert fresh(came(0), went(1), came(0.1)) == [True, True, False]
    assert fresh(came(0), went(1), came(2), went(1.1), came(2.1)) == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_others_and_other_rooms_are_no_echo() -> None:
    assert fresh(came(0), came(0, who="U0EVE"), came(0, room="C0CAKE")) == [True] * 3


async def test_what_was_told_is_remembered_once_it_is_safe() -> None:
    memory = InProcessMemory()
    first, told = Crossings(memory), list[Crossing]()
    assert first.is_fresh(came(0), told)
    unsafe = Crossings(memory)
    await unsafe.open()
    assert unsafe.is_fresh(came(0.1), [])
    await memory.accept(Batch(state=first.state(told)))
    first.keep(told)
    again = Crossings(memory)
    await again.open()
    assert not again.is_fresh(came(0.1), [])
    assert not first.is_fresh(came(0.1), [])


async def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("puppets.slack.crossings.KEPT", 3)
    crossings, told = Crossings(InProcessMemory()), list[Crossing]()
    for number in range(4):
        assert crossings.is_fresh(came(0, who=f"U{number}"), told)
    crossings.keep(told)
    assert crossings.is_fresh(came(0, who="U0"), [])
    assert not crossings.is_fresh(came(0, who="U3"), [])

"""Who comes and goes is told by two roads, of which either may be far ahead."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest

from puppets import (
    ErrorEvent,
    InProcessMemory,
    RoomJoinEvent,
    RoomLeaveEvent,
)
from puppets.payloads import Payload
from puppets.telegram.crossings import KEPT, Crossings, Pending, Road
from puppets.telegram.stream import Told

from .tellings import START, Hearer, by_message, by_standing, told
from .updates import BOB, EVE, SELF, SUPERGROUP, WHEN, said

P = TypeVar("P", bound=Payload)

pytestmark = pytest.mark.anyio


def ways(first: Sequence[Told], second: Sequence[Told]) -> Iterator[list[Told]]:
    """Every order in which two roads may tell, each of them in its own."""
    count = len(first) + len(second)
    for places in map(set, itertools.combinations(range(count), len(first))):
        one, other = iter(first), iter(second)
        yield [next(one if at in places else other) for at in range(count)]


@pytest.mark.parametrize("seconds", [0, 1, 20], ids="{} s apart".format)
@pytest.mark.parametrize("crossings", [1, 2, 3, 4])
@pytest.mark.parametrize("dies", [False, True], ids=["lives on", "ends after each"])
async def test_whichever_road_is_ahead_each_crossing_is_heard_once(
    crossings: int, seconds: int, dies: bool
) -> None:
    course = [(at, START + at * seconds, at % 2 == 0) for at in range(crossings)]
    standings = [by_standing(900 + n, date, came=came) for n, date, came in course]
    messages = [by_message(950 + n, date, came=came) for n, date, came in course]
    for way in ways(standings, messages):
        hearer = Hearer()
        await hearer.begin()
        for each in way:
            await hearer.hear(each, settled=not dies)
            if dies:
                await hearer.begin()
            is_in = hearer.heard[-1] == "came"
            assert ("8" in await hearer.members()) is is_in
            await hearer.hear(each)  # the answer to it was lost
            assert ("8" in await hearer.members()) is is_in
        assert hearer.heard == ["came", "went", "came", "went"][:crossings]


async def test_all_that_one_answer_tells_is_heard_once(hearer: Hearer) -> None:
    course = [(n, n % 2 == 0) for n in range(4)]
    standings = [by_standing(900 + n, START, came=came) for n, came in course]
    messages = [by_message(950 + n, START, came=came) for n, came in course]
    await hearer.hear(*standings, *messages)
    assert hearer.heard == ["came", "went", "came", "went"]
    assert await hearer.members() == ["7"]


async def test_the_dates_of_both_roads_may_differ_a_little(hearer: Hearer) -> None:
    await hearer.hear(by_standing(900, START, came=True))
    await hearer.hear(by_message(901, START + 2, came=True))
    await hearer.hear(by_message(902, START + 10, came=False))
    await hearer.hear(by_standing(903, START + 9, came=False))
    assert hearer.heard == ["came", "went"]
    assert "8" not in await hearer.members()


async def test_who_comes_again_later_by_the_same_road_is_heard(hearer: Hearer) -> None:
    """In a large group nobody says so in the chat."""
    for number in range(20):
        came = number % 2 == 0
        await hearer.hear(by_standing(900 + number, START + number, came=came))
    assert hearer.heard == ["came", "went"] * 10


@pytest.mark.parametrize("seconds", [0, 60], ids="{} s apart".format)
async def test_what_is_told_late_by_the_only_road_changes_nothing_that_is_known(
    hearer: Hearer, seconds: int
) -> None:
    """Of its coming one road told nothing: the bot was no administrator then."""
    await hearer.hear(by_standing(900, START + seconds, came=False))
    await hearer.hear(by_message(901, START, came=True))
    assert "8" not in await hearer.members()
    await hearer.hear(by_message(902, START + seconds, came=False))
    assert hearer.heard == ["went", "came"]
    assert "8" not in await hearer.members()


async def test_who_is_told_late_to_have_gone_stays_a_member(hearer: Hearer) -> None:
    await hearer.hear(by_standing(900, START + 60, came=True))
    await hearer.hear(by_message(901, START, came=False))
    assert hearer.heard == ["came", "went"]
    assert "8" in await hearer.members()


async def test_a_crossing_that_is_told_again_after_the_next_changes_nothing(
    hearer: Hearer,
) -> None:
    comes = by_standing(900, START, came=True)
    for each in (comes, by_standing(901, START, came=False), comes):
        await hearer.hear(each)
    assert hearer.heard == ["came", "went"]
    assert "8" not in await hearer.members()


class Broken(InProcessMemory):
    """A memory that fails once, as nobody has thought of."""

    works = False

    async def load(self, kind: type[P], key: str) -> P | None:
        if not self.works:
            self.works = True
            raise RuntimeError(key)
        return await super().load(kind, key)


async def test_a_crossing_that_could_not_be_told_is_heard_by_the_other_road(
    hearer: Hearer,
) -> None:
    hearer.memory = Broken()
    await hearer.begin()
    [event] = await hearer.hear(by_standing(900, START, came=True))
    assert isinstance(event, ErrorEvent)
    await hearer.hear(by_message(901, START, came=True))
    assert hearer.heard == ["came"]


async def test_of_several_who_come_only_the_new_ones_are_told(hearer: Hearer) -> None:
    await hearer.hear(by_standing(900, START, came=True))
    both = said(SUPERGROUP, BOB, new_chat_members=[EVE, SELF])
    [event] = [
        event
        for event in await hearer.hear(told(901, message=both))
        if isinstance(event, RoomJoinEvent)
    ]
    assert event.invitee_ids == ("42",)


# What is kept of it.


def test_what_is_kept_is_bounded_and_the_oldest_is_forgotten() -> None:
    crossings = Crossings()
    for number in range(KEPT + 10):
        event = RoomJoinEvent(
            key=str(number),
            room_id="-1",
            timestamp=WHEN,
            inviter_id="7",
            invitee_ids=(str(number),),
        )
        pending: Pending = {}
        assert crossings.fresh(event, Road.MESSAGE, pending) == event
        kept = crossings.dump(pending)
        crossings.keep(pending)
    assert list(json.loads(kept)) == [f"-1 {n}" for n in range(10, KEPT + 10)]
    assert len(kept) < 50_000
    again = Crossings()
    again.load(kept)
    assert again.dump({}) == kept
    again.load(None)
    assert again.dump({}) == b"{}"


def test_what_was_told_is_remembered_in_one_line() -> None:
    crossings = Crossings()
    pending: Pending = {}
    event = RoomLeaveEvent(
        key="900", room_id="-1", timestamp=WHEN, remover_id="7", removee_ids=("8",)
    )
    crossings.fresh(event, Road.STANDING, pending)
    wanted = b'{"-1 8":[[false,"2023-11-14T22:13:20Z",{"s":"900"}]]}'
    assert crossings.dump(pending) == wanted

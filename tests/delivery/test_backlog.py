"""What piled up while the platform was out of reach: all of it comes, and in little room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from conformance import World
from conformance.life import Life
from conformance.lines import Begun, Born, Finished
from conformance.nursery import Lives, Nursery

from .room import IS_TOLD, Room

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not IS_TOLD, reason="the system tells no process's memory"),
]

BACKLOG = 10_000
CONVERSATIONS = 20
MOST_GROWTH = 50.0
PATIENCE = 90.0


@asynccontextmanager
async def living(world: World, path: Path) -> AsyncIterator[Life]:
    """A puppet in a process of its own, where nothing else takes room."""
    with Nursery() as nursery:
        async with Lives(nursery, world.recipe(), path).another() as life:
            yield life


@pytest.fixture
def world(any_world: World) -> World:
    return any_world


def room_of(life: Life) -> Room:
    born = life.told[0]
    assert isinstance(born, Born)
    return Room(born.pid)


async def finished(life: Life, count: int) -> None:
    """Wait until so many messages are handled, and that is kept."""
    found, looked = 0, 0

    def is_so() -> bool:
        nonlocal found, looked
        news, looked = life.told[looked:], len(life.told)
        found += sum(isinstance(line, Finished) for line in news)
        return found >= count

    await life.until(is_so, f"{count} messages to be handled", within=PATIENCE)


def heard(life: Life) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in life.told:
        if isinstance(line, Begun):
            found[line.conversation_id].append(line.text)
    return dict(found)


async def test_a_backlog_after_an_outage_is_handled_in_order_and_in_little_room(
    world: World, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    people = [await world.human(f"Person {n}") for n in range(CONVERSATIONS)]
    said: dict[str, list[str]] = {person.id: ["before"] for person in people}
    async with living(world, tmp_path / "memory.db") as life:
        for person in people:
            await person.says("before")
        await finished(life, CONVERSATIONS)
        room = room_of(life)
        await world.goes_down()
        for number in range(BACKLOG):
            person = people[number % CONVERSATIONS]
            await person.says(str(number))
            said[person.id].append(str(number))
        before = room.now()
        await world.comes_up()
        await finished(life, CONVERSATIONS + BACKLOG)
        growth = room.most() - before
    record_property("handled", BACKLOG)
    record_property("MB more", round(growth, 1))
    assert heard(life) == said
    assert growth <= MOST_GROWTH

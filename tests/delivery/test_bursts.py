"""Much at once: all of it is handled, in order, and side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance import World
from puppets import InProcessMemory, Memory, MessageEvent, SqliteMemory

from .audience import Audience

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]

MESSAGES = 500
CONVERSATIONS = 100
PATIENCE = 40.0
AS_FAST_AS_THE_SLOWEST = 1.3


@pytest.fixture(params=["in process", "on disk"])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Memory:
    if request.param == "on disk":
        return SqliteMemory(tmp_path / "memory.db")
    return InProcessMemory()


async def burst(
    world: World, memory: Memory, audience: Audience, conversations: int
) -> dict[str, list[str]]:
    """Let so many people say all that there is to be said, by turns; what was said."""
    people = [await world.human(f"Person {n}") for n in range(conversations)]
    said: dict[str, list[str]] = {person.id: [] for person in people}
    puppet = world.recipe()(memory)
    puppet.on(MessageEvent, audience.hear)
    async with puppet, asyncio.timeout(PATIENCE):
        for number in range(MESSAGES):
            person = people[number % conversations]
            await person.says(str(number))
            said[person.id].append(str(number))
        await audience.has_heard(MESSAGES)
    return said


@pytest.mark.parametrize(
    "conversations", [1, CONVERSATIONS], ids=["in one conversation", "over 100"]
)
async def test_a_burst_is_handled_once_and_in_order(
    world: World,
    memory: Memory,
    conversations: int,
    record_property: Callable[[str, object], None],
) -> None:
    audience = Audience()
    said = await burst(world, memory, audience, conversations)
    figures = {
        "lost": audience.lost(said),
        "repeated": audience.repeated(),
        "inversions": audience.inversions(),
    }
    for name, figure in figures.items():
        record_property(name, figure)
    assert figures == {"lost": 0, "repeated": 0, "inversions": 0}


async def test_many_conversations_take_hardly_longer_than_the_slowest(
    world: World, memory: Memory, record_property: Callable[[str, object], None]
) -> None:
    """One after the other they would take a hundred times as long."""
    audience = Audience(takes=0.3)
    await burst(world, memory, audience, CONVERSATIONS)
    ratio = audience.together() / audience.slowest()
    record_property("times the slowest", round(ratio, 2))
    assert audience.inversions() == 0
    assert ratio <= AS_FAST_AS_THE_SLOWEST

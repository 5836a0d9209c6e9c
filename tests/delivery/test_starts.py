"""A puppet may be started and stopped for ever: nothing is left of it (1.4)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance import Human, World
from conformance.leftovers import Leftovers
from puppets import InProcessMemory, Memory, MessageEvent, Puppet, SqliteMemory
from puppets_standins.mock import MockWorld
from puppets_standins.telegram.webhook_world import WebhookWorld
from puppets_standins.telegram.world import TelegramWorld

from .size import size, steps

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]

WORLDS: dict[str, type[World]] = {
    "mock": MockWorld,
    "telegram by poll": TelegramWorld,
    "telegram by webhook": WebhookWorld,
}
MEMORIES: dict[str, Callable[[Path], Memory]] = {
    "in process": lambda _: InProcessMemory(),
    "sqlite": SqliteMemory,
}
WARM = 4
"""Rounds after which whatever is made once is made."""


@pytest.mark.parametrize("remember", MEMORIES.values(), ids=MEMORIES)
@pytest.mark.parametrize("world_type", WORLDS.values(), ids=WORLDS)
async def test_a_start_and_a_stop_leave_nothing_behind(
    world_type: type[World],
    remember: Callable[[Path], Memory],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """Every other round is one of the same puppet, the rest are of new ones."""
    rounds, path = size(50, 500), tmp_path / "memory.sqlite"
    async with world_type() as world:
        # Several, for a puppet is slow to say much to one.
        people = [await world.human(f"Alice {n}") for n in range(size(5, 50))]
        make = world.recipe()
        kept = make(remember(path))

        async def round_of(number: int) -> None:
            puppet = kept if number % 2 else make(remember(path))
            await live(puppet, people[number // 2 % len(people)], number)

        for number in range(WARM):
            await round_of(number)
        before, left = await settled(), Leftovers()
        for number in steps(range(WARM, rounds + WARM), "starts"):
            await round_of(number)
        await left.assert_none()
        for what, count in counts().items():
            record_property(f"{what} more", count - before[what])
            assert count <= before[what], f"{count} {what}, and {before[what]} before"
    record_property("starts", rounds)


async def test_what_is_left_behind_would_be_seen(tmp_path: Path) -> None:
    left, before = Leftovers(), counts()
    task = asyncio.create_task(asyncio.Event().wait())
    released = threading.Event()
    thread = threading.Thread(target=released.wait)
    thread.start()
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    with (tmp_path / "open").open("w"):
        found = counts()
        with pytest.raises(AssertionError, match="left behind"):
            await left.assert_none()
    assert {what: found[what] - before[what] for what in found} == {
        "tasks": 1,
        "threads": 1,
        "sockets": 1,
        "descriptors": 2,
    }
    server.close()
    released.set()
    thread.join()
    task.cancel()


async def live(puppet: Puppet, alice: Human, number: int) -> None:
    """Start, hear something, say something, stop."""
    with puppet.listen(MessageEvent) as messages:
        async with puppet, asyncio.timeout(10):
            await alice.says(f"round {number}")
            async for event in messages:
                if event.message.text == f"round {number}":
                    break
            await puppet.message_send_text(alice.id, f"heard {number}")
    assert (await alice.sees())[-1].text == f"heard {number}"


async def settled() -> dict[str, int]:
    """What is open once the other ends, which close in their own time, have closed."""
    found, same = counts(), 0
    while same < 20:
        await asyncio.sleep(0.01)
        again = counts()
        same = same + 1 if again == found else 0
        found = again
    return found


def counts() -> dict[str, int]:
    """What is open, but for the threads that the event loop keeps for whoever needs one."""
    threads = [
        one for one in threading.enumerate() if not one.name.startswith("asyncio_")
    ]
    files = [_target(file) for file in Path("/proc/self/fd").iterdir()]
    return {
        "tasks": len(asyncio.all_tasks()),
        "threads": len(threads),
        "sockets": sum(file.startswith("socket:") for file in files),
        "descriptors": len(files),
    }


def _target(file: Path) -> str:
    try:
        return str(file.readlink())
    except OSError:  # the listing's own, closed by now
        return ""

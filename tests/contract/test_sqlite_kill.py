"""What a memory in a file said is kept, is kept, whenever its process is killed."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from puppets import Batch, MessageEvent, SqliteMemory
from puppets._sqlite.inspection import inspect
from tests.contract.accepting import BATCH, batch, running
from tests.delivery.size import size

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]

SEED = 20260101


@dataclass(slots=True)
class Told:
    """What the process said of its memory before it was killed."""

    kept: int = -1
    finished: set[str] = field(default_factory=set)

    def hear(self, line: bytes) -> None:
        match line.decode().partition(" "):
            case "kept", _, number:
                self.kept = int(number)
            case "finished", _, identity:
                self.finished.add(identity.strip())
            case other:
                raise AssertionError(other)


async def killed(path: Path, told: Told, lines: int, seconds: float) -> None:
    """Have the process work, kill it, and hear the rest of what it said."""
    async with running("accept", path) as (process, says):
        for _ in range(lines):
            told.hear(await says.readline())
        await asyncio.sleep(seconds)  # to be killed anywhere, not just after it spoke
        process.send_signal(signal.SIGKILL)
        async for line in says:
            if line.endswith(b"\n"):
                told.hear(line)
        await process.wait()


async def test_whole_batches_outlive_a_kill_and_all_that_were_said_to_be_kept(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "tiny.sqlite"
    chance = random.Random(SEED)
    told = Told()
    lost = torn = repeated = 0
    kills = size(12, 100)
    for _ in range(kills):
        await killed(path, told, chance.randint(1, 60), chance.uniform(0, 0.02))
        memory = SqliteMemory(path, keys_kept=200, payloads_kept=100)
        assert await memory.open() == ()
        last = int(memory.cursor or -1)
        lost += last < told.kept
        waiting = {entry.event.identity for entry in await memory.unfinished()}
        repeated += len(waiting & told.finished)
        struck = {f"message {n}" for n in range((last + 1) * BATCH)} - waiting
        # An entry may be finished without that having been said any more; one at most.
        torn += len(struck - told.finished) > 1
        assert await memory.accept(batch(last)) == ()
        told.kept, told.finished = last, struck
        await memory.close()
    record_property("kills", kills)
    record_property("batches", told.kept + 1)
    record_property("lost", lost)
    record_property("torn", torn)
    record_property("finished twice", repeated)
    assert told.kept > kills
    assert (lost, torn, repeated) == (0, 0, 0)


async def test_each_start_counts_what_it_brings_again(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path)
    for again in range(3):
        await memory.open()
        await memory.accept(batch(again))
        await memory.unfinished()
        await memory.close()
    waiting = inspect(path).waiting
    assert [(each.number, each.again) for each in waiting if each.again] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]


async def test_a_number_is_given_once(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    numbers: list[int] = []
    for n in range(3):
        await memory.open()
        entries = await memory.accept(batch(n))
        numbers += [entry.number for entry in entries]
        await memory.finish(*numbers)
        await memory.close()
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3 * BATCH


def test_a_batch_is_messages() -> None:
    assert all(isinstance(event, MessageEvent) for event in batch(1).events)
    assert batch(1) != Batch()

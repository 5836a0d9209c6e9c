"""However long it runs, a memory in a file stays as large as it was allowed to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from puppets import (
    Batch,
    ContactPayload,
    ErrorEvent,
    Malformed,
    MessagePayload,
    SqliteMemory,
)
from puppets._sqlite.inspection import inspect
from puppets.memory import Entry
from tests.contract.tiny import said
from tests.delivery.size import size, steps

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]


def on_disk(path: Path) -> int:
    return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))


async def test_the_file_stays_as_large_as_it_was(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path, keys_kept=5_000, payloads_kept=2_000)
    await memory.open()
    number, sizes = 0, []
    for _ in steps(range(size(10, 60)), "events in a file"):
        for _ in range(25):
            ids = range(number, number + 200)
            events = tuple(said(str(id), by=f"c{id % 50}") for id in ids)
            entries = await memory.accept(Batch(events=events, cursor=str(number)))
            await memory.finish(*(entry.number for entry in entries))
            number += 200
        sizes.append(on_disk(path))
    await memory.close()
    record_property("events", number)
    record_property("KB at a fifth", sizes[len(sizes) // 5] // 1024)
    record_property("KB at the end", sizes[-1] // 1024)
    record_property("KB closed", on_disk(path) // 1024)
    assert max(sizes) <= sizes[len(sizes) // 5] * 1.1
    held = inspect(path)
    assert 5_000 <= held.keys <= 5_500
    assert 2_000 <= held.payloads["MessagePayload"] <= 2_100
    assert held.waiting == ()


async def test_a_backlog_that_is_worked_off_leaves_its_room_to_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path, keys_kept=100, payloads_kept=100)
    await memory.open()
    sizes = []
    for turn in range(4):
        entries: list[Entry] = []
        for n in range(20):
            events = tuple(said(f"{turn} {n} {each}") for each in range(100))
            entries += await memory.accept(Batch(events=events))
        await memory.finish(*(entry.number for entry in entries))
        await memory.close()
        sizes.append(on_disk(path))
        await memory.open()
    await memory.close()
    assert max(sizes[1:]) <= sizes[0] * 1.1


async def test_the_newest_keys_are_kept_over_restarts(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite", keys_kept=100)
    for n in range(30):
        await memory.open()
        await memory.accept(Batch(events=tuple(said(f"{n} {m}") for m in range(10))))
        await memory.close()
    await memory.open()
    newest = tuple(said(f"{n} {m}") for n in range(20, 30) for m in range(10))
    assert await memory.accept(Batch(events=newest)) == ()
    oldest = tuple(said(f"0 {m}") for m in range(10))
    assert len(await memory.accept(Batch(events=oldest))) == 10
    await memory.close()
    assert inspect(memory.path).keys <= 110


async def test_messages_age_and_people_do_not(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    age = timedelta(days=30)
    memory = SqliteMemory(path, payload_age=age)
    await memory.open()
    await memory.save(*(said(id).message for id in "abc"))
    await memory.save(ContactPayload(id="alice", name="Alice"))
    await memory.close()
    long = age / timedelta(milliseconds=1) + 1
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE messages SET kept_at = kept_at - ? WHERE key < 'c'", (long,)
        )
        connection.execute("UPDATE payloads SET kept_at = kept_at - ?", (long,))
    await memory.open()
    await memory.save(said("d").message)
    assert await memory.keys(MessagePayload) == ("c", "d")
    assert await memory.keys(ContactPayload) == ("alice",)
    await memory.close()


async def test_a_message_is_found_among_many(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    await memory.open()
    for n in range(0, 5000, 500):
        await memory.save(*(said(str(id)).message for id in range(n, n + 500)))
    await memory.save(said("7", text="edited").message)
    for id in ("0", "1023", "1024", "4999"):
        assert await memory.load(MessagePayload, id) == said(id).message
    assert await memory.load(MessagePayload, "7") == said("7", text="edited").message
    assert await memory.load(MessagePayload, "5000") is None
    await memory.forget(MessagePayload, "7")
    assert await memory.load(MessagePayload, "7") is None
    assert len(await memory.keys(MessagePayload)) == 4999
    await memory.close()


async def test_the_newest_of_what_nobody_could_read_is_kept(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite", malformed_kept=3)
    await memory.open()
    for n in range(10):
        error = Malformed(f"number {n}", update=b"{")
        await memory.accept(Batch(events=(ErrorEvent(error=error),)))
    kept = [str(error) for error in await memory.malformed()]
    assert kept == ["number 7", "number 8", "number 9"]
    await memory.close()


async def test_what_a_platform_repeats_for_ever_makes_nothing_grow(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    alice = ContactPayload(id="alice", name="Alice")
    batch = Batch(events=tuple(said(str(n)) for n in range(100)), known=(alice,))
    await memory.finish(*(entry.number for entry in await memory.accept(batch)))
    before = on_disk(path)
    for n in range(200):
        await memory.accept(Batch(events=batch.events, known=(alice,), cursor=str(n)))
    await memory.close()
    assert on_disk(path) <= before
    assert inspect(path).keys == 100

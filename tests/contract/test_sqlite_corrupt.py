"""A file that is not whole is set aside, said, and followed by a new one."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from puppets import (
    Batch,
    ErrorEvent,
    SqliteMemory,
    StorageCorrupt,
    StorageError,
)
from puppets._sqlite.inspection import inspect
from tests.contract.accepting import running
from tests.contract.tiny import TinyPuppet, said

pytestmark = pytest.mark.anyio

PAGE = 4096


def garbage(path: Path) -> None:
    path.write_bytes(b"these are a person's notes, and no database " * 300)


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)


def head(path: Path) -> None:
    os.truncate(path, 50)


def scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(2 * PAGE)
        file.write(os.urandom(path.stat().st_size - 3 * PAGE))


def log_is_garbage(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"\x99" * 2 * PAGE)


DAMAGES = (garbage, half, head, scribbled, log_is_garbage)


async def filled(path: Path) -> None:
    memory = SqliteMemory(path)
    await memory.open()
    for n in range(20):
        events = tuple(said(f"{n} {each}") for each in range(20))
        await memory.accept(Batch(events=events, cursor=str(n)))
    await memory.close()


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_file_that_is_not_whole_is_set_aside_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "tiny.sqlite"
    await filled(path)
    damage(path)
    held = path.read_bytes()
    memory = SqliteMemory(path)
    (said_so,) = await memory.open()
    assert isinstance(said_so, StorageCorrupt)
    assert str(path) in str(said_so)
    assert Path(said_so.path).name in str(said_so)
    assert Path(said_so.path).parent == tmp_path
    assert Path(said_so.path).read_bytes()[PAGE:] == held[PAGE:]
    assert (memory.cursor, memory.depth) == (None, 0)
    assert len(await memory.accept(Batch(events=(said("0 0"),), cursor="c"))) == 1
    await memory.close()
    assert await memory.open() == ()
    assert memory.cursor == "c"
    await memory.close()


async def test_each_file_that_is_not_whole_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    for n in range(3):
        path.write_bytes(b"%d: no database" % n * 100)
        memory = SqliteMemory(path)
        assert len(await memory.open()) == 1
        await memory.close()
    aside = [
        each
        for each in tmp_path.glob("tiny.sqlite.corrupt-*")
        if not each.name.endswith(("-wal", "-shm"))
    ]
    assert {each.read_bytes()[:1] for each in aside} == {b"0", b"1", b"2"}


async def test_its_log_is_set_aside_with_it(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    await filled(path)
    log_is_garbage(path)
    memory = SqliteMemory(path)
    (said_so,) = await memory.open()
    assert isinstance(said_so, StorageCorrupt)
    assert Path(f"{said_so.path}-wal").read_bytes() == b"\x99" * 2 * PAGE
    await memory.close()


@pytest.mark.parametrize("log", [b"", b"\0" * 100], ids=["empty", "never written"])
async def test_a_file_of_no_bytes_is_simply_new(tmp_path: Path, log: bytes) -> None:
    path = tmp_path / "tiny.sqlite"
    path.touch()
    path.with_name("tiny.sqlite-wal").write_bytes(log)
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    await memory.close()
    assert not list(tmp_path.glob("*corrupt*"))


async def test_the_end_of_a_log_that_a_power_cut_left_is_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    async with running("accept", path) as (process, says):
        for _ in range(20):
            await says.readline()
        process.send_signal(signal.SIGKILL)
        await process.wait()
    depth = len(inspect(path).waiting)
    with path.with_name("tiny.sqlite-wal").open("ab") as log:
        log.write(os.urandom(PAGE + 24) + b"\0" * 100)
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    assert memory.depth == depth > 0
    await memory.close()


async def test_a_file_that_somebody_holds_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("puppets._sqlite.opening.BUSY", 0.05)
    path = tmp_path / "tiny.sqlite"
    await filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=f"{path} cannot be used: .*locked"):
            await SqliteMemory(path).open()
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    assert memory.depth == 400
    await memory.close()


async def test_a_stranger_that_holds_the_file_for_a_moment_is_waited_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        calls = [
            asyncio.create_task(memory.accept(Batch(events=(said(id),)))) for id in "ab"
        ]
        done, _ = await asyncio.wait(calls, timeout=0.1)
        assert not done
        stranger.execute("ROLLBACK")
        assert len(await asyncio.gather(*calls)) == 2
    await memory.close()


async def test_a_file_that_breaks_while_it_is_used_is_looked_into_at_the_next_start(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    for n in range(0, 10_000, 500):
        events = tuple(said(str(id), text="tea " * 100) for id in range(n, n + 500))
        await memory.accept(Batch(events=events))
    await memory.close()
    await memory.open()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4 * PAGE)
        file.write(os.urandom(size - 4 * PAGE))
    with pytest.raises(StorageError, match=f"{path} cannot be used: .*next start"):
        await memory.unfinished()
    await memory.close()
    (said_so,) = await memory.open()
    assert isinstance(said_so, StorageCorrupt)
    await memory.close()


async def test_a_puppet_says_that_its_memory_was_lost(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    garbage(path)
    puppet = TinyPuppet(memory=SqliteMemory(path))
    with puppet.listen(ErrorEvent) as errors:
        async with puppet:
            error = (await anext(errors)).error
    assert isinstance(error, StorageCorrupt)
    assert Path(error.path).is_file()

"""A look into a memory's file shows what is in it, and changes nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from puppets import (
    Batch,
    ContactPayload,
    ErrorEvent,
    GapEvent,
    Malformed,
    SqliteMemory,
    StorageError,
)
from puppets._sqlite.inspection import inspect
from puppets._sqlite.schema import VERSION
from tests.contract.accepting import running
from tests.contract.tiny import NOON, said

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tiny puppet #1?.sqlite"


async def filled(path: Path) -> SqliteMemory:
    memory = SqliteMemory(path)
    await memory.open()
    error = Malformed("no number", path="$.id", update=b'{"id": "x"}')
    gap = GapEvent(key="g", since=NOON, until=NOON)
    events = (said("1", by="alice"), gap, said("2"), ErrorEvent(error=error))
    await memory.accept(
        Batch(events=events, cursor="c", known=(ContactPayload(id="a", name="A"),))
    )
    await memory.finish(3)
    return memory


async def test_it_shows_all_that_is_there(path: Path) -> None:
    memory = await filled(path)
    held = inspect(path)
    assert (held.path, held.cursor, held.version) == (path, "c", VERSION)
    assert held.owner is not None
    assert held.owner.startswith(f"process {os.getpid()} (")
    assert [
        (each.number, each.kind, each.conversation_id) for each in held.waiting
    ] == [
        (1, "MessageEvent", "alice"),
        (2, "GapEvent", None),
    ]
    first = held.waiting[0]
    assert msgspec.json.decode(first.event)["message"]["text"] == "hello"
    assert abs(first.accepted_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert first.again == 0
    (unreadable,) = held.unreadable
    assert (unreadable.path, unreadable.message) == ("$.id", "no number")
    assert unreadable.update == b'{"id": "x"}'
    assert held.keys == 3
    assert held.payloads == {"ContactPayload": 1, "MessagePayload": 2}
    assert held.size > 4096
    await memory.close()


async def test_nobody_has_a_file_that_is_closed(path: Path) -> None:
    memory = await filled(path)
    await memory.close()
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    held = inspect(path)
    assert held.owner is None
    assert len(held.waiting) == 2
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


async def test_a_file_whose_process_was_killed_is_shown(path: Path) -> None:
    async with running("accept", path) as (process, says):
        assert await says.readline() == b"kept 0\n"
        process.send_signal(signal.SIGKILL)
        await process.wait()
    before = path.read_bytes()
    held = inspect(path)
    assert held.owner is None
    assert held.cursor is not None
    assert path.read_bytes() == before
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    assert memory.depth == len(held.waiting)
    await memory.close()


async def test_looking_does_not_hold_up_the_owner(path: Path) -> None:
    memory = await filled(path)
    for n in range(20):
        assert len(inspect(path).waiting) == 2 + n
        await memory.accept(Batch(events=(said(f"more {n}"),)))
    await memory.close()


async def test_looking_just_now_does_not_keep_a_puppet_from_starting(
    path: Path,
) -> None:
    memory = await filled(path)
    await memory.close()
    for _ in range(10):
        inspect(path)
        assert await memory.open() == ()
        await memory.close()


def test_what_is_not_there_is_an_error(path: Path) -> None:
    with pytest.raises(StorageError, match=r"there is no memory at .*#1"):
        inspect(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"no database" * 500], ids=["empty", "notes"])
def test_what_is_no_memory_is_an_error(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="tiny puppet #1"):
        inspect(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_an_error(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE cookies (host)")
    with pytest.raises(StorageError, match=r"#1.*is not a puppet's memory"):
        inspect(path)


async def test_what_people_said_stands_in_no_repr(path: Path) -> None:
    memory = await filled(path)
    await memory.close()
    assert "hello" not in repr(inspect(path))
    assert '"x"' not in repr(inspect(path))

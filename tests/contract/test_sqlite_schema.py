"""Files of older versions are migrated; those of newer ones, and of others, are left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from puppets import Batch, ContactPayload, MessagePayload, SqliteMemory, StorageError
from puppets._sqlite.rows import write_event, write_payload
from puppets._sqlite.schema import APPLICATION, STEPS, VERSION
from tests.contract.tiny import said

pytestmark = pytest.mark.anyio

ALICE = ContactPayload(id="alice", name="Alice")

# What a file of the first version held. A later step's own columns are not among these.
ROWS: tuple[tuple[str, tuple[object, ...]], ...] = (
    (
        """
        INSERT INTO journal (conversation_id, kind, event, accepted_at)
        VALUES (?, ?, ?, ?)
        """,
        ("alice", "MessageEvent", write_event(said("1")), 1_767_268_800_000),
    ),
    ("INSERT INTO seen (identity) VALUES (?)", ("message 1",)),
    (
        "INSERT INTO messages (key, payload, kept_at) VALUES (?, ?, ?)",
        ("1", write_payload(said("1").message), 9_000_000_000_000),
    ),
    (
        "INSERT INTO payloads (kind, key, payload, kept_at) VALUES (?, ?, ?, ?)",
        ("ContactPayload", "alice", write_payload(ALICE), 1_767_268_800_000),
    ),
    ("INSERT INTO state VALUES (?, ?)", ("moved", b"-1 -100")),
    ("INSERT INTO standing VALUES (?, ?)", ("cursor", "c")),
)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def shape(path: Path) -> list[tuple[object, ...]]:
    with opened(path) as connection:
        query = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("version", range(1, VERSION))
async def test_a_file_that_stopped_at_an_earlier_step_is_migrated_with_its_rows(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.sqlite"
    with opened(path) as connection:
        for statement in [each for step in STEPS[:version] for each in step]:
            connection.execute(statement)
        for statement, row in ROWS:
            connection.execute(statement, row)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    (entry,) = await memory.unfinished()
    assert entry.event == said("1")
    assert (memory.cursor, memory.depth) == ("c", 1)
    assert await memory.accept(Batch(events=(said("1"),))) == ()
    assert await memory.load(MessagePayload, "1") == said("1").message
    assert await memory.load(ContactPayload, "alice") == ALICE
    assert await memory.state("moved") == b"-1 -100"
    await memory.close()
    new = SqliteMemory(tmp_path / "new.sqlite")
    await new.open()
    await new.close()
    assert shape(path) == shape(new.path)


async def test_a_file_of_a_version_to_come_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    with opened(path) as connection:
        connection.execute("CREATE TABLE journal (of_tomorrow)")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StorageError, match=f"{path} is of version {VERSION + 1}"):
        await SqliteMemory(path).open()
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*corrupt*"))


async def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "cookies.sqlite"
    with opened(path) as connection:
        connection.execute("CREATE TABLE cookies (host, value)")
    before = path.read_bytes()
    with pytest.raises(
        StorageError, match=f"{path} is the database of another program"
    ):
        await SqliteMemory(path).open()
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*corrupt*"))


async def test_a_migration_that_fails_is_no_migration(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with opened(path) as connection:
        for statement in STEPS[0]:
            connection.execute(statement)
        connection.execute("CREATE TABLE malformed (in_the_way)")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
    before = shape(path)
    with pytest.raises(StorageError, match=f"{path} cannot be used: table malformed"):
        await SqliteMemory(path).open()
    assert shape(path) == before

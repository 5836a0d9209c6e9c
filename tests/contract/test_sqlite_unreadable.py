"""A row that cannot be read any more holds up no other, and shows nothing of itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from puppets import Batch, Malformed, MessagePayload, SqliteMemory
from tests.contract.tiny import said

pytestmark = pytest.mark.anyio


async def test_an_entry_that_cannot_be_read_any_more_holds_up_no_other(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    events = tuple(said(id, text="my-secret") for id in "abc")
    await memory.accept(Batch(events=events))
    await memory.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            'UPDATE journal SET event = replace(event, \'"id":"b"\', \'"id":7\') '
            "WHERE number = 2"
        )
    (error,) = await memory.open()
    assert isinstance(error, Malformed)
    assert error.path == "$.message.id"
    assert "my-secret" not in f"{error} {error!r}"
    assert [entry.event for entry in await memory.unfinished()] == [
        events[0],
        events[2],
    ]
    assert memory.depth == 2
    (kept,) = await memory.malformed()
    assert b'"id":7' in kept.update
    await memory.close()
    assert await memory.open() == ()
    await memory.close()


async def test_a_payload_that_cannot_be_read_any_more_is_not_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    await memory.open()
    await memory.save(said("1", text="my-secret").message)
    with closing(sqlite3.connect(memory.path)) as connection, connection:
        connection.execute(
            "UPDATE messages SET payload = CAST(replace(payload, ':7', ':{}') AS BLOB)"
        )
    assert await memory.load(MessagePayload, "1") is None
    assert "MessagePayload that was kept cannot be read any more, at $" in caplog.text
    assert "my-secret" not in caplog.text
    await memory.save(said("1").message)
    assert await memory.load(MessagePayload, "1") == said("1").message
    await memory.close()

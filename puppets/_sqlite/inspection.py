"""A look into a memory's file, which changes nothing in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..errors import StorageError
from ..payloads import MessagePayload
from .lock import is_held
from .schema import APPLICATION
from .statements import number_of

__all__ = ["Inspection", "Unreadable", "Waiting", "inspect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event that was accepted, and whose handlers have not ended."""

    number: int
    kind: str
    """The name of its class."""
    conversation_id: str | None
    accepted_at: datetime
    again: int
    """How many starts have brought it again, as redelivered."""
    event: bytes = field(repr=False)
    """JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """What the platform said, or this memory kept, and nobody could read."""

    at: datetime
    path: str
    message: str
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What one memory holds."""

    path: Path
    owner: str | None
    """Who uses it now: `process 1234 (ding_dong.py) since ...`."""
    cursor: str | None
    version: int
    waiting: tuple[Waiting, ...]
    """In the order in which they were accepted."""
    unreadable: tuple[Unreadable, ...]
    """Oldest first."""
    keys: int
    """How many events are told from their repeats."""
    payloads: dict[str, int]
    """How many of each kind are known."""
    size: int
    """Bytes on disk, with the write-ahead log."""


def inspect(path: Path) -> Inspection:
    """
    Look into the memory at `path`, while it is used or not.

    Raises `StorageError` where there is none, or where it cannot be read.
    """
    if not path.is_file():
        raise StorageError(f"there is no memory at {path}")
    try:
        with closing(_connect(path)) as connection:
            connection.execute("BEGIN")  # one moment, however long the look is
            return _look(path, connection)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"the memory {path} cannot be read: {error}") from error


def owner_of(path: Path) -> str | None:
    """Who has the file, as it says itself; only worth asking while somebody has."""
    with suppress(sqlite3.Error), closing(_connect(path)) as connection:
        return _standing(connection, "owner")
    return None


def _connect(path: Path) -> sqlite3.Connection:
    """
    Read only. A file that nobody has, and all of which is in it, is read as a plain
    one: SQLite would leave two more files beside it.
    """
    log = path.with_name(f"{path.name}-wal")
    is_whole = not log.exists() or log.stat().st_size == 0
    is_closed = is_whole and not is_held(path)
    how = "mode=ro&immutable=1" if is_closed else "mode=ro"
    address = f"{path.resolve().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _look(path: Path, connection: sqlite3.Connection) -> Inspection:
    if number_of(connection, "PRAGMA application_id") != APPLICATION:
        raise StorageError(f"{path} is not a puppet's memory")
    return Inspection(
        path=path,
        owner=_standing(connection, "owner") if is_held(path) else None,
        cursor=_standing(connection, "cursor"),
        version=number_of(connection, "PRAGMA user_version"),
        waiting=tuple(_waiting(connection)),
        unreadable=tuple(_unreadable(connection)),
        keys=number_of(connection, "SELECT count(*) FROM seen"),
        payloads=_payloads(connection),
        size=_size(path),
    )


def _standing(connection: sqlite3.Connection, name: str) -> str | None:
    sql = "SELECT value FROM standing WHERE name = ?"
    row: tuple[str] | None = connection.execute(sql, (name,)).fetchone()
    return None if row is None else row[0]


def _waiting(connection: sqlite3.Connection) -> Iterator[Waiting]:
    sql = """
        SELECT number, kind, conversation_id, accepted_at, again, CAST(event AS BLOB)
        FROM journal ORDER BY number
    """
    for number, kind, where, accepted_at, again, event in connection.execute(sql):
        yield Waiting(
            number=number,
            kind=kind,
            conversation_id=where,
            accepted_at=_time(accepted_at),
            again=again,
            event=event,
        )


def _unreadable(connection: sqlite3.Connection) -> Iterator[Unreadable]:
    sql = "SELECT at, path, message, CAST(said AS BLOB) FROM malformed ORDER BY number"
    for at, path, message, said in connection.execute(sql):
        yield Unreadable(at=_time(at), path=path, message=message, update=said)


def _payloads(connection: sqlite3.Connection) -> dict[str, int]:
    counts = dict(
        connection.execute("SELECT kind, count(*) FROM payloads GROUP BY kind")
    )
    messages = number_of(connection, "SELECT count(DISTINCT key) FROM messages")
    return counts | ({MessagePayload.__name__: messages} if messages else {})


def _size(path: Path) -> int:
    beside = (path.with_name(f"{path.name}{end}") for end in ("", "-wal"))
    return sum(each.stat().st_size for each in beside if each.exists())


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)

"""The file of an event log, and what is written to it in one go."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from ..._sqlite.aside import set_aside
from ..._sqlite.failures import is_broken
from ..._sqlite.lock import Lock
from ..._sqlite.statements import insert, number_of, storable, transaction
from ...errors import StorageCorrupt, StorageError, StorageInUse
from .log import Logged, News, Seat

__all__ = ["LogFile"]

APPLICATION = 0x50555045
"""By which `PRAGMA application_id` tells these files from others'."""
VERSION = 1

_TABLES = (
    "CREATE TABLE standing (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE events (
        number INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        type INTEGER NOT NULL,
        payload TEXT NOT NULL,
        identity TEXT UNIQUE,
        names TEXT NOT NULL,
        whom TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE seats (
        holder TEXT NOT NULL,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL,
        left_at REAL NOT NULL,
        PRIMARY KEY (holder, number)
    ) WITHOUT ROWID
    """,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
# An event is synced before the puppet forgets it, as its own memory does.
_WHILE_OPEN = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "journal_size_limit = 16777216",
)
_ADD = "INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?)"


class LogFile:
    """Open from `open` to `close`, in one thread alone."""

    def __init__(self, path: Path, kept: int) -> None:
        self._path = path
        self._kept = kept
        self._lock = Lock(path)
        self.epoch: str = ""
        self.first: int = 1
        self.last: int = 0

    def open(self) -> list[StorageCorrupt]:
        """Raises `StorageInUse`, `StorageError`, `OSError` and `sqlite3.Error`."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._lock.take():
            raise StorageInUse(f"the event log {self._path} is in use by another")
        try:
            return self._open()
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        self._connection.close()
        self._lock.release()

    def append(self, given: Sequence[tuple[News, float]]) -> list[Logged]:
        """Keep what is new of it, in one transaction; returns that, numbered."""
        added: list[Logged] = []
        with transaction(self._connection):
            for news, at in given:
                number = self.last + len(added) + 1
                row = _row(number, news, at)
                if self._connection.execute(_ADD, row).rowcount:
                    added.append(Logged(number, news, at))
            first = max(self.first, self.last + len(added) + 1 - self._kept)
            if first > self.first:
                old = "DELETE FROM events WHERE number < ?"
                self._connection.execute(old, (first,))
        self.last += len(added)
        self.first = first
        return added

    def read(self, after: int, most: int) -> list[Logged]:
        found = self._connection.execute(
            "SELECT number, at, type, payload, identity, names, whom FROM events"
            " WHERE number > ? ORDER BY number LIMIT ?",
            (after, most),
        )
        return [_logged(row) for row in found.fetchall()]

    def seats(self) -> list[Seat]:
        rows = self._connection.execute(
            "SELECT holder, number, position, left_at FROM seats"
        )
        return [
            Seat(holder=holder, number=number, position=position, left_at=left_at)
            for holder, number, position, left_at in rows.fetchall()
        ]

    def keep(self, seats: Sequence[Seat]) -> None:
        rows = [(each.holder, each.number, each.position) for each in seats]
        times = [each.left_at for each in seats]
        # To lose one to a power cut repeats what its client had, and loses nothing.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        with transaction(self._connection):
            for row, left_at in zip(rows, times, strict=True):
                sql = "INSERT OR REPLACE INTO seats VALUES (?, ?, ?, ?)"
                self._connection.execute(sql, (*row, left_at))
        self._connection.execute("PRAGMA synchronous = FULL")

    def forget(self, seats: Sequence[Seat]) -> None:
        with transaction(self._connection):
            for seat in seats:
                sql = "DELETE FROM seats WHERE holder = ? AND number = ?"
                self._connection.execute(sql, (seat.holder, seat.number))

    def _open(self) -> list[StorageCorrupt]:
        try:
            self._connection = _connect(self._path)
        except sqlite3.DatabaseError as error:
            if not is_broken(error):
                raise
            amiss = [set_aside("event log", self._path, error)]
            self._connection = _connect(self._path)
        else:
            amiss = []
        self._read_standing()
        return amiss

    def _read_standing(self) -> None:
        found = "SELECT value FROM standing WHERE name = 'epoch'"
        standing: tuple[str] = self._connection.execute(found).fetchone()
        self.epoch = standing[0]
        newest = "SELECT max(number) FROM events"
        oldest = "SELECT min(number) FROM events"
        self.last = number_of(self._connection, newest)
        self.first = number_of(self._connection, oldest) or self.last + 1


Row: TypeAlias = tuple[int, float, int, str, str | None, str, str]


def _row(number: int, news: News, at: float) -> Row:
    identity = storable(news.identity) or None
    names, whom = storable(news.names), storable(" ".join(news.whom))
    return number, at, news.type, storable(news.payload), identity, names, whom


def _logged(row: Row) -> Logged:
    number, at, type, payload, identity, names, whom = row
    news = News(
        type=type,
        payload=payload,
        identity=identity or "",
        names=names,
        whom=tuple(whom.split()),
    )
    return Logged(number, news, at)


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        _make(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection, path: Path) -> None:
    application = number_of(connection, "PRAGMA application_id")
    version = number_of(connection, "PRAGMA user_version")
    is_new = number_of(connection, "SELECT count(*) FROM sqlite_master") == 0
    if not is_new and (application, version) != (APPLICATION, VERSION):
        raise StorageError(f"{path} is not an event log that this version knows")
    for pragma in _WHILE_OPEN:
        connection.execute(f"PRAGMA {pragma}")
    if is_new:
        with transaction(connection):
            for statement in _TABLES:
                connection.execute(statement)
            epoch = [("epoch", secrets.token_hex(8))]
            insert(connection, "standing", epoch)
        return
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        broken = sqlite3.DatabaseError(found)
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise broken

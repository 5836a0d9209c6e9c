"""All that one file holds, and how it changes: whole transactions alone."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum

from ..errors import Malformed, StorageError
from ..events import Batch, ErrorEvent, Event
from ..memory import Entry, payloads_of
from .failures import is_full
from .journal import Journal, Row
from .known import Known
from .rows import write_event
from .seen import Seen
from .statements import storable, transaction

__all__ = ["Bounds", "Safety", "Standing", "Store"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a memory keeps."""

    keys_kept: int
    payloads_kept: int
    payload_age: timedelta
    malformed_kept: int


class Safety(IntEnum):
    """What a change must outlive before its caller goes on."""

    NOTHING = 0
    """It only reads."""
    KILL = 1
    POWER_CUT = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked so often that it is at hand."""

    cursor: str | None = None
    depth: int = 0
    last: int = 0
    """The number of the youngest entry."""


class Store:
    """
    The file, open, in the thread that owns it.

    Each method runs within a `transaction`. What it changes counts when the transaction
    has ended; `standing` never tells of less or more.
    """

    def __init__(
        self, connection: sqlite3.Connection, bounds: Bounds, ended: deque[int]
    ) -> None:
        self._connection = connection
        self._journal = Journal(connection, bounds.malformed_kept)
        self._seen = Seen(connection, bounds.keys_kept)
        self.known = Known(connection, bounds.payloads_kept, bounds.payload_age)
        self._ended = ended
        self._is_synced = True
        self.standing = self._draft = Standing(
            self._text("cursor"), self._journal.depth(), self._journal.last()
        )

    @contextmanager
    def transaction(self, safety: Safety) -> Iterator[None]:
        """All of the block or nothing of it, and with it whatever has ended by now."""
        self._sync(safety is Safety.POWER_CUT)
        self._draft = self.standing
        striking = list(self._ended.copy()) if safety else []
        try:
            with transaction(self._connection):
                self._strike(striking)
                yield
        except BaseException as error:
            self._seen.undo()
            if isinstance(error, sqlite3.Error) and is_full(error):
                self.fold()  # what the log takes up may be all that is missing
            raise
        self._seen.settle()
        self.standing = self._draft
        for _ in striking:
            self._ended.popleft()

    def fold(self) -> None:
        """Put what is in the write-ahead log into the file, where there is room."""
        with suppress(sqlite3.Error):  # else it stays in the log, which is as good
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Events.

    def accept(self, batch: Batch) -> tuple[Entry, ...]:
        """Keep what is new of the batch, and return it."""
        new = [event for event in batch.events if self._seen.admit(event.identity)]
        entries, journal, amiss = self._enter(new)
        amiss += self.known.save([*batch.known, *payloads_of(new)])
        self._seen.write()
        self._journal.enter(journal)
        for name, value in batch.state.items():
            self.set_state(name, value)
        if batch.cursor is not None:
            self._set_cursor(batch.cursor)
        self._keep_malformed(new)
        depth = self._draft.depth + len(journal)
        last = self._draft.last + len(journal)
        self._draft = replace(self._draft, depth=depth, last=last)
        said = [Entry(0, ErrorEvent(error=error)) for error in amiss]
        return (*entries, *said)

    def unfinished(self) -> tuple[Entry, ...]:
        return self._journal.unfinished()

    def sort_out(self) -> list[Malformed]:
        """Set aside the entries that cannot be read any more, and return them."""
        unreadable = self._journal.sort_out(_now())
        depth = self._draft.depth - len(unreadable)
        self._draft = replace(self._draft, depth=depth)
        return unreadable

    def malformed(self) -> tuple[Malformed, ...]:
        return self._journal.malformed()

    # The provider's own.

    def state(self, name: str) -> bytes | None:
        sql = "SELECT value FROM state WHERE name = ?"
        row: tuple[bytes] | None = self._connection.execute(sql, (name,)).fetchone()
        return None if row is None else row[0]

    def set_state(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._connection.execute("DELETE FROM state WHERE name = ?", (name,))
        else:
            sql = "INSERT OR REPLACE INTO state VALUES (?, ?)"
            self._connection.execute(sql, (name, value))

    def sign(self, owner: str) -> None:
        """Say in the file who has it, for those who find it locked."""
        self._set_text("owner", owner)

    # How it is done.

    def _sync(self, is_synced: bool) -> None:
        if is_synced is not self._is_synced:
            self._is_synced = is_synced
            level = "FULL" if is_synced else "NORMAL"
            self._connection.execute(f"PRAGMA synchronous = {level}")

    def _strike(self, numbers: list[int]) -> None:
        if numbers:
            depth = self._draft.depth - self._journal.finish(numbers)
            self._draft = replace(self._draft, depth=depth)

    def _enter(
        self, new: list[Event]
    ) -> tuple[list[Entry], list[Row], list[StorageError]]:
        """An event that cannot be kept is heard all the same, and that is said."""
        now = _now()
        number = self._draft.last
        entries: list[Entry] = []
        journal: list[Row] = []
        amiss: list[StorageError] = []
        for event in new:
            row = _row(event, amiss) if event.journaled else None
            if row is None:
                entries.append(Entry(0, event))
                continue
            number += 1
            where = event.conversation_id
            where = where if where is None else storable(where)
            journal.append((number, where, type(event).__name__, row, now))
            entries.append(Entry(number, event))
        return entries, journal, amiss

    def _keep_malformed(self, events: Iterable[Event]) -> None:
        errors = [event.error for event in events if isinstance(event, ErrorEvent)]
        if found := [error for error in errors if isinstance(error, Malformed)]:
            self._journal.keep_malformed(found, _now())

    def _set_cursor(self, cursor: str) -> None:
        if cursor != self._draft.cursor:
            self._set_text("cursor", cursor)
            self._draft = replace(self._draft, cursor=cursor)

    def _text(self, name: str) -> str | None:
        sql = "SELECT value FROM standing WHERE name = ?"
        row: tuple[str] | None = self._connection.execute(sql, (name,)).fetchone()
        return None if row is None else row[0]

    def _set_text(self, name: str, text: str) -> None:
        sql = "INSERT OR REPLACE INTO standing VALUES (?, ?)"
        self._connection.execute(sql, (name, text))


def _row(event: Event, amiss: list[StorageError]) -> bytes | None:
    try:
        return write_event(event)
    except StorageError as error:
        amiss.append(error)
        return None


def _now() -> int:
    return time.time_ns() // 1_000_000

"""The journal: events that were accepted, until their handlers have ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..errors import Malformed
from ..memory import Entry
from .rows import read_event
from .statements import insert, number_of

__all__ = ["Journal", "Row"]

Row: TypeAlias = tuple[int, str | None, str, bytes, int]
"""Number, conversation, kind, event, and when it was accepted, in milliseconds."""

_INTO = "journal (number, conversation_id, kind, event, accepted_at)"
_PAGE = 500

# As hexadecimal digits, since one row that is no UTF-8 must not hide the others.
_ROWS = """
SELECT json_group_array(json_array(number, kind, hex(event))) FROM
(SELECT number, kind, event FROM journal WHERE number > ? ORDER BY number LIMIT ?)
"""

_FIRST_OF_EACH = "SELECT min(number) FROM journal GROUP BY conversation_id"


@dataclass(frozen=True, slots=True)
class Journal:
    """The table `journal`, and with it `malformed`: what cannot be delivered."""

    connection: sqlite3.Connection
    malformed_kept: int

    def depth(self) -> int:
        return number_of(self.connection, "SELECT count(*) FROM journal")

    def last(self) -> int:
        """The highest number that was ever given; none is given twice."""
        sql = "SELECT seq FROM sqlite_sequence WHERE name = 'journal'"
        return number_of(self.connection, sql)

    def enter(self, rows: Sequence[Row]) -> None:
        insert(self.connection, _INTO, rows)

    def finish(self, numbers: Sequence[int]) -> int:
        """Strike these out, and return how many of them there were."""
        sql = "DELETE FROM journal WHERE number IN (SELECT value FROM json_each(?))"
        return self.connection.execute(sql, (json.dumps(numbers),)).rowcount

    def unfinished(self) -> tuple[Entry, ...]:
        """
        All entries; the first of each conversation counts as brought again.

        Only that one can have been begun, of all but those whose handlers ask
        somebody: see `_redelivery`.
        """
        self.connection.execute(
            f"UPDATE journal SET again = again + 1 WHERE number IN ({_FIRST_OF_EACH})"  # noqa: S608
        )
        entries = (_entry(*row) for row in self._rows())
        return tuple(entry for entry in entries if isinstance(entry, Entry))

    def sort_out(self, now: int) -> list[Malformed]:
        """Move what cannot be read any more to the malformed, and return it."""
        found = [(row[0], _entry(*row)) for row in self._rows()]
        unreadable = {
            number: error for number, error in found if isinstance(error, Malformed)
        }
        if unreadable:
            self.finish(list(unreadable))
            self.keep_malformed(list(unreadable.values()), now)
        return list(unreadable.values())

    def keep_malformed(self, errors: Sequence[Malformed], now: int) -> None:
        """Keep these for a bug report; the oldest make room."""
        rows = [(now, error.path, str(error), error.update) for error in errors]
        insert(self.connection, "malformed (at, path, message, said)", rows)
        self.connection.execute(
            "DELETE FROM malformed WHERE number <= "
            "(SELECT max(number) FROM malformed) - ?",
            (self.malformed_kept,),
        )

    def malformed(self) -> tuple[Malformed, ...]:
        sql = "SELECT message, path, said FROM malformed ORDER BY number"
        return tuple(
            Malformed(message, path=path, update=said)
            for message, path, said in self.connection.execute(sql)
        )

    def _rows(self) -> Iterator[tuple[int, str, bytes]]:
        last = 0
        while True:
            (page,) = self.connection.execute(_ROWS, (last, _PAGE)).fetchone()
            rows: list[tuple[int, str, str]] = json.loads(page)
            for number, kind, event in rows:
                yield number, kind, bytes.fromhex(event)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]


def _entry(number: int, kind: str, event: bytes) -> Entry | Malformed:
    try:
        return Entry(number, read_event(kind, event))
    except Malformed as error:
        return error

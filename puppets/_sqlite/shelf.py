"""The payloads that are known, each under its kind and key."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeAlias

from .statements import Value, insert, number_of, texts_of

__all__ = ["Messages", "Others", "Row"]

Row: TypeAlias = tuple[str, bytes]
"""Key and payload."""

# An index over all keys would have every batch write a page for each of its messages,
# so it is one index for each 1024 messages, side by side; what is asked for is mostly
# young, and even in the oldest of 100,000 it is found in a tenth of a millisecond.
_FIND = """
WITH RECURSIVE part (n) AS (
    SELECT max(number) >> 10 FROM messages
    UNION ALL
    SELECT n - 1 FROM part WHERE n > (SELECT min(number) >> 10 FROM messages)
)
SELECT {what} FROM part CROSS JOIN messages INDEXED BY messages_by_key
ON messages.number >> 10 = part.n AND key = ?
"""
_NEWEST = _FIND.format(what="payload") + " ORDER BY number DESC LIMIT 1"
_EACH = _FIND.format(what="number")

_REPLACE = """
ON CONFLICT (kind, key) DO UPDATE SET payload = excluded.payload, kept_at = excluded.kept_at
WHERE payload <> excluded.payload
"""


class Messages:
    """The newest `kept` messages, none of them much older than `age`."""

    def __init__(
        self, connection: sqlite3.Connection, kept: int, age: timedelta
    ) -> None:
        self._connection = connection
        self._kept = kept
        self._age = int(age.total_seconds() * 1000)
        self._slack = kept // 64
        self._surplus = self._slack  # whatever the last run left

    def save(self, rows: Sequence[Row], now: int) -> None:
        """Know these; one that is known already is known better now."""
        into = "messages (key, payload, kept_at)"
        insert(self._connection, into, [(*row, now) for row in rows])
        self._surplus += len(rows)
        if self._surplus > self._slack:
            self._trim(now)
            self._surplus = 0

    def load(self, key: str) -> bytes | None:
        return _bytes(self._connection.execute(_NEWEST, (key,)).fetchone())

    def keys(self) -> tuple[str, ...]:
        rows = "SELECT key FROM messages ORDER BY number"
        return tuple(dict.fromkeys(texts_of(self._connection, "key", rows)))

    def forget(self, key: str) -> None:
        sql = f"DELETE FROM messages WHERE number IN ({_EACH})"  # noqa: S608
        self._connection.execute(sql, (key,))

    def _trim(self, now: int) -> None:
        young = "SELECT min(number) FROM messages WHERE kept_at >= ?"
        oldest = number_of(self._connection, young, (now - self._age,))
        newest = number_of(self._connection, "SELECT max(number) FROM messages")
        sql = "DELETE FROM messages WHERE number < max(?, ?)"
        self._connection.execute(sql, (oldest, newest - self._kept + 1))


class Others:
    """Contacts, rooms, and whatever else is known: the newest `kept` of each kind."""

    def __init__(self, connection: sqlite3.Connection, kept: int) -> None:
        self._connection = connection
        self._kept = kept
        self._slack = kept // 64
        self._surplus: dict[str, int] = {}

    def save(self, kind: str, rows: Sequence[Row], now: int) -> None:
        """Know these, in place of what was known of them."""
        into = "payloads (kind, key, payload, kept_at)"
        given = [(kind, *row, now) for row in rows]
        insert(self._connection, into, given, _REPLACE)
        surplus = self._surplus.get(kind, self._slack) + len(rows)
        if surplus > self._slack:
            self._trim(kind)
            surplus = 0
        self._surplus[kind] = surplus

    def load(self, kind: str, key: str) -> bytes | None:
        sql = "SELECT payload FROM payloads WHERE kind = ? AND key = ?"
        return _bytes(self._connection.execute(sql, (kind, key)).fetchone())

    def keys(self, kind: str) -> tuple[str, ...]:
        rows = "SELECT key FROM payloads WHERE kind = ? ORDER BY number"
        return tuple(texts_of(self._connection, "key", rows, (kind,)))

    def forget(self, kind: str, key: str) -> None:
        sql = "DELETE FROM payloads WHERE kind = ? AND key = ?"
        self._connection.execute(sql, (kind, key))

    def _trim(self, kind: str) -> None:
        count = "SELECT count(*) FROM payloads WHERE kind = ?"
        if number_of(self._connection, count, (kind,)) <= self._kept:
            return
        sql = """
            DELETE FROM payloads WHERE kind = ? AND number <= (
                SELECT number FROM payloads WHERE kind = ?
                ORDER BY number DESC LIMIT 1 OFFSET ?
            )
        """
        self._connection.execute(sql, (kind, kind, self._kept))


def _bytes(row: tuple[Value] | None) -> bytes | None:
    match row:
        case (bytes(payload),):
            return payload
        case _:
            return None

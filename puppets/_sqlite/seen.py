"""What events were seen, so that a repeat is known."""

from __future__ import annotations

import sqlite3
from collections import deque

from .statements import insert, storable, texts_of

__all__ = ["Seen"]


class Seen:
    """
    The identities of the newest `kept` events, at hand and in the table `seen`.

    At hand, because an index over them would have every batch write a page of the file
    for each of its events.
    """

    def __init__(self, connection: sqlite3.Connection, kept: int) -> None:
        self._connection = connection
        self._kept = kept
        self._slack = kept // 16
        newest = "SELECT identity FROM seen ORDER BY number DESC LIMIT ?"
        self._order = deque(
            reversed(texts_of(connection, "identity", newest, (self._kept,)))
        )
        self._known = set(self._order)
        self._pending: set[str] = set()
        self._unwritten: list[str] = []
        self._written: list[str] = []
        self._surplus = self._slack  # whatever the last run left

    def admit(self, identity: str) -> bool:
        """Whether this is new; if so it is known from now on, once it is kept."""
        if not identity:
            return True
        identity = storable(identity)
        if identity in self._known or identity in self._pending:
            return False
        self._pending.add(identity)
        self._unwritten.append(identity)
        return True

    def write(self) -> None:
        """Put what is new into the table, and now and then take out what is old."""
        rows = [(identity,) for identity in self._unwritten]
        insert(self._connection, "seen (identity)", rows)
        self._written += self._unwritten
        self._unwritten.clear()
        self._surplus += len(rows)
        if self._surplus > self._slack:
            sql = "DELETE FROM seen WHERE number <= (SELECT max(number) FROM seen) - ?"
            self._connection.execute(sql, (self._kept,))
            self._surplus = 0

    def settle(self) -> None:
        """What was written is kept."""
        self._known |= self._pending
        self._order += self._written
        self.undo()
        while len(self._order) > self._kept:
            self._known.discard(self._order.popleft())

    def undo(self) -> None:
        """Nothing is pending, whatever was."""
        self._pending.clear()
        self._unwritten.clear()
        self._written.clear()

"""
How SQL is said to the file.

Python gives up its interpreter's lock at each step of a statement, and under a busy
event loop waits up to 5 ms to have it back: one statement for many rows is worth a
hundred times what `executemany` is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

__all__ = ["Value", "insert", "number_of", "storable", "texts_of", "transaction"]

Value: TypeAlias = str | bytes | int | None

MOST_ROWS = 128
"""Rows in a statement: times seven columns below 999, the least that SQLite allows."""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some failures, such as a full disk, have rolled back already.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def insert(
    connection: sqlite3.Connection,
    into: str,
    rows: Sequence[tuple[Value, ...]],
    otherwise: str = "",
) -> None:
    """Add the rows `into` a table and its columns; `otherwise` ends the statement."""
    begin = 0
    while begin < len(rows):
        # Powers of two, so that few statements are prepared, and are found again.
        count = min(MOST_ROWS, 1 << (len(rows) - begin).bit_length() - 1)
        some = rows[begin : begin + count]
        sql = _insertion(into, count, len(some[0]), otherwise)
        connection.execute(sql, list(chain.from_iterable(some)))
        begin += count


@lru_cache(maxsize=256)
def _insertion(into: str, rows: int, columns: int, otherwise: str) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"INSERT INTO {into} VALUES {', '.join([row] * rows)} {otherwise}"  # noqa: S608


def number_of(
    connection: sqlite3.Connection, sql: str, given: tuple[Value, ...] = ()
) -> int:
    """The one number that the query gives; 0 for NULL, and for no row."""
    match connection.execute(sql, given).fetchone():
        case (int(number),):
            return number
        case _:
            return 0


def texts_of(
    connection: sqlite3.Connection,
    column: str,
    rows: str,
    given: tuple[Value, ...] = (),
) -> list[str]:
    """One column of the rows that a query gives, in a single step."""
    sql = f"SELECT json_group_array({column}) FROM ({rows})"  # noqa: S608 - our own words
    (text,) = connection.execute(sql, given).fetchone()
    return [str(each) for each in json.loads(text)]


def storable(text: str) -> str:
    """The text, with what UTF-8 has no form for spelled out."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode()

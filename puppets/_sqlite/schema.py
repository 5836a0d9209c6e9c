"""The tables of a memory's file, as the steps that lead to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import StorageError
from .statements import number_of, transaction

__all__ = ["APPLICATION", "STEPS", "VERSION", "check", "migrate"]

APPLICATION = 0x50555050
"""By which `PRAGMA application_id` tells our files from others'."""

# A step that was released is never changed: files out there have taken it. The latest
# message under a key wins, and its index is cut up by age (see `messages.py`).
STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE standing (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
        "CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE journal (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation_id TEXT,
            kind TEXT NOT NULL,
            event BLOB NOT NULL,
            accepted_at INTEGER NOT NULL
        )
        """,
        "CREATE TABLE seen (number INTEGER PRIMARY KEY, identity TEXT NOT NULL)",
        """
        CREATE TABLE messages (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            payload BLOB NOT NULL,
            kept_at INTEGER NOT NULL
        )
        """,
        "CREATE INDEX messages_by_key ON messages (number >> 10, key)",
        """
        CREATE TABLE payloads (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            payload BLOB NOT NULL,
            kept_at INTEGER NOT NULL,
            UNIQUE (kind, key)
        )
        """,
    ),
    (
        "ALTER TABLE journal ADD COLUMN again INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE malformed (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            path TEXT NOT NULL,
            message TEXT NOT NULL,
            said BLOB NOT NULL
        )
        """,
    ),
)
VERSION = len(STEPS)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `StorageError` for a file that is not ours, or of a version to come."""
    taken = number_of(connection, "PRAGMA user_version")
    if not _is_ours(connection):
        raise StorageError(f"{path} is the database of another program")
    if taken > VERSION:
        raise StorageError(
            f"the memory {path} is of version {taken}, and this version of puppets "
            f"knows {VERSION}: update puppets, or use another file"
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that the file has not taken; each whole, or not at all."""
    taken = number_of(connection, "PRAGMA user_version")
    for number, step in enumerate(STEPS[taken:], taken + 1):
        _take(connection, number, step)


def _is_ours(connection: sqlite3.Connection) -> bool:
    if number_of(connection, "PRAGMA application_id") == APPLICATION:
        return True
    return number_of(connection, "SELECT count(*) FROM sqlite_master") == 0


def _take(connection: sqlite3.Connection, number: int, step: tuple[str, ...]) -> None:
    with transaction(connection):
        for statement in step:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {number}")

"""How a memory's file is opened: whole, of this version, or set aside."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import PuppetError, StorageCorrupt, StorageInUse
from .aside import set_aside
from .failures import is_broken
from .inspection import owner_of
from .lock import Lock, owner_line
from .schema import check, migrate
from .store import Bounds, Safety, Store

__all__ = ["Held", "hold"]

BUSY = 5.0
"""Seconds to wait for a stranger, such as a person's `sqlite3`, that holds the file."""

_WHILE_OPEN = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "wal_autocheckpoint = 2000",
    "journal_size_limit = 16777216",
    "temp_store = MEMORY",
)
_LOG_BEGINS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\0\0\0\0", b"")
"""As SQLite writes it; as nothing; as a power cut leaves what was not written yet."""


class Broken(Exception):
    """The file is none, or not whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """The file, ours, and what was amiss with it."""

    store: Store
    amiss: tuple[PuppetError, ...]


@contextmanager
def hold(path: Path, bounds: Bounds, ended: deque[int]) -> Iterator[Held]:
    """
    Have the file, and nobody else, as long as the block.

    Raises `StorageInUse` where somebody has it; whatever else goes wrong, `failure`
    makes a `StorageError` of it.
    """
    # What people said is in the file: its folder, where it is new, is ours alone.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(path):
        connection, amiss = _connect_or_renew(path)
        with closing(connection):
            if amiss:
                ended.clear()  # they are numbers of the file that was set aside
            store = Store(connection, bounds, ended)
            with store.transaction(Safety.KILL):
                store.sign(owner_line())
                unreadable = store.sort_out()
            yield Held(store, (*amiss, *unreadable))
            store.fold()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = Lock(path)
    if not lock.take():
        owner = owner_of(path) or "another process"
        raise StorageInUse(f"the memory {path} is in use by {owner}")
    try:
        yield
    finally:
        lock.release()


def _connect_or_renew(path: Path) -> tuple[sqlite3.Connection, list[StorageCorrupt]]:
    try:
        return _connect(path), []
    except Broken as error:
        said = set_aside("memory", path, error)
        return _connect(path), [said]


def _connect(path: Path) -> sqlite3.Connection:
    if _log(path)[:4] not in _LOG_BEGINS:
        raise Broken("its write-ahead log is none")
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    try:
        check(connection, path)
        for pragma in _WHILE_OPEN:
            connection.execute(f"PRAGMA {pragma}")
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise Broken(found)
        migrate(connection)
    except Exception as error:
        connection.close()
        if is_broken(error):
            raise Broken(str(error)) from error
        raise
    return connection


def _log(path: Path) -> bytes:
    with (
        suppress(FileNotFoundError),
        path.with_name(f"{path.name}-wal").open("rb") as log,
    ):
        return log.read(4)
    return b""

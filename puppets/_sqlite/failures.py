"""What went wrong with a file, in our words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import PuppetError, StorageError

__all__ = ["failure", "is_broken", "is_busy", "is_full"]


def failure(path: Path, error: Exception) -> PuppetError:
    """Of whatever the file or its folder failed with; it names the path."""
    match error:
        case PuppetError():
            return error
        case OSError():
            why = error.strerror or type(error).__name__
        case sqlite3.Error() if is_broken(error):
            why = f"{error}; it is looked into at the next start"
        case sqlite3.Error():
            why = str(error)
        case _:  # its text may hold what was to be kept
            why = type(error).__name__
    failed = StorageError(f"the memory {path} cannot be used: {why}")
    failed.__cause__ = error
    return failed


def is_broken(error: Exception) -> bool:
    """Whether the file is no database, or not a whole one."""
    return _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_busy(error: Exception) -> bool:
    """Whether a stranger has the file, which took some patience to find out."""
    return _code(error) == sqlite3.SQLITE_BUSY


def is_full(error: Exception) -> bool:
    """Whether there seems to be no room; a quota is told as a failure to write."""
    return _code(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def _code(error: Exception) -> int:
    # Only what SQLite itself says has a code; its low byte is the kind.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF

"""A file that is not whole is kept for whoever can mend it, and said."""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ..errors import StorageCorrupt

__all__ = ["set_aside"]


def set_aside(what: str, path: Path, error: Exception) -> StorageCorrupt:
    """
    Move the file away, and its log with it; return what is to be said of it.

    The name is one by which SQLite's own tools find both together.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{path.name}.corrupt-{stamp}"
    names = itertools.chain([name], (f"{name}-{n}" for n in itertools.count(2)))
    aside = next(each for name in names if not (each := path.with_name(name)).exists())
    path.rename(aside)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{end}").rename(f"{aside}{end}")
    said = StorageCorrupt(
        f"the {what} {path} cannot be read ({error}): it is set aside as "
        f"{aside.name}, and a new one is begun",
        path=str(aside),
    )
    said.__cause__ = error
    return said

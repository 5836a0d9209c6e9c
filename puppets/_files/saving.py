"""Write a file so that nobody ever sees half of it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["target", "written"]


def target(path: Path, name: str) -> Path:
    """The file to write: `name` in the folder `path`, else `path` itself."""
    return path / name if path.is_dir() else path


@contextmanager
def written(target: Path, *, overwrite: bool) -> Generator[BinaryIO]:
    """A file that takes the place of `target` when the block ends well, else is gone."""
    _refuse_taken(target, overwrite=overwrite)
    partial = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with partial.open("xb") as file:
            yield file
        _refuse_taken(target, overwrite=overwrite)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _refuse_taken(target: Path, *, overwrite: bool) -> None:
    if target.exists() and not overwrite:
        raise FileExistsError(f"there is a file {target.name!r} already")

"""Files that clients have sent, and files that they may fetch, each under an id."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..._files.sources import PathSource
from ...errors import NotFound, RateLimited, TooLarge
from ...file_box import FileBox
from .limits import ServerLimits

__all__ = ["Sent", "Shelf"]


PREFIX = "puppets-service-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file that a client sent: it lies on the disk."""

    path: Path
    size: int
    digest: str

    @property
    def source(self) -> PathSource:
        return PathSource(self.path)


@dataclass(frozen=True, slots=True)
class Kept:
    what: Sent | FileBox
    since: float


class Shelf:
    """
    In a folder of its own, that goes with the server. What is too much makes room: the
    oldest goes first.
    """

    def __init__(self, limits: ServerLimits) -> None:
        self._limits = limits
        self._kept: dict[str, Kept] = {}
        self._folder: Path | None = None
        self._size = 0
        """Bytes on the disk, of files on their way too."""

    def open(self) -> None:
        _sweep(Path(tempfile.gettempdir()))
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))

    def close(self) -> None:
        self._kept.clear()
        self._size = 0
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, what: Sent | FileBox) -> str:
        """Keep it under a new id, which nobody can guess."""
        self._tidy()
        while len(self._kept) >= self._limits.files:
            self._drop_oldest()
        id = str(uuid.uuid4())
        self._kept[id] = Kept(what, time.monotonic())
        return id

    def get(self, id: str) -> Sent | FileBox:
        """Raises `NotFound` for what there is not, or is not any more."""
        self._tidy()
        kept = self._kept.get(id)
        if kept is None:
            raise NotFound(f"there is no file {id!r} here, or not any more")
        return kept.what

    async def write(self, chunks: AsyncIterator[bytes]) -> Sent:
        """
        Keep these bytes until they are put or dropped.

        Raises `TooLarge` as soon as they are, `RateLimited` while others are too many.
        """
        assert self._folder is not None  # noqa: S101 - it is open
        path = self._folder / uuid.uuid4().hex
        size, digest = 0, hashlib.sha256()
        try:
            with path.open("xb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    self._make_room(size, len(chunk))
                    digest.update(chunk)
                    await asyncio.to_thread(file.write, chunk)
        except BaseException:
            self._size -= size
            path.unlink()
            raise
        return Sent(path=path, size=size, digest=digest.hexdigest())

    def drop(self, sent: Sent) -> None:
        sent.path.unlink(missing_ok=True)
        self._size -= sent.size

    def _make_room(self, size: int, more: int) -> None:
        self._size += more
        if size > self._limits.file_size:
            most = self._limits.file_size
            raise TooLarge(f"the file is over {most} bytes", limit=most)
        while self._size > self._limits.files_size:
            if not any(isinstance(each.what, Sent) for each in self._kept.values()):
                raise RateLimited("too many files come at once", retry_after=10)
            self._drop_oldest()

    def _tidy(self) -> None:
        now = time.monotonic()
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if now - oldest.since < self._limits.file_age:
                return
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        what = self._kept.pop(next(iter(self._kept))).what
        if isinstance(what, Sent):
            self.drop(what)


def _sweep(folder: Path) -> None:
    """Remove what servers of ours left that were killed."""
    if os.name != "posix":  # elsewhere nobody can ask whether a process lives
        return
    for left in folder.glob(f"{PREFIX}*-*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(OSError):
            if number.isdecimal() and _is_ours(left) and not _lives(int(number)):
                shutil.rmtree(left, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    return folder.lstat().st_uid == os.getuid() and not folder.is_symlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True

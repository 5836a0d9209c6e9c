"""A browser's profile: one process works in it, whoever that is."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from .._sqlite.lock import owner_line
from ..errors import StorageError
from .failures import ProfileInUse

__all__ = ["Profile"]

GRACE = 5.0
"""Seconds that the browser of a process which was killed has to end."""
GLANCE = 0.02
"""Seconds between two looks at whether it has."""


class Profile:
    """
    The folder with the linked device in it, and the lock on it.

    The kernel frees the lock when its process dies. The browser of that process ends
    a moment later, by itself, and is waited for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Path = folder.expanduser().absolute()
        self.session: Path = self.folder / "state.json"
        """What a context in a running browser knows, which keeps no profile."""
        self._owner = self.folder / "puppets.owner"
        self._lock = FileLock(
            self.folder / "puppets.lock", mode=0o600, thread_local=False
        )

    async def take(self) -> None:
        """Have it. Raises `ProfileInUse` where somebody else has it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise ProfileInUse(f"{self.folder} is used by {self._told()}") from error
        except OSError as error:
            raise StorageError(
                f"{self.folder} cannot be used as a profile: {error.strerror or error}"
            ) from error
        try:
            self._owner.write_text(owner_line())
            await self._until_left()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others have it; nothing where it is not ours."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _told(self) -> str:
        try:
            return self._owner.read_text() or "another process"
        except OSError:
            return "another process"

    async def _until_left(self) -> None:
        """Until no browser is in it; Chromium's own lock says which is."""
        try:
            async with asyncio.timeout(GRACE):
                while self._somebody():  # noqa: ASYNC110 - a process says nothing when it ends
                    await asyncio.sleep(GLANCE)
        except TimeoutError as error:
            raise ProfileInUse(
                f"{self.folder} is used by a browser, {self._somebody()}; where no such "
                "browser runs any more, delete SingletonLock in the profile"
            ) from error

    def _somebody(self) -> str:
        """The browser that works in it, or did on another machine."""
        try:
            place, _, number = (
                (self.folder / "SingletonLock").readlink().name.rpartition("-")
            )
        except OSError:
            return ""
        if place != socket.gethostname():
            return f"process {number} on {place}"
        return f"process {number}" if _lives(number) else ""


def _lives(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True

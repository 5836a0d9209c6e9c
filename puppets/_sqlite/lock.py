"""One writer a file, whoever it is."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Lock", "is_held", "owner_line"]


class Lock:
    """
    A lock beside the file, held until it is released or its process is gone.

    The kernel frees it, so that a kill leaves nothing to clean up.
    """

    GRACE = 1.0
    """Seconds to wait for a process that is about to end, or only has a look."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(_beside(path), mode=0o600)

    def take(self) -> bool:
        """Whether it is ours now. Raises `OSError` where no lock can be made."""
        try:
            self._lock.acquire(timeout=self.GRACE, poll_interval=0.02)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        self._lock.release()


def is_held(path: Path) -> bool:
    """Whether somebody has the lock; who asks has it for a moment, hence `GRACE`."""
    beside = _beside(path)
    if not beside.exists():
        return False
    lock = FileLock(beside, mode=0o600)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True


def owner_line() -> str:
    """Who we are: of the command only the script, since what follows may be secret."""
    now = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    return f"process {os.getpid()} ({_script()}) since {now}"


def _script() -> str:
    script = Path(sys.argv[0] if sys.argv else "")
    if script.name == "__main__.py":
        return script.parent.name
    return script.name or "python"


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")

"""What is open in this process: tasks, threads, files and sockets."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from pathlib import Path

from . import hearing

__all__ = ["Leftovers"]

_OPEN_FILES = next(filter(Path.exists, map(Path, ("/proc/self/fd", "/dev/fd"))), None)


class Leftovers:
    """Compares what is open now with what was open when this was made."""

    def __init__(self) -> None:
        self._tasks = asyncio.all_tasks()
        self._threads = _threads()
        self._files = _files()

    async def assert_none(self) -> None:
        """
        Nothing was opened since that is not closed.

        The other end of a socket, and the system, close in their own time; so what is
        open is looked at until nothing is, or for as long as anything is waited for.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + min(hearing.PATIENCE, 3.0)
        while (left := self._left()) and loop.time() < end:
            await asyncio.sleep(0.01)
        assert not left, f"left behind: {left}"

    def _left(self) -> list[str]:
        tasks = [repr(task) for task in asyncio.all_tasks() - self._tasks]
        threads = [thread.name for thread in _threads() - self._threads]
        return tasks + threads + list((_files() - self._files).elements())


def _threads() -> set[threading.Thread]:
    """All threads but those that the event loop keeps for whoever needs one next."""
    return {
        thread
        for thread in threading.enumerate()
        if not thread.name.startswith("asyncio_")
    }


def _files() -> Counter[str]:
    """How many files of which kind are open; empty where the system does not tell."""
    if _OPEN_FILES is None:
        return Counter()
    return Counter(filter(None, map(_kind, _OPEN_FILES.iterdir())))


def _kind(number: Path) -> str:
    try:
        target = str(number.readlink())
    except OSError:  # the listing's own, closed by now
        return ""
    return target.partition(":")[0] if ":[" in target else target

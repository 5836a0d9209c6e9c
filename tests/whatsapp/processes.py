"""Which processes there are, as Linux tells."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

__all__ = ["children", "comes_true", "using"]


def using(folder: Path) -> list[int]:
    """The processes whose command names that folder; ours is none of them."""
    wanted = str(folder).encode()
    return [
        pid for pid in _all() if pid != os.getpid() and wanted in _read(pid, "cmdline")
    ]


def children() -> set[int]:
    """The processes that this one has started, and theirs."""
    parents = {pid: _parent(pid) for pid in _all()}
    found: set[int] = set()
    new = {os.getpid()}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new} - found
        found |= new
    return found


async def comes_true(holds: Callable[[], bool], within: float = 10.0) -> bool:
    """Whether it holds within so many seconds."""
    try:
        async with asyncio.timeout(within):
            while not holds():
                await asyncio.sleep(0.02)
    except TimeoutError:
        return False
    return True


def _all() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _parent(pid: int) -> int:
    state, _, rest = _read(pid, "stat").rpartition(b")")[2].strip().partition(b" ")
    return -1 if state in {b"", b"Z"} else int(rest.split()[0])


def _read(pid: int, name: str) -> bytes:
    try:
        return (Path("/proc") / str(pid) / name).read_bytes()
    except OSError:
        return b""

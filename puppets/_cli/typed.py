"""What a person types, or a pipe brings, line by line."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator

__all__ = ["typed"]


async def typed() -> AsyncIterator[str]:
    """
    Each line, until the input ends.

    A thread of its own reads, past Python's buffer: that one would be locked while it
    waits for a person, and the program could not end before.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Queue[bytes] = asyncio.Queue()

    def follow() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            while chunk := os.read(0, 65536):
                loop.call_soon_threadsafe(read.put_nowait, chunk)
            loop.call_soon_threadsafe(read.put_nowait, b"")

    threading.Thread(target=follow, daemon=True, name="puppets-stdin").start()
    rest = b""
    while chunk := await read.get():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace").rstrip("\r")
    if rest:
        yield rest.decode(errors="replace")

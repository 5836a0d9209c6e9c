"""A file that the page has given out, as a box that is read from the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

from ..file_box import FileBox
from .hands import Download

__all__ = ["SHORT", "boxed"]

SHORT = 1_000_000
"""Bytes that may be held in memory (contract 4.8)."""
PIECE = 256 * 1024


def boxed(given: Download, again: Callable[[], Awaitable[Download]]) -> FileBox:
    """
    The file, which is ours now; where it is long, it is read as it lies there.

    Whoever reads it once more, has it downloaded `again`.
    """
    media_type = given.media_type or None
    size = given.path.stat().st_size
    if size <= SHORT:
        content = given.path.read_bytes()
        given.path.unlink()
        return FileBox.from_bytes(content, name=given.name, media_type=media_type)
    waiting = [given]

    async def pieces() -> AsyncGenerator[bytes]:
        held = waiting.pop() if waiting else await again()
        try:
            with held.path.open("rb") as file:
                while piece := await asyncio.to_thread(file.read, PIECE):
                    yield piece
        finally:
            held.path.unlink(missing_ok=True)

    return FileBox.from_stream(
        pieces, name=given.name, size=size, media_type=media_type
    )

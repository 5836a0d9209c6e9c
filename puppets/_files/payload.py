"""A file as the body of a request, or as a part of one."""

from __future__ import annotations

from contextlib import aclosing

from aiohttp import payload
from aiohttp.abc import AbstractStreamWriter

from ..file_box import FileBox

__all__ = ["FilePayload"]


class FilePayload(payload.Payload):
    """A `FileBox` for aiohttp to send, streamed; its size is known."""

    def __init__(self, file: FileBox, media_type: str = "") -> None:
        super().__init__(file, content_type=media_type or file.media_type)
        self._file = file
        self._size = file.size

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        raise TypeError("a file is bytes")

    async def write(self, writer: AbstractStreamWriter) -> None:
        async with aclosing(self._file.chunks()) as chunks:
            async for chunk in chunks:
                await writer.write(chunk)

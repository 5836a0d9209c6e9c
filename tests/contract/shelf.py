"""Files to box: some bytes, a stream of them, a web server that has them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from puppets.file_box import FileBox

__all__ = ["LARGE", "MEGABYTE", "Shelf", "stream_of"]

MEGABYTE = 1024 * 1024
LARGE = os.urandom(MEGABYTE) * 3


def stream_of(*chunks: bytes) -> Callable[[], AsyncIterator[bytes]]:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return stream


class Shelf:
    """A web server on loopback with one file, counting how often it was fetched."""

    def __init__(self, content: bytes, media_type: str | None) -> None:
        self.content = content
        self.media_type = media_type
        self.fetched = 0
        self.port = 0

    async def give(self, request: web.Request) -> web.Response:
        self.fetched += 1
        headers = {"Content-Type": self.media_type} if self.media_type else {}
        return web.Response(body=self.content, headers=headers)

    def box(self, path: str = "/photo.png") -> FileBox:
        return FileBox.from_url(
            f"http://127.0.0.1:{self.port}{path}", allow_private=True
        )

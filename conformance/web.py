"""A web server on this machine: a page, and ways that lead round to it."""

from __future__ import annotations

import asyncio
from typing import Self

__all__ = ["Web"]


class Web:
    """Gives `content` under any name; under a number, after as many redirects."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._server: asyncio.Server | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/{path}"

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            writer.write(self._response(request.split()[1].decode().strip("/")))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # Whoever asked has gone.
        finally:
            writer.close()

    def _response(self, path: str) -> bytes:
        if path.isdigit() and int(path) > 0:
            place = self.url(str(int(path) - 1))
            return _head("302 Found", f"Location: {place}", 0)
        return _head("200 OK", "X-Way: ended", len(self._content)) + self._content


def _head(status: str, header: str, length: int) -> bytes:
    lines = (
        f"HTTP/1.1 {status}",
        header,
        f"Content-Length: {length}",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()

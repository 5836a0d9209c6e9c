"""A client that says and sees bytes, for what must be exact to the byte."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from puppets_standins.faults import FaultProxy

__all__ = ["Heard", "ask", "connected", "heard"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back, and whether it ended with a reset."""

    raw: bytes
    reset: bool

    @property
    def head(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[0]

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]


async def ask(proxy: FaultProxy, request: bytes) -> Heard:
    """Say this on a connection of its own, and listen until it ends."""
    async with connected(proxy) as (reader, writer):
        writer.write(request)
        return await heard(reader)


@asynccontextmanager
async def connected(
    proxy: FaultProxy, *, window: int | None = None
) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection; one with a `window` has no room for more than about so much."""
    address = urlsplit(proxy.url)
    own = socket.socket()
    if window is not None:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    own.setblocking(False)
    await asyncio.get_running_loop().sock_connect(own, (address.hostname, address.port))
    reader, writer = await asyncio.open_connection(sock=own, limit=window or 65536)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def heard(reader: asyncio.StreamReader) -> Heard:
    """All that comes, until it ends."""
    raw = b""
    try:
        while piece := await reader.read(65536):
            raw += piece
        return Heard(raw, reset=False)
    except ConnectionResetError:
        return Heard(raw, reset=True)

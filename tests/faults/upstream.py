"""Servers of third parties, for the proxy to stand in front of."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Self

from aiohttp import web
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

__all__ = ["Early", "Echo", "Talk"]


class Echo:
    """An HTTP server of aiohttp: says back what it is told, and keeps a record."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        """The bodies that came whole."""
        self.begun = 0
        self.pieces = bytearray()
        """All that came of bodies, whole or not."""
        self.gate = asyncio.Event()
        self.left = asyncio.Event()
        """Set when a client has left `/wait`."""
        app = web.Application(client_max_size=2**30)
        app.router.add_route("*", "/echo{tail:.*}", self._echo)
        app.router.add_get("/pieces", self._pieces)
        app.router.add_post("/wait", self._wait)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Read what has come, and end."""
        self.gate.set()
        await self._runner.cleanup()

    def hang_up(self) -> None:
        """End every connection, as a server does with those that are idle for long."""
        assert self._runner.server is not None
        for connection in self._runner.server.connections:
            if connection.transport is not None:
                connection.transport.close()

    async def _echo(self, request: web.Request) -> web.Response:
        self.begun += 1
        body = bytearray()
        async for piece in request.content.iter_any():
            self.pieces += piece
            body += piece
        self.heard.append(bytes(body))
        return web.Response(body=bytes(body), headers={"X-Path": request.path_qs})

    async def _pieces(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if "chunked" in request.query:
            response.enable_chunked_encoding()
        if "packed" in request.query:
            response.enable_compression(web.ContentCoding.gzip)
        await response.prepare(request)
        for piece in (b"one ", b"two ", b"three"):
            await response.write(piece)
        await response.write_eof()
        return response

    async def _wait(self, request: web.Request) -> web.Response:
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.left.set()
            raise
        return web.Response(text="at last")


class Early:
    """A server that answers before it has heard all of the request."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        self.whole = asyncio.Event()
        """Set when the ten bytes of a body have come."""
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly")
        self.answered.set()
        with suppress(asyncio.IncompleteReadError):
            await reader.readexactly(10)
            self.whole.set()
        writer.close()


class Talk:
    """A websocket server of `websockets`: says back what it is told, and what it is let say."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []
        self.connections: list[ServerConnection] = []
        self._server: Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await serve(self._talk, "127.0.0.1", 0, close_timeout=0.1)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"ws://127.0.0.1:{next(iter(self._server.sockets)).getsockname()[1]}"

    async def _talk(self, connection: ServerConnection) -> None:
        self.connections.append(connection)
        with suppress(ConnectionClosed):
            async for message in connection:
                self.heard.append(message)
                await connection.send(message)

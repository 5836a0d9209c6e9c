"""The console's web server."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Self, TypeAlias

from aiohttp import web

from ..errors import ConfigurationError
from ..puppet import Puppet
from .board import Board
from .door import HEADERS, Door
from .place import Place
from .told import End, encoded
from .viewer import Viewer

__all__ = ["Console"]

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
PAGE = Path(__file__).with_name("page")
FILES = {
    "/": ("index.html", "text/html"),
    "/console.css": ("console.css", "text/css"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/console.js": ("console.js", "text/javascript"),
    "/draw.js": ("draw.js", "text/javascript"),
    "/stream.js": ("stream.js", "text/javascript"),
}


class Console:
    """
    One page on which an operator sees how the puppets are.

    To be opened before they start: `async with Console(puppets, Place()) as console`,
    and then `console.link` is what to open in a browser.
    """

    MOST_VIEWERS = 16
    QUIET = 0.2
    """Seconds between two things that a browser is sent: what comes meanwhile is sent
    together."""
    PING = 15.0
    """Seconds after which a browser is told that there is nothing new."""
    STUCK = 20.0
    """Seconds after which a browser that takes nothing is given up."""

    def __init__(self, puppets: Sequence[Puppet], place: Place) -> None:
        self.board = Board(puppets)
        self._place = place
        self._door = Door(place)
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def link(self) -> str:
        """A secret: whoever has it sees all that the operator sees."""
        return self._door.link(self._port)

    async def __aenter__(self) -> Self:
        runner = web.AppRunner(
            self._app(),
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=1.0,
        )
        await runner.setup()
        site = web.TCPSite(runner, self._place.host, self._place.port)
        try:
            await site.start()
        except OSError as error:
            await runner.cleanup()
            where = f"{self._place.host}:{self._place.port}"
            raise ConfigurationError(
                f"the console cannot listen at {where} ({error.strerror}); "
                f"--console {self._place.host}:0 takes a port that is free"
            ) from error
        self._runner = runner
        self._port = runner.addresses[0][1]
        self.board.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.board.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=1024, middlewares=[self._guard])
        app.on_response_prepare.append(_shield)
        for path in FILES:
            app.router.add_get(path, _file)
        app.router.add_get("/events", self._events)
        return app

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        self._door.check_host(request)
        return await handler(request)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        self._door.check_token(request)
        if self.board.viewers >= self.MOST_VIEWERS:
            raise web.HTTPServiceUnavailable(text="too many look on already")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self.board.seen(words=request.query.get("words") == "shown") as viewer:
            await response.prepare(request)
            with contextlib.suppress(ConnectionError):
                await self._tell(viewer, response, request)
        return response

    async def _tell(
        self, viewer: Viewer, response: web.StreamResponse, request: web.Request
    ) -> None:
        """Until the bot stops, or the browser takes nothing any more."""
        try:
            while not viewer.is_over:
                await self._send(response, await self._news(viewer))
                await asyncio.sleep(self.QUIET)
            await self._send(response, encoded(End()))
        except TimeoutError:
            if request.transport is not None:
                request.transport.abort()  # what waits there is not worth the wait

    async def _news(self, viewer: Viewer) -> bytes:
        try:
            async with asyncio.timeout(self.PING):
                await viewer.wait()
        except TimeoutError:
            return b": nothing new\n\n"
        return b"".join(map(encoded, self.board.news(viewer)))

    async def _send(self, response: web.StreamResponse, said: bytes) -> None:
        async with asyncio.timeout(self.STUCK):
            await response.write(said)


async def _file(request: web.Request) -> web.Response:
    name, kind = FILES[request.path]
    text = await asyncio.to_thread((PAGE / name).read_text, "utf-8")
    return web.Response(text=text, content_type=kind, charset="utf-8")


async def _shield(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)

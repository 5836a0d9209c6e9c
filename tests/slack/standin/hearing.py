"""An app's own web server, to which the stand-in posts events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from puppets_standins.ports import free_port

__all__ = ["Heard", "listening"]


@dataclass
class Heard:
    """What came, and how the next ones are answered."""

    url: str
    posts: list[tuple[dict[str, str], bytes, dict[str, Any]]] = field(
        default_factory=list
    )
    answers: list[web.Response] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        body, told = await request.read(), await request.json()
        if told["type"] == "url_verification":
            return web.json_response({"challenge": told["challenge"]})
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.posts.append((headers, body, told))
        return self.answers.pop(0) if self.answers else web.Response()


@asynccontextmanager
async def listening() -> AsyncIterator[Heard]:
    port = free_port()
    heard = Heard(f"http://127.0.0.1:{port}/events")
    app = web.Application()
    app.router.add_post("/events", heard.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield heard
    finally:
        await runner.cleanup()

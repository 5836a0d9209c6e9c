"""Where the stand-in pushes updates to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

__all__ = ["hook"]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def hook(into: list[dict[str, Any]], *statuses: int) -> AsyncIterator[str]:
    """A bot's web server: answers these statuses first, then 200; what was accepted or not goes into the list."""
    left = list(statuses)

    async def accept(request: web.Request) -> web.Response:
        told = await request.json()
        into.append(told | {"secret": request.headers.get(SECRET_HEADER)})
        return web.Response(status=left.pop(0) if left else 200)

    app = web.Application()
    app.router.add_post("/hook", accept)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()

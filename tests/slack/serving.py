"""A server that answers everything alike, and a client that asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from puppets.slack import SlackOptions
from puppets.slack.client import SlackClient
from puppets_standins.ports import free_port
from puppets_standins.slack import BOT_TOKEN

__all__ = ["asking", "served"]

Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def served(answer: Answer) -> AsyncIterator[str]:
    """A server that answers everything so."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[SlackClient]:
    client = SlackClient(
        SlackOptions(bot_token=BOT_TOKEN, app_token="xapp-1", api_url=f"{url}/api/")
    )
    await client.connection.open()
    yield client
    await client.close()

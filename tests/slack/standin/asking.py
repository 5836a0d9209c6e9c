"""How the tests of the stand-in ask it: raw HTTP and raw sockets, no library of Slack's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import aiohttp

from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, SlackServer

__all__ = ["Answer", "Ask", "Line", "come", "heard", "line"]

Answer: TypeAlias = dict[str, Any]
Line: TypeAlias = aiohttp.ClientWebSocketResponse


class Ask:
    """Asks a method with a JSON body, or as a form, as the first bot unless a token says otherwise."""

    def __init__(self, server: SlackServer, http: aiohttp.ClientSession) -> None:
        self.server = server
        self.http = http

    async def __call__(
        self, method: str, token: str = BOT_TOKEN, /, **given: object
    ) -> Answer:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.http.post(
            self.url(method), data=_form(given), headers=headers
        ) as response:
            return dict(await response.json())

    async def json(self, method: str, **given: object) -> Answer:
        headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with self.http.post(
            self.url(method), json=given, headers=headers
        ) as response:
            return dict(await response.json())

    async def refused(self, method: str, **given: object) -> str:
        """The word with which this is refused."""
        answer = await self(method, **given)
        assert answer["ok"] is False, f"{method} was granted: {answer}"
        return str(answer["error"])

    def url(self, method: str) -> str:
        return f"{self.server.url}/api/{method}"


def _form(given: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in given.items()}


@asynccontextmanager
async def line(ask: Ask) -> AsyncIterator[Line]:
    """A socket of the first app, open, whose hello has been read."""
    answer = await ask("apps.connections.open", APP_TOKEN)
    async with ask.http.ws_connect(answer["url"]) as opened:
        hello = await heard(opened)
        assert hello["type"] == "hello"
        await come(lambda: any(s.is_open for s in ask.server.app.outlet.sockets))
        yield opened


async def heard(opened: Line, *, answer: bool = True) -> Answer:
    """The next thing said on a socket, acknowledged where it asks for it."""
    async with asyncio.timeout(5):
        told = dict(await opened.receive_json())
    if answer and "envelope_id" in told:
        await opened.send_json({"envelope_id": told["envelope_id"]})
    return told


async def come(is_so: Callable[[], bool]) -> None:
    """Return when it is so."""
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.005)

"""How the tests of the stand-in ask it: raw HTTP, no library of Telegram's."""

from __future__ import annotations

import asyncio
import io
from typing import Any, TypeAlias

import aiohttp

from puppets_standins.telegram import TelegramServer

__all__ = ["Ask", "Reply", "polled", "reply", "texts"]

# The HTTP status with the result, or with the description of a refusal.
Reply: TypeAlias = tuple[int, Any]


class Ask:
    """Asks a method with a JSON body, as the server's first bot unless a token says otherwise."""

    def __init__(self, server: TelegramServer, http: aiohttp.ClientSession) -> None:
        self._server = server
        self._http = http

    async def __call__(
        self, method: str, token: str | None = None, /, **given: object
    ) -> Reply:
        async with self._http.post(self.url(method, token), json=given) as response:
            return await reply(response)

    def url(self, method: str, token: str | None = None) -> str:
        return f"{self._server.url}/bot{token or self._server.token}/{method}"

    async def upload(
        self, method: str, kind: str, content: bytes, filename: str, **given: object
    ) -> Reply:
        form = aiohttp.FormData({name: str(value) for name, value in given.items()})
        form.add_field(kind, io.BytesIO(content), filename=filename)
        async with self._http.post(self.url(method), data=form) as response:
            return await reply(response)


async def reply(response: aiohttp.ClientResponse) -> Reply:
    body = await response.json()
    assert body["ok"] is (response.status == 200)
    assert body.get("error_code", 200) == response.status
    return response.status, body["result"] if body["ok"] else body["description"]


async def polled(server: TelegramServer) -> None:
    """Return when a poll is waiting."""
    while not server.bot.queue.polled:
        await asyncio.sleep(0)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"].get("text", "") for update in updates]

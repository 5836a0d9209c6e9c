"""slack-sdk's own clients drive the stand-in: both of its sockets, and its patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeAlias

import pytest
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.socket_mode import aiohttp as by_aiohttp
from slack_sdk.socket_mode import websockets as by_websockets
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, SlackServer

from .asking import Ask, come

pytestmark = pytest.mark.anyio

Listener: TypeAlias = Callable[["Client", SocketModeRequest], Awaitable[None]]


class Client(Protocol):
    """What slack-sdk's two asynchronous clients have in common, with types."""

    socket_mode_request_listeners: list[Listener]

    async def connect(self) -> None: ...

    async def close(self) -> None: ...

    async def send_socket_mode_response(self, response: SocketModeResponse) -> None: ...


Clients = pytest.mark.parametrize(
    "kind",
    [by_aiohttp.SocketModeClient, by_websockets.SocketModeClient],
    ids=["on aiohttp", "on websockets"],
)


@asynccontextmanager
async def connected(
    server: SlackServer, kind: Callable[..., Client]
) -> AsyncIterator[asyncio.Queue[str]]:
    """One of slack-sdk's clients, and the texts that it hears."""
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def hear(client: Client, request: SocketModeRequest) -> None:
        answer = SocketModeResponse(envelope_id=request.envelope_id)
        await client.send_socket_mode_response(answer)
        heard.put_nowait(request.payload["event"]["text"])

    api = AsyncWebClient(token=APP_TOKEN, base_url=f"{server.url}/api/")
    client = kind(app_token=APP_TOKEN, web_client=api)
    client.socket_mode_request_listeners.append(hear)
    await client.connect()
    try:
        await come(lambda: any(each.is_open for each in server.app.outlet.sockets))
        yield heard
    finally:
        await client.close()


@Clients
async def test_slack_sdk_hears_and_acknowledges(
    server: SlackServer, alice: str, kind: Callable[..., Client]
) -> None:
    async with connected(server, kind) as heard:
        said = [str(number) for number in range(5)]
        for text in said:
            server.say(alice, alice, text)
        async with asyncio.timeout(5):
            assert sorted([await heard.get() for _ in said]) == said
        await come(lambda: server.app.outlet.is_idle)
        assert server.app.outlet.dropped == []


@Clients
async def test_slack_sdk_follows_a_refresh(
    server: SlackServer, alice: str, kind: Callable[..., Client]
) -> None:
    async with connected(server, kind) as heard:
        [old] = server.app.outlet.sockets
        server.refresh()
        await come(
            lambda: any(s.is_open and s is not old for s in server.app.outlet.sockets)
        )
        await come(lambda: not old.is_open)
        server.say(alice, alice, "over here")
        async with asyncio.timeout(5):
            assert await heard.get() == "over here"


async def test_slack_sdk_waits_as_long_as_it_is_told(
    server: SlackServer, ask: Ask, room: str
) -> None:
    api = AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.url}/api/")
    api.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    server.throttle(1, method="chat.postMessage")
    said = await api.chat_postMessage(channel=room, text="patience")
    assert said["ok"] is True
    calls = [each for each in server.faults.calls if each.method == "chat.postMessage"]
    assert len(calls) == 2
    assert calls[1].at - calls[0].at >= 1


async def test_slack_sdk_uploads_several_files_at_once(
    server: SlackServer, alice: str, room: str
) -> None:
    api = AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.url}/api/")
    uploads = [
        {"filename": name, "content": name.encode(), "title": name}
        for name in ("one.txt", "two.txt")
    ]
    await api.files_upload_v2(channel=room, file_uploads=uploads)
    await come(lambda: not server.shares)
    shown = server.messages(alice, room)[-1]
    assert [(file.name, file.content) for file in shown.files] == [
        ("one.txt", b"one.txt"),
        ("two.txt", b"two.txt"),
    ]

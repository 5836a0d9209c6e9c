"""A stand-in Telegram, and those who use it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer

from .making import made
from .tellings import Hearer

SECRET = "let-me-in"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def client(server: TelegramServer) -> AsyncIterator[TelegramClient]:
    client = TelegramClient(TelegramOptions(token=server.token, api_url=server.url))
    await client.open()
    yield client
    await client.close()


@pytest.fixture
async def puppet(server: TelegramServer) -> AsyncIterator[TelegramPuppet]:
    async with made(server) as puppet:
        yield puppet


@pytest.fixture
def alice(server: TelegramServer) -> int:
    return server.sign_up("Alice")


@pytest.fixture
def hooked(server: TelegramServer) -> TelegramOptions:
    """Options of a puppet with a webhook, at a port that is free."""
    port = free_port()
    return TelegramOptions(
        token=server.token,
        api_url=server.url,
        webhook_url=f"http://127.0.0.1:{port}/updates",
        webhook_secret=SECRET,
        webhook_port=port,
        webhook_limit=10_000,
    )


@pytest.fixture
async def hearer() -> Hearer:
    hearer = Hearer()
    await hearer.begin()
    return hearer

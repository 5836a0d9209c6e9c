"""A stand-in Telegram for each test, and someone to ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ask(server: TelegramServer, http: aiohttp.ClientSession) -> Ask:
    return Ask(server, http)

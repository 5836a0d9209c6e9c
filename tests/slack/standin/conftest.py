"""A stand-in Slack for each test, and someone to ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from puppets_standins.slack import Pace, SlackServer

from .asking import Ask

PACE = Pace(answer=0.2, retries=(0.0, 0.05, 0.1), ping=0.05, warning=0.1)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(PACE) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ask(server: SlackServer, http: aiohttp.ClientSession) -> Ask:
    return Ask(server, http)


@pytest.fixture
async def alice(server: SlackServer) -> str:
    """Someone whose coming is news no longer."""
    alice = server.sign_up("Alice")
    server.app.outlet.forget()
    return alice


@pytest.fixture
async def room(server: SlackServer, alice: str) -> str:
    """A public channel with Alice and the bot in it, of which the bot has been told."""
    room = server.open_room("tea", [alice, server.app.user.id])
    server.app.outlet.forget()
    return room

"""A stand-in Slack, and those who use it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from conformance.hearing import eventually
from puppets import InProcessMemory, MessageEvent
from puppets.slack import SlackPuppet
from puppets.slack.client import SlackClient
from puppets.slack.stream import SocketMode
from puppets_standins.slack import Pace, SlackServer

from .door import Door, hooked
from .making import made, options

PACE = Pace(answer=0.5, retries=(0.0, 0.1, 0.2), ping=0.1, warning=0.5)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(PACE) as running:
        yield running


@pytest.fixture
async def client(server: SlackServer) -> AsyncIterator[SlackClient]:
    client = SlackClient(options(server))
    await client.open()
    yield client
    await client.close()


@pytest.fixture
async def alice(server: SlackServer) -> str:
    """Someone whose coming is news no longer."""
    alice = server.sign_up("Alice")
    server.app.outlet.forget()
    return alice


@pytest.fixture
async def room(server: SlackServer, alice: str) -> str:
    """A channel with Alice and the bot in it, of which the bot has been told."""
    room = server.open_room("tea", [alice, server.app.user.id])
    server.app.outlet.forget()
    return room


@pytest.fixture
async def puppet(server: SlackServer, alice: str) -> AsyncIterator[SlackPuppet]:
    async with made(server) as puppet:
        yield puppet


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with aiohttp.ClientSession() as http:
        yield Door(http)


@pytest.fixture
async def posted(
    server: SlackServer, door: Door, alice: str
) -> AsyncIterator[SlackPuppet]:
    """A puppet to which the stand-in posts."""
    async with hooked(server, door) as puppet:
        await server.request_url(door.url)
        yield puppet


@pytest.fixture
def memory() -> InProcessMemory:
    return InProcessMemory()


@pytest.fixture
async def away(
    server: SlackServer, memory: InProcessMemory, alice: str, room: str
) -> SlackPuppet:
    """A puppet that was there, has heard of the room and of Alice, and is gone."""
    puppet = made(server, memory=memory)
    async with puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(MessageEvent) as messages:
            server.say(alice, room, "before")
            server.say(alice, alice, "before")
            for _ in range(2):
                await anext(messages)
    return puppet


@pytest.fixture
async def source(server: SlackServer, client: SlackClient) -> AsyncIterator[SocketMode]:
    source = SocketMode(options(server), client)
    await source.open()
    yield source
    await source.close()

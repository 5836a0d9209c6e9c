"""Worlds on a real homeserver, and people in them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conformance.world import Room
from fixtures.gitter.encrypted import EncryptedGitterWorld
from fixtures.gitter.human import GitterHuman
from fixtures.gitter.world import GitterWorld
from puppets.gitter import GitterPuppet


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def world() -> AsyncIterator[GitterWorld]:
    async with GitterWorld() as world:
        yield world


@pytest.fixture
async def puppet(world: GitterWorld) -> AsyncIterator[GitterPuppet]:
    async with world.puppet() as puppet:
        yield puppet


@pytest.fixture
async def alice(world: GitterWorld) -> GitterHuman:
    return await world.human("Alice")


@pytest.fixture
async def bob(world: GitterWorld) -> GitterHuman:
    return await world.human("Bob")


@pytest.fixture
async def room(world: GitterWorld, alice: GitterHuman, bob: GitterHuman) -> Room:
    """A room with Alice, Bob and the puppet in it."""
    return await world.room("tea", alice, bob)


@pytest.fixture
async def closed() -> AsyncIterator[EncryptedGitterWorld]:
    async with EncryptedGitterWorld() as world:
        yield world

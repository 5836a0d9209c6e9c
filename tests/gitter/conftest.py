"""Worlds on a real homeserver, and people in them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from contextlib import suppress
from pathlib import Path

import pytest

from conformance.world import Room
from puppets.gitter import GitterPuppet
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.homeserver import prepared, shared
from puppets_standins.gitter.human import GitterHuman
from puppets_standins.gitter.world import GitterWorld

FOLDER = Path(__file__).parent


def pytest_collection_finish(session: pytest.Session) -> None:
    """The homeserver takes its time: it may begin while other tests run."""
    if not session.config.option.collectonly and any(map(_needs_it, session.items)):
        prepared()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """That it is there is not for the first test to wait for, in its own time."""
    if _needs_it(item):
        with suppress(RuntimeError):  # the test will say so
            shared()
    return (yield)


def _needs_it(item: pytest.Item) -> bool:
    return item.path.parent == FOLDER and item.get_closest_marker("anyio") is not None


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

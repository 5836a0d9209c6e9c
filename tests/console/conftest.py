"""A console beside a puppet on the mock, and who looks at it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from puppets._console.place import Place
from puppets._console.server import Console
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .browsing import chromium

__all__ = ["chromium"]


@pytest.fixture
def mocker() -> Mocker:
    return Mocker()


@pytest.fixture
def alice(mocker: Mocker) -> Person:
    return mocker.person("Alice")


@pytest.fixture
def puppet(mocker: Mocker) -> MockPuppet:
    return MockPuppet(MockOptions(mocker=mocker))


@pytest.fixture
async def console(puppet: MockPuppet, alice: Person) -> AsyncIterator[Console]:
    """Open, and the puppet is started after it."""
    async with Console([puppet], Place(port=0)) as console, puppet:
        yield console


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session

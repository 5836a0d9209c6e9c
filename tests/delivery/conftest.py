"""The platforms on which what is promised of delivery is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conformance import World
from puppets_standins.mock import MockWorld
from puppets_standins.slack.world import SlackWorld
from puppets_standins.telegram.server import TelegramServer
from puppets_standins.telegram.world import TelegramWorld
from tests.contract.site import Site, opened

WORLDS: dict[str, type[World]] = {"mock": MockWorld, "telegram": TelegramWorld}
ALL_WORLDS: dict[str, type[World]] = {**WORLDS, "slack": SlackWorld}


@pytest.fixture(autouse=True)
def _at_full_speed(unmeasured: None) -> None:
    """What is reached here, the units and the suite reach too, and with less ado."""


@pytest.fixture(params=WORLDS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Each platform in turn."""
    async with WORLDS[request.param]() as world:
        yield world


@pytest.fixture(params=ALL_WORLDS)
async def any_world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Each platform in turn, those too on which not all is shown that is long."""
    async with ALL_WORLDS[request.param]() as world:
        yield world


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Telegram alone, for what concerns its wire."""
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A server on the web, to fetch from."""
    async with opened() as site:
        yield site

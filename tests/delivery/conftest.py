"""The platforms on which what is promised of delivery is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conformance import World
from fixtures.mock import MockWorld
from fixtures.telegram.world import TelegramWorld

WORLDS: dict[str, type[World]] = {"mock": MockWorld, "telegram": TelegramWorld}


@pytest.fixture(params=WORLDS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Each platform in turn."""
    async with WORLDS[request.param]() as world:
        yield world

"""Bots that others wrote, on a puppet of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from puppets.mock import Person, Room
from tests.service.stage import Stage, serving, typescript_bot


@pytest.fixture(scope="package", autouse=True)
async def one_loop(anyio_backend: str) -> AsyncIterator[None]:
    """
    All tests here share one event loop: grpcio has one queue a process, and what it has
    still to say to a loop that was closed meanwhile is raised in the loop of today.
    """
    yield  # noqa: PT022 - a fixture that returns gives its loop back


@pytest.fixture(scope="module", params=[True, False], ids=["over TLS", "without TLS"])
async def walk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """The bot that walks the whole user API, logged in."""
    async with serving(tls=request.param) as stage:
        cwd = tmp_path_factory.mktemp("walk")
        async with typescript_bot(stage, cwd, "walk.mjs") as stage.bot:
            await stage.bot.hears("login")
            await stage.bot.hears("ready")
            yield stage


@pytest.fixture
def alice(walk: Stage) -> Person:
    return walk.mocker.person("Alice")


@pytest.fixture
def bob(walk: Stage) -> Person:
    return walk.mocker.person("Bob")


@pytest.fixture
def tea(walk: Stage, alice: Person, bob: Person) -> Room:
    return walk.mocker.room("tea", alice, bob)

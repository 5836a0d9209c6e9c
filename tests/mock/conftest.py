"""A mocker, two people, and a puppet that is started."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .watch import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def mocker(watch: Watch) -> Mocker:
    return Mocker(clock=watch)


@pytest.fixture
def alice(mocker: Mocker) -> Person:
    return mocker.person("Alice")


@pytest.fixture
def bob(mocker: Mocker) -> Person:
    return mocker.person("Bob")


@pytest.fixture
async def puppet(mocker: Mocker) -> AsyncIterator[MockPuppet]:
    async with MockPuppet(MockOptions(mocker=mocker)) as puppet:
        yield puppet

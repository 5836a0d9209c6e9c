"""A bot on the mock, and Alice who talks with it."""

from __future__ import annotations

import pytest

from puppets import Bot
from puppets.mock import Mocker, MockOptions, MockPuppet, Person


@pytest.fixture
def mocker() -> Mocker:
    return Mocker()


@pytest.fixture
def alice(mocker: Mocker) -> Person:
    return mocker.person("Alice")


@pytest.fixture
def bob(mocker: Mocker) -> Person:
    return mocker.person("Bob")


@pytest.fixture
def puppet(mocker: Mocker) -> MockPuppet:
    return MockPuppet(MockOptions(mocker=mocker))


@pytest.fixture
def bot(puppet: MockPuppet) -> Bot:
    return Bot(puppet)

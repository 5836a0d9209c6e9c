"""The contract, through a puppet service, on the mock."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.service.mock import MockServiceWorld


@pytest.fixture(autouse=True)
def one_loop() -> None:
    """In place of the folder's: the suite gives each of its tests a loop."""


class TestService(Conformance):
    world_type = MockServiceWorld
    sdks = ("grpcio", "protobuf")

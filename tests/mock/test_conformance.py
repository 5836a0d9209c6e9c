"""The mock puppet, by the law."""

from conformance import Conformance
from fixtures.mock import MockWorld


class TestMock(Conformance):
    world_type = MockWorld
    reconnects = 100

"""The mock puppet, by the law."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conformance import Conformance
from puppets import SqliteMemory
from puppets.mock import MockPuppet
from puppets_standins.mock import MockWorld


class OnDisk(MockWorld):
    """The same platform; each puppet remembers in a file of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._files: Iterator[Path] = (
            Path(self._folder.name, f"{n}.sqlite") for n in itertools.count()
        )

    async def __aexit__(self, *_: object) -> None:
        await super().__aexit__()
        self._folder.cleanup()

    def _puppet(self, token: str) -> MockPuppet:
        return MockPuppet(self._options(token), memory=SqliteMemory(next(self._files)))


class TestMock(Conformance):
    world_type = MockWorld
    reconnects = 100


@pytest.mark.usefixtures("unmeasured")
class TestMockOnDisk(Conformance):
    world_type = OnDisk

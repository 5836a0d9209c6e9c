"""The suite, run against whichever puppet is under suspicion."""

from __future__ import annotations

import sys
from typing import ClassVar

import pytest

from conformance import Conformance, hearing
from conformance.collection import function_of
from conformance.harness import Harness
from conformance.test_shape import Shape
from puppets.mock import MockPuppet
from puppets_standins.mock.world import MockWorld
from tests.unmeasured import unmeasured

__all__ = ["Suspicion", "accuse", "area_of"]

# Run by hand, each would look at the tests of this process again.
OFF = ("cacheprovider", "xdist", "terminal", "faulthandler", "randomly", "cov")


class SuspectWorld(MockWorld):
    """A world whose puppet is the one under suspicion: see `accuse`."""


class Brief(Harness):
    """The suite as it suffices here."""

    world_type = SuspectWorld
    walks: ClassVar[int] = 3
    kills: ClassVar[int] = 5
    said_while_killed: ClassVar[int] = 50


class Suspicion:
    """A plugin of pytest that runs the tests of one area, and notes who accuses."""

    def __init__(self, area: type[object]) -> None:
        self._area = area
        self.ran: set[str] = set()
        self.accusers: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if hasattr(self._area, function_of(item))]
        for item in items:
            # A suspect that hangs need not hang for long.
            item.add_marker(pytest.mark.timeout(10), append=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.location[2].partition(".")[2].partition("[")[0]
        self.ran.add(name)
        if report.failed:
            self.accusers[name] = report.longreprtext


def area_of(test: str) -> type[object]:
    """The part of the suite in which a test stands."""
    [area] = [part for part in Conformance.__bases__ if hasattr(part, test)]
    return area


def accuse(
    puppet_type: type[MockPuppet],
    area: type[object],
    monkeypatch: pytest.MonkeyPatch,
    *options: str,
) -> Suspicion:
    """Run the tests of an area, or of all, against this puppet."""
    suspicion = Suspicion(area)
    monkeypatch.setattr(hearing, "PATIENCE", 1.5)
    monkeypatch.setattr(SuspectWorld, "puppet_type", puppet_type)
    # That area looks at all of the suite; of the others, only their own is collected.
    suite = Conformance if area is Shape else area
    suspect = type("TestSuspect", (Brief, suite), {})
    monkeypatch.setattr(sys.modules[__name__], "TestSuspect", suspect, raising=False)
    off = [part for plugin in OFF for part in ("-p", f"no:{plugin}")]
    with unmeasured():
        pytest.main([__file__, *off, *options], plugins=[suspicion])
    return suspicion

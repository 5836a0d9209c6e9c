"""The suite, run against whichever puppet is under suspicion."""

from __future__ import annotations

from typing import ClassVar

import pytest

from conformance import Conformance, hearing
from fixtures.mock.world import MockWorld
from puppets.mock import MockPuppet

__all__ = ["Suspicion", "TestSuspect", "accuse", "area_of"]

# Run by hand, each would look at the tests of this process again.
OFF = ("cacheprovider", "xdist", "terminal", "faulthandler", "randomly", "cov")


class SuspectWorld(MockWorld):
    """A world whose puppet is the one under suspicion: see `accuse`."""


class TestSuspect(Conformance):
    """The whole contract again."""

    world_type = SuspectWorld
    walks: ClassVar[int] = 3
    kills: ClassVar[int] = 5
    said_while_killed: ClassVar[int] = 50


class Suspicion:
    """A plugin of pytest that runs the tests of one area, and notes who accuses."""

    def __init__(self, area: str | None) -> None:
        self._area = area
        self.ran: set[str] = set()
        self.accusers: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self._area in {None, _home(item.name)}]
        for item in items:
            # A suspect that hangs need not hang for long.
            item.add_marker(pytest.mark.timeout(10), append=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.location[2].partition(".")[2].partition("[")[0]
        self.ran.add(name)
        if report.failed:
            self.accusers[name] = report.longreprtext


def area_of(test: str) -> str:
    """The module in which a test of the suite stands."""
    return str(getattr(Conformance, test).__module__)


def _home(item: str) -> str:
    return area_of(item.partition("[")[0])


def accuse(
    puppet_type: type[MockPuppet],
    area: str | None,
    monkeypatch: pytest.MonkeyPatch,
    *options: str,
) -> Suspicion:
    """Run the tests of an area, or all, against this puppet."""
    suspicion = Suspicion(area)
    monkeypatch.setattr(hearing, "PATIENCE", 1.5)
    monkeypatch.setattr(SuspectWorld, "puppet_type", puppet_type)
    off = [part for plugin in OFF for part in ("-p", f"no:{plugin}")]
    pytest.main([__file__, *off, *options], plugins=[suspicion])
    return suspicion

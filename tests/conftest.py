"""What every test may lean on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import environments
from tests.environments import Environment
from tests.unmeasured import unmeasured

# pytest-timeout watches the clock for all tests alike.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(name="unmeasured")
def _unmeasured() -> Iterator[None]:
    """For tests that reach nothing which others do not."""
    with unmeasured():
        yield


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree. Each xdist worker builds its own: it takes half a second."""
    return environments.build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def new_environment(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Environment]:
    """Make an empty environment with these requirements, on this Python or on a given one."""

    def new(*requirements: str, python: str | None = None) -> Environment:
        return Environment.new(
            tmp_path_factory.mktemp("venv"), *requirements, python=python
        )

    return new


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _ended(terminalreporter, "passed", "test_install.py"):
        terminalreporter.write_line(f"installed on {environments.pythons_line()}")
    for line in _figures(terminalreporter):
        terminalreporter.write_line(line)
    caught = _ended(terminalreporter, "passed", "::test_a_saboteur_is_caught[")
    free = _ended(terminalreporter, "failed", "::test_a_saboteur_is_caught[")
    if caught or free:
        terminalreporter.write_line(f"saboteurs: {caught} of {caught + free} caught")


def _figures(reporter: pytest.TerminalReporter) -> Iterator[str]:
    """What tests have measured, and told by `record_property`."""
    for report in sorted(reporter.getreports("passed"), key=lambda one: one.nodeid):
        figures = [
            f"{name} {figure}"
            for name, figure in report.user_properties
            if isinstance(figure, int | float | str)
        ]
        if figures and report.when == "call":
            test = report.nodeid.rpartition("::")[2].removeprefix("test_")
            where = report.nodeid.split("/")[1]
            yield f"{where}: {test.replace('_', ' ')}: {', '.join(figures)}"


def _ended(reporter: pytest.TerminalReporter, outcome: str, where: str) -> int:
    """How many tests, of those whose names hold `where`, ended so."""
    return sum(
        where in report.nodeid and report.when == "call"
        for report in reporter.getreports(outcome)
    )

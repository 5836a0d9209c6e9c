"""What every test may lean on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests import environments
from tests.environments import Environment

# pytest-timeout watches the clock for all tests alike.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


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
    installed = [
        report
        for report in terminalreporter.getreports("passed")
        if "test_install.py" in report.nodeid
    ]
    if installed:
        terminalreporter.write_line(f"installed on {environments.pythons_line()}")

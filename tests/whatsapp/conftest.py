"""What the tests of WhatsApp lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .chromium import chromium

__all__ = ["chromium"]

HERE = Path(__file__).parent
IN_WORK = "WhatsApp is in work: `make test ARGS=tests/whatsapp` runs its tests"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """They take a browser and four minutes, for a puppet that nobody can run yet."""
    if any(HERE.name in argument for argument in config.args):
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=IN_WORK))

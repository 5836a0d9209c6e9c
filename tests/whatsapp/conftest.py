"""What the tests of WhatsApp lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .chromium import chromium

__all__ = ["chromium"]

HERE = Path(__file__).parent
WHOLE = "test_conformance_"
BY_NAME = "the whole suite in a browser: `make tables` runs it, or name its file"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Each takes minutes of all cores; the other tests work all three pages, too."""
    if config.getoption("puppet_report"):
        return
    for item in items:
        name = item.path.name
        named = any(name in argument for argument in config.args)
        if item.path.parent == HERE and name.startswith(WHOLE) and not named:
            item.add_marker(pytest.mark.skip(reason=BY_NAME))

"""What the tests of WhatsApp lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .chromium import chromium

__all__ = ["chromium"]

HERE = Path(__file__).parent
OLDER = ("test_conformance_bare.py", "test_conformance_packed.py")
BY_NAME = "the whole suite on an older page: `make tables`, or name its file"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """A run takes some minutes of both cores; the page's own tests read all of the pages."""
    if config.getoption("puppet_report"):
        return
    for item in items:
        name = item.path.name
        named = any(name in argument for argument in config.args)
        if item.path.parent == HERE and name in OLDER and not named:
            item.add_marker(pytest.mark.skip(reason=BY_NAME))

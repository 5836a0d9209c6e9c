"""What the tests of WhatsApp lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .chromium import chromium

__all__ = ["chromium"]

HERE = Path(__file__).parent
WITHOUT_A_BROWSER = ("test_translate", "test_options", "test_roster", "test_news")
BY_NAME = "in a browser, ten minutes in all: `make test ARGS=tests/whatsapp` runs it"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """They take longer than all the others: who asks for the folder, or tables, has them."""
    named = any(HERE.name in argument for argument in config.args)
    if named:
        return
    for item in items:
        is_quick = item.path.name.startswith(WITHOUT_A_BROWSER)
        if HERE in item.path.parents and not is_quick:
            item.add_marker(pytest.mark.skip(reason=BY_NAME))

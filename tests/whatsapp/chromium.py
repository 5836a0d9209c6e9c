"""One Chromium for a module's tests: pages are written into it, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

__all__ = ["FOUND", "chromium"]

FOUND = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
async def chromium(anyio_backend: str) -> AsyncIterator[Page]:
    """An empty page, in British English, at UTC."""
    if FOUND is None:
        pytest.skip("no Chromium on the PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=FOUND, args=["--disable-gpu"]
        )
        context = await browser.new_context(
            locale="en-GB",
            timezone_id="UTC",
            viewport={"width": 1280, "height": 1200},
        )
        yield await context.new_page()
        await browser.close()

"""The page in a real Chromium, and what it did there."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, async_playwright

from puppets._console.server import Console

__all__ = ["AXE", "FOUND", "MARKS", "Looked", "browsing", "chromium"]

FOUND = shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"
MARKS = [
    pytest.mark.anyio,
    pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH"),
    # A browser takes a second to start, and more on a busy machine.
    pytest.mark.timeout(60),
]
DESKTOP, PHONE = (1280, 900), (320, 640)


@pytest.fixture(scope="module")
async def chromium(anyio_backend: str) -> AsyncIterator[Browser]:
    """One for a module's tests: each has a context of its own."""
    if FOUND is None:
        pytest.skip("no Chromium on the PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=FOUND, args=["--disable-gpu"]
        )
        yield browser
        await browser.close()


@dataclass
class Looked:
    """A page, what it asked the network for, and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    referred: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def live(self) -> None:
        await self.page.wait_for_selector("#link[data-is=live]")

    async def link_is(self, what: str) -> None:
        await self.page.wait_for_selector(f"#link[data-is={what}]")

    async def shows(self, text: str) -> None:
        await self.page.get_by_text(text, exact=False).first.wait_for()


@asynccontextmanager
async def browsing(
    chromium: Browser,
    console: Console,
    *,
    scheme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = DESKTOP,
    link: str = "",
) -> AsyncIterator[Looked]:
    """The console, opened by its link; whatever the page complains of fails the test."""
    width, height = size
    context = await chromium.new_context(
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="UTC",
        viewport={"width": width, "height": height},
    )
    context.set_default_timeout(10_000)
    page = await context.new_page()
    looked = Looked(page)
    page.on("request", lambda request: looked.asked.append(request.url))
    page.on(
        "request",
        lambda request: looked.referred.append(request.headers.get("referer", "")),
    )
    page.on("pageerror", lambda error: looked.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            looked.complaints.append(said.text)
            # What the network refuses is said there too, and is no fault of the page.
            if said.type in ("error", "warning") and "Failed to load" not in said.text
            else None
        ),
    )
    await page.goto(link or console.link)
    try:
        yield looked
        assert looked.complaints == [], looked.complaints
    finally:
        await context.close()

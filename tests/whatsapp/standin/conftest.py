"""A stand-in WhatsApp for each test, and a browser that opens its page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from puppets_standins.whatsapp.chromium import ARGUMENTS, executable
from puppets_standins.whatsapp.faults import Pace
from puppets_standins.whatsapp.server import WhatsAppServer

from .desk import USER_AGENT, Desk

GENERATIONS = ("2025-packed", "2026-04-bare", "2026-09-classless")
PACE = Pace(code=0.4, codes=3, phone_code=0.4, ping=0.2, patience=1.0, reconnect=0.05)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the tests of a file: it takes a second to start."""
    found = executable()
    if found is None:
        pytest.skip("no Chromium on the PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found, args=list(ARGUMENTS)
        )
        yield browser
        await browser.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A profile of its own, with nothing in it."""
    context = await browser.new_context(
        user_agent=USER_AGENT,
        viewport={"width": 1200, "height": 800},
        timezone_id="UTC",
    )
    context.set_default_timeout(5000)
    yield context
    await context.close()


@pytest.fixture(params=GENERATIONS)
def generation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def locale() -> str:
    return "en"


@pytest.fixture
async def server(generation: str, locale: str) -> AsyncIterator[WhatsAppServer]:
    server = WhatsAppServer(generation, locale, PACE)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def desk(server: WhatsAppServer, context: BrowserContext) -> AsyncIterator[Desk]:
    """A page that nobody has opened yet; in the end it must not have complained."""
    desk = Desk(await context.new_page(), server)
    yield desk
    assert desk.complaints == []

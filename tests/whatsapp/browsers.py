"""Browsers in profiles of their own, and a page of ours at the real origin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.async_api import Page, Route

from puppets.whatsapp import WhatsAppOptions
from puppets.whatsapp.browser import Browser

from .chromium import FOUND

__all__ = ["MARKS", "at_home", "browser"]

MARKS = [
    pytest.mark.anyio,
    pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH"),
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="looks into /proc for processes"
    ),
    # A browser takes a second to start, and more on a busy machine.
    pytest.mark.timeout(60),
]


def browser(profile: Path, **more: str) -> Browser:
    told = {f"WHATSAPP_{name.upper()}": value for name, value in more.items()}
    told["WHATSAPP_PROFILE"] = str(profile)
    return Browser(WhatsAppOptions.from_environment(told))


async def at_home(page: Page) -> Page:
    """At the real origin, which here is a page of ours."""

    async def fulfil(route: Route) -> None:
        await route.fulfill(body="<html><body>home</body></html>")

    await page.context.route("https://web.whatsapp.com/**", fulfil)
    await page.goto("https://web.whatsapp.com/")
    return page

"""Several puppets work in one browser that runs already, and share nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from puppets import Unavailable
from puppets.whatsapp.driver import running

from .browsers import MARKS, at_home, browser
from .chromium import FOUND
from .processes import children, using

pytestmark = MARKS


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "a profile"


@pytest.fixture
async def endpoint(tmp_path: Path) -> AsyncIterator[str]:
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            tmp_path / "shared",
            executable_path=FOUND,
            args=["--remote-debugging-port=0"],
        )
        told = (tmp_path / "shared" / "DevToolsActivePort").read_text().split()
        yield f"http://127.0.0.1:{told[0]}"
        await context.close()


async def test_two_puppets_work_in_one_browser_and_share_nothing(
    endpoint: str, tmp_path: Path
) -> None:
    one, other = (browser(tmp_path / name, endpoint=endpoint) for name in "ab")
    try:
        first, second = (
            await at_home(await one.open()),
            await at_home(await other.open()),
        )
        await first.evaluate("localStorage.device = 'first'")
        assert await second.evaluate("localStorage.device ?? null") is None
        assert "Headless" not in str(await first.evaluate("navigator.userAgent"))
    finally:
        await one.close()
        assert not second.is_closed()
        await other.close()


async def test_a_session_is_kept_beside_the_profile(
    endpoint: str, profile: Path
) -> None:
    one = browser(profile, endpoint=endpoint)
    await (await at_home(await one.open())).evaluate("localStorage.device = 'kept'")
    await one.keep()
    await one.close()
    one = browser(profile, endpoint=endpoint)
    page = await at_home(await one.open())
    assert await page.evaluate("localStorage.device") == "kept"
    one.forget()
    await one.close()
    one = browser(profile, endpoint=endpoint)
    page = await at_home(await one.open())
    assert await page.evaluate("localStorage.device ?? null") is None
    await one.close()


async def test_whoever_holds_a_running_browser_shares_its_driver(
    endpoint: str, tmp_path: Path
) -> None:
    async with running(endpoint):
        before = children()
        one = browser(tmp_path / "a", endpoint=endpoint)
        await one.open()
        assert {
            pid for pid in children() - before if not using(tmp_path / "shared")
        } == set()
        await one.close()


async def test_no_browser_at_an_address_is_said(profile: Path) -> None:
    one = browser(profile, endpoint="http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="no browser runs at"):
        await one.open()
    assert not (profile / "puppets.owner").exists()

"""The code that links an account, on the card of its puppet."""

from __future__ import annotations

import aiohttp
import pytest
from playwright.async_api import Browser

from puppets import ScanEvent, ScanStatus
from puppets._console.server import Console
from puppets._observing.observers import observers_of
from puppets.mock import MockPuppet

from .browsing import FOUND, browsing
from .listening import looking

pytestmark = pytest.mark.anyio

TYPED = "ABCD-1234"


async def asks(puppet: MockPuppet, code: str) -> None:
    """The account is to be linked by this code."""
    await puppet.logout()
    waits = ScanEvent(status=ScanStatus.WAITING, qrcode=code)
    observers_of(puppet).heard(waits)


@pytest.mark.parametrize("typed", [TYPED, TYPED.replace("-", "")])
async def test_a_code_to_type_is_told_as_it_is(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet, typed: str
) -> None:
    async with looking(console, http) as stream:
        await asks(puppet, typed)
        card = await stream.card(scan="waiting")
        assert (card.typed, card.code, card.code_size) == (typed, "", 0)


async def test_a_code_that_no_picture_holds_takes_nothing_else_from_the_page(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet
) -> None:
    async with looking(console, http) as stream:
        await stream.card(stage="online")
        await asks(puppet, "x" * 3000)
        assert (await stream.card(scan="waiting")).code == ""
    async with looking(console, http) as stream:
        await stream.card(scan="waiting")


@pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH")
@pytest.mark.timeout(
    60
)  # a browser takes a second to start, and more on a busy machine
async def test_a_code_to_type_is_text_and_no_picture(
    chromium: Browser, console: Console, puppet: MockPuppet
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        await asks(puppet, TYPED)
        await looked.shows(f"Type this on the phone: {TYPED}")
        assert await looked.page.locator("svg.code").count() == 0
        now = looked.page.locator("[aria-current=step]")
        assert await now.inner_text() == "Type the code"

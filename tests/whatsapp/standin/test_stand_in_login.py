"""Before there is anything to see: codes, phones, other windows, pages that fail."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import BrowserContext, Error, expect

from puppets_standins.whatsapp.origin import ORIGIN, at_origin
from puppets_standins.whatsapp.server import WhatsAppServer

from .desk import Desk

pytestmark = pytest.mark.anyio

SCAN = {
    "en": "Scan this QR code to link a device!",
    "es": "¡Escanea este código QR para vincular un dispositivo!",
}


async def code(desk: Desk) -> str:
    shown = desk.page.locator("[data-ref]")
    await expect(shown).to_be_visible()
    return await shown.get_attribute("data-ref") or ""


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_an_empty_profile_is_shown_a_code(
    desk: Desk, locale: str, generation: str
) -> None:
    await desk.page.goto(desk.server.url)
    assert (await code(desk)).startswith("2@")
    drawn = "img[alt]" if generation == "2026-09-classless" else "canvas[aria-label]"
    picture = desk.page.locator(f"[data-ref] > {drawn}")
    name = "alt" if generation == "2026-09-classless" else "aria-label"
    assert await picture.get_attribute(name) == SCAN[locale]
    assert await desk.page.locator("html").get_attribute("lang") == locale


async def test_a_scanned_code_opens_the_chats_for_good(desk: Desk) -> None:
    desk.hear(desk.person("Alice"), "hello")
    await desk.page.goto(desk.server.url)
    desk.server.linking.scan(desk.me, await code(desk))
    await desk.open("Alice")
    await desk.page.reload()
    await desk.open("Alice")


async def test_a_code_is_renewed_and_the_old_one_worth_nothing(desk: Desk) -> None:
    await desk.page.goto(desk.server.url)
    old = await code(desk)
    await expect(desk.page.locator("[data-ref]")).not_to_have_attribute("data-ref", old)
    with pytest.raises(LookupError):
        desk.server.linking.scan(desk.me, old)


async def test_after_the_last_code_one_has_to_ask_for_more(desk: Desk) -> None:
    await desk.page.goto(desk.server.url)
    again = desk.page.get_by_role("button", name="Click to reload QR code")
    await expect(again).to_be_visible()
    old = await code(desk)
    await again.click()
    await expect(desk.page.locator("[data-ref]")).not_to_have_attribute("data-ref", old)
    desk.server.linking.scan(desk.me, await code(desk))
    await expect(desk.page.locator("#pane-side")).to_be_visible()


async def test_a_number_is_given_a_code_to_type(desk: Desk) -> None:
    await desk.page.goto(desk.server.url)
    await desk.page.get_by_role("button", name="Log in with phone number").click()
    await desk.page.get_by_label("Type your phone number").fill(desk.me.person.phone)
    await desk.press("Next")
    shown = desk.page.locator("[data-link-code]")
    typed = await shown.get_attribute("data-link-code") or ""
    assert len(typed.split(",")) == 8
    await expect(shown).not_to_have_attribute("data-link-code", typed)
    typed = await shown.get_attribute("data-link-code") or ""
    desk.server.linking.type_in(desk.me, typed)
    await expect(desk.page.locator("#pane-side")).to_be_visible()


async def test_the_phone_logs_the_browser_out(desk: Desk) -> None:
    await desk.log_in()
    desk.server.revoke()
    await code(desk)
    assert await desk.page.evaluate("localStorage.length") == 1
    await expect(desk.page.locator("#side")).to_have_count(0)


async def test_one_logs_out_on_the_page(desk: Desk) -> None:
    await desk.log_in()
    await desk.page.get_by_role("button", name="Menu").first.click()
    await desk.item("Log out").click()
    await desk.page.get_by_role("dialog").get_by_text("Log out", exact=True).click()
    await code(desk)
    assert desk.me.devices == set()
    assert desk.server.requests == 1


async def test_a_second_window_takes_over_until_the_first_is_wanted_again(
    desk: Desk, context: BrowserContext
) -> None:
    await desk.page.goto(desk.server.page_url())
    await expect(desk.page.locator("#pane-side")).to_be_visible()
    other = await context.new_page()
    await other.goto(desk.server.url)
    await expect(other.locator("#pane-side")).to_be_visible()
    await expect(desk.page.get_by_role("dialog")).to_contain_text("another window")
    await expect(desk.page.locator("#side")).to_have_count(0)
    await desk.press("Use here")
    await expect(desk.page.locator("#pane-side")).to_be_visible()
    await expect(other.get_by_role("dialog")).to_contain_text("another window")


async def test_two_browsers_of_one_account_do_not_disturb_each_other(
    desk: Desk, context: BrowserContext
) -> None:
    await desk.log_in()
    assert context.browser is not None
    elsewhere = await context.browser.new_context(user_agent="Chrome/156")
    other = await elsewhere.new_page()
    await other.goto(desk.server.page_url())
    await expect(other.locator("#pane-side")).to_be_visible()
    await expect(desk.page.locator("#pane-side")).to_be_visible()
    await elsewhere.close()


@pytest.mark.parametrize("generation", ["2026-09-classless"])
class TestPagesThatFail:
    """They are one in every generation."""

    async def test_a_browser_that_is_too_old_is_told_so(self, desk: Desk) -> None:
        desk.server.faults.unsupported = True
        await desk.page.goto(desk.server.page_url())
        text = desk.page.locator(".landing-title")
        await expect(text).to_have_text("WhatsApp works with Google Chrome 85+")

    async def test_a_headless_browser_that_says_so_is_too_old(
        self, desk: Desk, context: BrowserContext
    ) -> None:
        assert context.browser is not None
        plain = await context.browser.new_context()
        page = await plain.new_page()
        await page.goto(desk.server.page_url())
        await expect(page.locator(".landing-title")).to_be_visible()
        await plain.close()

    async def test_a_page_may_load_for_ever(self, desk: Desk) -> None:
        desk.server.faults.loading = True
        await desk.page.goto(desk.server.page_url())
        await expect(desk.page.locator("#initial_startup progress")).to_be_visible()
        assert desk.server.sockets.asked == []

    async def test_a_page_may_be_refused(self, desk: Desk) -> None:
        desk.server.faults.status = 503
        answer = await desk.page.goto(desk.server.page_url())
        assert answer is not None
        assert answer.status == 503

    async def test_a_page_may_come_late_or_never(self, desk: Desk) -> None:
        desk.server.faults.slow = 0.3
        await desk.log_in()
        desk.server.faults.hang = True
        with pytest.raises(Error, match="Timeout"):
            await desk.page.goto(desk.server.page_url(), timeout=300)

    async def test_a_page_may_be_one_that_nobody_knows(self, desk: Desk) -> None:
        desk.server.faults.unknown = True
        await desk.page.goto(desk.server.page_url())
        await expect(desk.page.locator("#app [data-surface]")).to_be_visible()
        await expect(desk.page.locator("#side, [data-ref]")).to_have_count(0)

    async def test_a_frozen_page_does_nothing_until_it_thaws(self, desk: Desk) -> None:
        await desk.log_in()
        desk.server.freeze()
        sign = asyncio.create_task(desk.life())
        await asyncio.wait([sign], timeout=0.5)
        assert not sign.done()
        desk.server.thaw()
        await sign

    async def test_a_service_that_is_gone_is_said_and_found_again(
        self, desk: Desk
    ) -> None:
        alice = desk.person("Alice")
        await desk.sees(alice, "before")
        await desk.server.go_down()
        banner = desk.page.locator('#side [data-icon="alert-computer"]')
        await expect(banner).to_be_visible()
        await desk.server.come_up()
        await expect(banner).to_have_count(0)

    async def test_a_service_that_says_nothing_is_taken_for_gone(
        self, desk: Desk
    ) -> None:
        await desk.sees(desk.person("Alice"), "before")
        desk.server.deafen()
        banner = desk.page.locator('#side [data-icon="alert-computer"]')
        await expect(banner).to_be_visible()
        desk.server.undeafen()
        await expect(banner).to_have_count(0)

    async def test_it_stands_at_the_real_origin(
        self, desk: Desk, context: BrowserContext, server: WhatsAppServer
    ) -> None:
        alice = desk.person("Alice")
        desk.hear(alice, "hello")
        await at_origin(context, server.url)
        device = server.page_url().partition("?")[2]
        await desk.page.goto(f"{ORIGIN}?{device}")
        await desk.open("Alice")
        await desk.says("from the real address")
        chat = desk.direct(alice)
        await expect(desk.page.locator("#main [data-id]").last).to_contain_text(
            "from the real address"
        )
        async with asyncio.timeout(5):
            while len(desk.said(chat)) < 2:
                await asyncio.sleep(0.02)
        assert await desk.page.evaluate("location.origin") == ORIGIN.rstrip("/")

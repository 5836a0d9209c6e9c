"""How what one writes goes out, and what the page tells of it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from puppets_standins.whatsapp import acts, groups

from .desk import Desk
from .waiting import said, until

pytestmark = pytest.mark.anyio

TICKS = {
    "2025-packed": ("msg-time", "msg-check", "msg-dblcheck", "msg-dblcheck"),
    "2026-04-bare": ("msg-time", "msg-check", "msg-dblcheck", "msg-dblcheck"),
    "2026-09-classless": (
        "wds-ic-pending",
        "wds-ic-delivered",
        "wds-ic-read",
        "wds-ic-read",
    ),
}


async def test_ticks_tell_how_far_it_is(desk: Desk, generation: str) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "hello")
    await desk.server.go_down()
    await desk.says("how far?")
    row = desk.page.locator("#main [data-id]").last
    pending, _, delivered, read = TICKS[generation]
    tick = row.locator("[data-icon][aria-label]")
    await expect(tick).to_have_attribute("data-icon", pending)
    await expect(tick).to_have_attribute("aria-label", " Pending ")
    await desk.server.come_up()
    await expect(tick).to_have_attribute("aria-label", " Delivered ")
    await expect(tick).to_have_attribute("data-icon", delivered)
    acts.see(desk.store, alice.jid, desk.direct(alice))
    await expect(tick).to_have_attribute("aria-label", " Read ")
    await expect(tick).to_have_attribute("data-icon", read)


async def test_what_the_service_refuses_has_failed(desk: Desk) -> None:
    alice = desk.person("Alice")
    group = desk.group("tea", alice)
    desk.hear(alice, "hello", group)
    await desk.log_in()
    await desk.open("tea")
    desk.server.faults.delay = 0.3
    await desk.says("too late")
    tick = desk.page.locator("#main [data-id]").last.locator("[data-icon][aria-label]")
    await expect(tick).to_have_attribute("aria-label", " Pending ")
    row = desk.page.locator("#main [data-id]").filter(has_text="too late")
    groups.remove(desk.store, alice.jid, group, desk.me.jid)
    failed = row.locator("[data-icon=message-fail]")
    await expect(failed).to_have_attribute("aria-label", " Failed ")


@pytest.mark.parametrize("generation", ["2026-09-classless"])
class TestHowItGoesOut:
    async def test_an_answer_that_is_late_leaves_the_clock(self, desk: Desk) -> None:
        await desk.sees(desk.person("Alice"), "hello")
        desk.server.faults.delay = 0.5
        await desk.says("slowly")
        clock = desk.page.locator("#main [data-icon=wds-ic-pending]")
        await expect(clock).to_be_visible()
        await said(desk)
        await expect(clock).to_have_count(0)

    async def test_a_send_whose_answer_is_lost_is_taken_in_once(
        self, desk: Desk
    ) -> None:
        alice = desk.person("Alice")
        await desk.sees(alice, "hello")
        desk.server.faults.cut_after_send = True
        await desk.says("once")
        row = desk.page.locator("#main [data-id]").last
        await expect(row.get_by_label("Delivered")).to_be_visible()
        texts = [each.text for each in desk.said(desk.direct(alice))]
        assert texts == ["hello", "once"]
        assert desk.server.sockets.asked.count("send") == 2

    async def test_who_is_out_of_a_group_cannot_write_there(self, desk: Desk) -> None:
        alice = desk.person("Alice")
        group = desk.group("Friends", alice)
        desk.hear(alice, "hello", group)
        await desk.log_in()
        await desk.open("Friends")
        await expect(desk.composer).to_be_visible()
        group.members.remove(desk.me.jid)
        desk.store.chat_changed(group)
        await expect(desk.composer).to_have_count(0)
        await expect(desk.page.locator("#main footer")).to_contain_text("no longer")

    async def test_who_writes_is_told_to_the_others(self, desk: Desk) -> None:
        alice = desk.person("Alice")
        await desk.sees(alice, "hello")
        await desk.composer.click()
        await desk.page.keyboard.type("hm")
        await until(lambda: desk.store.typists)
        await desk.page.keyboard.press("Enter")
        await until(lambda: not desk.store.typists)

"""The list of chats, search, and whom one may write to."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from puppets_standins.whatsapp import acts

from .desk import Desk

pytestmark = pytest.mark.anyio

UNREAD = {
    ("en", 1): "1 unread message",
    ("en", 2): "2 unread messages",
    ("en", 1200): "1,200 unread messages",
    ("es", 1): "1 mensaje no leído",
    ("es", 2): "2 mensajes no leídos",
    ("es", 1200): "1.200 mensajes no leídos",
}


def rows(desk: Desk) -> Locator:
    return desk.page.locator("#pane-side [role=grid] > [role=row]")


async def names(desk: Desk) -> list[str]:
    """As they stand on the screen, from the top."""
    found: list[tuple[float, str]] = await rows(desk).evaluate_all(
        "rows => rows.map(row => [row.getBoundingClientRect().top,"
        " row.querySelector('[role=gridcell] span[title]').title])"
    )
    return [name for _, name in sorted(found)]


async def test_a_long_list_has_no_more_rows_than_somebody_sees(desk: Desk) -> None:
    for number in range(300):
        desk.hear(desk.person(f"Person {number:03}"), "hello")
    await desk.log_in()
    grid = desk.page.get_by_role("grid", name="Chat list")
    assert await grid.get_attribute("aria-rowcount") == "300"
    assert 8 <= await rows(desk).count() <= 20
    assert (await names(desk))[0] == "Person 299"
    await grid.locator("..").evaluate("pane => { pane.scrollTop = 1e6; }")
    await expect(desk.page.locator('span[title="Person 000"]')).to_be_visible()
    assert await desk.page.locator('span[title="Person 299"]').count() == 0
    style = await rows(desk).first.get_attribute("style") or ""
    assert re.search(r"translateY\(\d+px\)", style)


async def test_who_spoke_last_stands_first_wherever_the_row_is(desk: Desk) -> None:
    people = [desk.person(name) for name in ("Alice", "Bob", "Cara")]
    for person in people:
        desk.hear(person, "hello")
    await desk.log_in()
    assert await names(desk) == ["Cara", "Bob", "Alice"]
    desk.hear(people[0], "me again")
    first = desk.page.get_by_role("row").filter(has_text="me again")
    await expect(first).to_have_attribute("style", re.compile(r"translateY\(0px\)"))
    assert await names(desk) == ["Alice", "Cara", "Bob"]


@pytest.mark.parametrize(("locale", "count"), UNREAD)
@pytest.mark.parametrize("generation", ["2025-packed"])
async def test_what_is_unread_is_counted_until_somebody_looks(
    desk: Desk, locale: str, count: int
) -> None:
    alice = desk.person("Alice")
    for number in range(count):
        desk.hear(alice, f"hello {number}")
    await desk.log_in()
    badge = desk.page.locator(f'#pane-side [aria-label="{UNREAD[locale, count]}"]')
    await expect(badge).to_be_visible()
    await desk.open("Alice")
    await expect(badge).to_have_count(0)
    assert all(desk.me.jid in each.read for each in desk.said(desk.direct(alice)))
    bar = desk.page.locator("#main [role=row]").get_by_text(UNREAD[locale, count])
    await expect(bar).to_have_count(0 if count > 50 else 1)


async def test_a_name_may_come_with_what_is_meant_for_the_ear(
    desk: Desk, generation: str
) -> None:
    stranger = desk.person("Stranger", saved=False)
    desk.hear(stranger, "hello")
    await desk.log_in()
    name = rows(desk).locator("span[title]").first
    number = await name.inner_text()
    assert await name.get_attribute("title") == f"\u202a{number}\u202c"
    around = await name.locator("..").evaluate("around => around.textContent")
    told = "1 unread message" if generation == "2026-09-classless" else ""
    assert around == told + number


async def test_nobody_looks_at_a_tab_that_is_hidden(desk: Desk) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "one", "two")
    await desk.page.evaluate(
        "() => { Object.defineProperty(document, 'visibilityState',"
        " { configurable: true, get: () => 'hidden' });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    await expect(desk.page.locator("#main [data-id]")).to_have_count(1)
    last = desk.hear(alice, "three")
    await expect(desk.body(last)).to_have_text("three")
    await expect(desk.page.locator("#main [data-id]")).to_have_count(1)
    assert desk.me.jid not in last.read


async def test_only_keys_search(desk: Desk, generation: str) -> None:
    for name in ("Alice", "Bob", "Álvaro"):
        desk.hear(desk.person(name), "hello")
    desk.person("Alina, who never wrote")
    await desk.log_in()
    box = desk.page.locator("#side-search [aria-label]").last
    is_input = await box.evaluate("box => box.nodeName === 'INPUT'")
    assert is_input is (generation == "2026-09-classless")
    await box.evaluate(
        "box => { box['value' in box ? 'value' : 'textContent'] = 'al';"
        " box.dispatchEvent(new InputEvent('input', { bubbles: true })); }"
    )
    assert await names(desk) == ["Álvaro", "Bob", "Alice"]
    await box.evaluate("box => { box['value' in box ? 'value' : 'textContent'] = ''; }")
    await box.click()
    await desk.page.keyboard.type("al")
    results = desk.page.get_by_role("grid", name="Search results.")
    found = results.locator("span[title]:not([title*='\u202a'])")
    await expect(found).to_have_count(3)
    assert [await each.get_attribute("title") for each in await found.all()] == [
        "Álvaro",
        "Alice",
        "Alina, who never wrote",
    ]
    await results.get_by_text("Alina").click()
    await expect(desk.page.locator("#main header")).to_contain_text("Alina")


async def test_the_drawer_for_new_chats_names_who_is_saved(desk: Desk) -> None:
    alice = desk.person("Alice")
    desk.person("Stranger", saved=False)
    await desk.log_in()
    await desk.page.get_by_role("button", name="New chat").click()
    people = desk.page.locator("#side [role=listitem]")
    await expect(people.filter(has_text="Message yourself")).to_be_visible()
    await expect(people.filter(has_text="Stranger")).to_have_count(0)
    row = people.filter(has_text="Alice")
    assert alice.phone[1:] not in await row.evaluate("row => row.outerHTML")
    await row.get_by_role("button").click()
    await expect(desk.page.locator("#main header")).to_contain_text("Alice")
    await expect(desk.page.locator("#main [data-id]")).to_have_count(1)


async def test_a_number_may_be_written_to_though_nobody_saved_it(desk: Desk) -> None:
    stranger = desk.person("Stranger", saved=False)
    await desk.log_in()
    await desk.page.get_by_role("button", name="New chat").click()
    await desk.page.keyboard.type(stranger.phone)
    people = desk.page.locator("#side [role=listitem]")
    await people.filter(has_text="Stranger").get_by_role("button").click()
    await desk.says("good day")
    await expect(desk.page.locator("#main [data-id]").last).to_contain_text("good day")
    assert [each.text for each in desk.said(desk.direct(stranger))] == ["good day"]


async def test_a_link_leads_to_a_number(desk: Desk) -> None:
    alice = desk.person("Alice")
    page = desk.server.page_url().replace(
        "/?", f"/send?phone={alice.phone[1:]}&text=hi&"
    )
    await desk.page.goto(page)
    await expect(desk.composer).to_have_text("hi")
    await desk.page.goto(page.replace(alice.phone[1:], "1234567"))
    await expect(desk.page.get_by_role("dialog")).to_contain_text("invalid")


async def test_no_id_of_a_person_stands_in_the_list(desk: Desk) -> None:
    alice = desk.person("Alice")
    desk.hear(alice, "hello")
    desk.hear(alice, "hello there", desk.group("Friends", alice))
    await desk.log_in()
    await expect(rows(desk)).to_have_count(2)
    whole = await desk.page.locator("#side").evaluate("side => side.outerHTML")
    assert "@c.us" not in whole
    assert alice.user not in whole


async def test_a_name_and_a_picture_are_shown_anew(desk: Desk) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "hello")
    desk.me.book[alice.jid] = "Alicia"
    alice.picture = b"\xff\xd8\xff\xd9"
    desk.store.chat_changed(desk.direct(alice))
    await expect(desk.page.locator('#pane-side span[title="Alicia"]')).to_be_visible()
    await expect(desk.page.locator("#main header img")).to_have_count(1)
    await expect(desk.page.locator("#main header")).to_contain_text("Alicia")


async def test_who_types_is_shown(desk: Desk) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "hello")
    desk.store.typing(desk.direct(alice), alice.jid, on=True)
    await expect(desk.page.locator("#main header")).to_contain_text("typing…")
    desk.store.typing(desk.direct(alice), alice.jid, on=False)
    await expect(desk.page.locator("#main header")).not_to_contain_text("typing…")


async def test_what_was_missed_while_the_socket_was_gone_is_there_again(
    desk: Desk,
) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    await desk.sees(alice, "before")
    await desk.server.go_down()
    banner = desk.page.locator('#side [data-icon="alert-computer"]')
    await expect(banner).to_be_visible()
    missed = desk.hear(alice, "meanwhile")
    desk.hear(bob, "I too")
    acts.edit(desk.store, alice.jid, missed, "meanwhile, changed")
    await desk.server.come_up()
    await expect(desk.body(missed)).to_have_text("meanwhile, changed")
    await expect(desk.page.locator('#pane-side span[title="Bob"]')).to_be_visible()

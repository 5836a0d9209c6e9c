"""What a conversation looks like, in each generation."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from puppets_standins.whatsapp import acts, groups

from .desk import Desk

pytestmark = pytest.mark.anyio


async def test_an_id_is_what_the_generation_makes_of_it(
    desk: Desk, generation: str
) -> None:
    alice = desk.person("Alice")
    group = desk.group("Friends", alice)
    in_group = desk.hear(alice, "all of you", group)
    [said] = await desk.sees(alice, "hello")
    await desk.says("hello back")
    mine = desk.page.locator("#main [data-id]").filter(has_text="hello back")
    if generation == "2025-packed":
        told = f"false_{alice.jid}_{said.id}"
        assert await desk.row(said).get_attribute("data-id") == told
        own = await mine.get_attribute("data-id") or ""
        assert re.fullmatch(rf"true_{alice.jid}_3EB0[0-9A-F]{{18}}", own)
    else:
        assert await desk.row(said).get_attribute("data-id") == said.id
        own = await mine.get_attribute("data-id") or ""
        assert re.fullmatch(r"3EB0[0-9A-F]{18}", own)
    await desk.open("Friends")
    told = await desk.row(in_group).get_attribute("data-id") or ""
    packed = f"false_{group.id}_{in_group.id}_{alice.jid}"
    assert told == (packed if generation == "2025-packed" else in_group.id)


async def test_only_the_oldest_page_shows_ids_of_people(
    desk: Desk, generation: str
) -> None:
    alice = desk.person("Alice")
    group = desk.group("Friends", alice)
    desk.hear(alice, "hello", group)
    await desk.log_in()
    await desk.open("Friends")
    whole = await desk.page.locator("body").evaluate("body => body.outerHTML")
    assert ("@c.us" in whole) is (generation == "2025-packed")
    assert (alice.user in whole) is (generation == "2025-packed")


async def test_the_signs_of_who_speaks(desk: Desk, generation: str) -> None:
    alice = desk.person("Alice")
    theirs = (await desk.sees(alice, "one", "two"))[1]
    await desk.says("mine")
    mine = desk.said(desk.direct(alice))[-1]
    await expect(desk.row(mine).get_by_label("Delivered")).to_be_visible()
    classes = await desk.page.locator("#main .message-in, #main .message-out").count()
    assert classes == (0 if generation == "2026-09-classless" else 3)
    marked = desk.row(theirs).locator('span[aria-label="Alice:"]')
    await expect(marked).to_have_count(1 if generation == "2026-09-classless" else 0)
    await expect(desk.row(mine).locator('span[aria-label="You:"]')).to_have_count(1)
    await expect(desk.row(mine).locator("[data-icon=tail-out]")).to_have_count(1)
    await expect(desk.row(theirs).locator("[data-icon=tail-in]")).to_have_count(0)
    pane = await desk.page.locator("#main").bounding_box()
    boxes = [await desk.body(each).bounding_box() for each in (theirs, mine)]
    assert pane is not None
    middle = pane["x"] + pane["width"] / 2
    assert [box["x"] > middle for box in boxes if box] == [False, True]


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en", r"\[\d{1,2}:\d\d [AP]M, \d{1,2}/\d{1,2}/\d{4}\] (Alice|Puppet): "),
        ("es", r"\[\d{1,2}:\d\d, \d{1,2}/\d{1,2}/\d{4}\] (Alice|Puppet): "),
    ],
)
async def test_who_and_when_stands_on_texts(
    desk: Desk, locale: str, written: str
) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "hello")
    await desk.says("hola")
    texts = desk.page.locator("#main [data-pre-plain-text]")
    await expect(texts).to_have_count(2)
    for text in await texts.all():
        told = await text.get_attribute("data-pre-plain-text") or ""
        assert re.fullmatch(written, told)


async def test_what_the_service_tells_of_itself_is_no_message(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    cara = desk.person("Cara", saved=False)
    group = desk.group("Friends", alice)
    groups.rename(desk.store, alice.jid, group, "Good friends")
    groups.add(desk.store, alice.jid, group, bob.jid, cara.jid)
    groups.remove(desk.store, alice.jid, group, bob.jid)
    groups.leave(desk.store, cara.jid, group)
    await desk.log_in()
    await desk.open("Good friends")
    told = desk.page.locator("#main [role=row] [data-id]")
    await expect(told).to_have_count(6)
    texts = [await each.inner_text() for each in await told.all()]
    assert "end-to-end encrypted" in texts[0]
    assert texts[1:] == [
        "Alice created group “Friends”",
        "Alice changed the group name to “Good friends”",
        "Alice added Bob, ~Cara",
        "Alice removed Bob",
        "~Cara left",
    ]
    assert await told.locator("[data-pre-plain-text]").count() == 0
    days = desk.page.locator("#main [role=row]:not(:has([data-id]))")
    await expect(days.first).to_have_text("Today")


async def test_an_answer_shows_what_it_answers_beside_its_own_words(
    desk: Desk,
) -> None:
    alice = desk.person("Alice")
    chat = desk.direct(alice)
    asked = acts.post(desk.store, chat, desk.me.jid, text="coffee or *tea*?")
    answer = acts.post(desk.store, chat, alice.jid, text="tea", quoted=asked.id)
    await desk.log_in()
    await desk.open("Alice")
    quote = desk.row(answer).get_by_role("button", name="Quoted message")
    await expect(quote).to_contain_text("You")
    await expect(quote).to_contain_text("coffee or *tea*?")
    copied = desk.row(answer).locator("[data-pre-plain-text]")
    await expect(copied.locator('[aria-label="Quoted message"]')).to_have_count(1)


async def test_reactions_are_named_and_counted(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    group = desk.group("Friends", alice, bob)
    said = desk.hear(alice, "cake!", group)
    acts.react(desk.store, bob.jid, said, "👍")
    await desk.log_in()
    await desk.open("Friends")
    await expect(
        desk.row(said).get_by_role("button", name="reaction 👍. View reactions")
    ).to_be_visible()
    acts.react(desk.store, alice.jid, said, "❤️")
    both = desk.row(said).get_by_role("button", name="Reactions 👍, ❤️ 2 in total")
    await both.click()
    people = desk.page.get_by_role("dialog").get_by_role("listitem")
    assert [await each.inner_text() for each in await people.all()] == ["Bob", "Alice"]
    await desk.page.mouse.click(5, 5)
    for jid in (alice.jid, bob.jid):
        acts.react(desk.store, jid, said, "")
    await expect(desk.row(said).get_by_role("button", name="eaction")).to_have_count(0)


async def test_what_was_taken_back_leaves_a_row_without_words(desk: Desk) -> None:
    alice = desk.person("Alice")
    [said] = await desk.sees(alice, "oops")
    acts.recall(desk.store, alice.jid, said)
    row = desk.row(said)
    await expect(row).to_contain_text("This message was deleted")
    await expect(row.locator("[data-icon=recalled]")).to_have_count(1)
    await expect(row.locator("[data-pre-plain-text]")).to_have_count(0)
    await expect(row).not_to_contain_text("oops")


async def test_what_was_changed_or_passed_on_says_so(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    [said] = await desk.sees(alice, "tee")
    acts.edit(desk.store, alice.jid, said, "tea")
    await expect(desk.body(said)).to_have_text("tea")
    await expect(desk.row(said).get_by_text("Edited").first).to_be_attached()
    theirs = desk.hear(bob, "news")
    passed = acts.forward(desk.store, alice.jid, theirs, desk.direct(alice))
    await expect(desk.row(passed)).to_contain_text("Forwarded")
    await expect(desk.row(passed).locator("[data-icon^=forward]")).to_have_count(1)


async def test_a_message_that_nobody_can_read_has_no_words(desk: Desk) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "before")
    desk.server.faults.garble = True
    broken = desk.hear(alice, "@#$%")
    after = desk.hear(alice, "I mean: hello")
    await expect(desk.body(after)).to_have_text("I mean: hello")
    torn = desk.row(broken).locator("[data-pre-plain-text]")
    assert await torn.get_attribute("data-pre-plain-text") == "[?] "
    await expect(torn).to_have_text("")


async def test_a_row_may_be_drawn_twice(desk: Desk) -> None:
    alice = desk.person("Alice")
    await desk.sees(alice, "before")
    await desk.page.evaluate(
        "() => { window.added = []; new MutationObserver((records) => {"
        " for (const record of records) for (const node of record.addedNodes)"
        " if (node.textContent.includes('twice')) window.added.push(node.nodeName);"
        " }).observe(document.querySelector('#main'), { childList: true, subtree: true }); }"
    )
    desk.server.faults.stutter = True
    said = desk.hear(alice, "twice")
    await desk.page.wait_for_function("() => window.added.length > 1")
    await expect(desk.row(said)).to_have_count(1)


async def test_old_messages_come_when_one_looks_up(desk: Desk, generation: str) -> None:
    alice = desk.person("Alice")
    said = await desk.sees(alice, *(f"number {number}" for number in range(120)))
    await expect(desk.page.locator("#main [data-id]")).to_have_count(50)
    top = "document.querySelector('#main [role=row]').scrollIntoView()"
    for count in (100, 121):
        await desk.page.evaluate(top)
        await expect(desk.page.locator("#main [data-id]")).to_have_count(count)
    await desk.page.evaluate(top)
    await expect(desk.body(said[0])).to_have_text("number 0")
    shells = desk.page.locator("#main [data-id]:empty")
    if generation == "2026-09-classless":
        assert await shells.count() > 50
        await expect(desk.row(said[-1])).to_have_attribute(
            "style", re.compile(r"height: \d+px")
        )
        await desk.row(said[-1]).scroll_into_view_if_needed()
        await expect(desk.body(said[-1])).to_have_text("number 119")
    else:
        assert await shells.count() == 0

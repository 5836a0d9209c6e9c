"""Texts, as they are drawn."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from puppets_standins.whatsapp import acts

from .desk import Desk

pytestmark = pytest.mark.anyio

READ = """span => {
  const read = (node) => [...node.childNodes].map((child) =>
    child.nodeType === 3 ? child.data
    : child.dataset.plainText !== undefined ? child.dataset.plainText
    : child.dataset.appTextTemplate ? child.dataset.appTextTemplate.replace("${appText}", () => read(child))
    : read(child)).join("");
  return read(span);
}"""
"""The text again, from what the page keeps beside what it draws."""

TEXTS = (
    "plain, with  two spaces\n\nand lines",
    "a face 😀, a family 👩‍👩‍👧‍👦, a flag 🇺🇳, a tone 👍🏿, a key 1️⃣, a heart ❤️",
    "*bold* and _slanted_ and ~struck~ and *_both_*",
    "```code *not bold*``` and `in line`",
    "2*3*4, snake_case_name, *open, ~",
    "https://example.com/a_b_c?d=*e* <b>&amp;</b> a.b",
    "שלום עולם 25",
    "你好，世界 𠮷野家",
)


async def test_a_text_can_be_read_from_how_it_is_drawn(desk: Desk) -> None:
    messages = await desk.sees(desk.person("Alice"), *TEXTS)
    drawn = [await desk.body(each).evaluate(READ) for each in messages]
    assert drawn == list(TEXTS)


async def test_marks_are_drawn(desk: Desk) -> None:
    [message] = await desk.sees(desk.person("Alice"), "*a* _b_ ~c~ `d` 😀")
    body = desk.body(message)
    for tag, inside in (("strong", "a"), ("em", "b"), ("del", "c"), ("code", "d")):
        await expect(body.locator(tag)).to_have_text(inside)
    await expect(body.locator('img.emoji[alt="😀"]')).to_have_count(1)


async def test_lists_and_quotations_lose_their_signs(desk: Desk) -> None:
    [message] = await desk.sees(desk.person("Alice"), "so:\n- a\n* b\n2. c\n> d\ne")
    body = desk.body(message)
    assert await body.locator("ul > li").all_inner_texts() == ["a", "b"]
    assert await body.locator('ol[start="2"] > li').all_inner_texts() == ["c"]
    await expect(body.locator("blockquote")).to_have_text("d")


async def test_a_mention_is_a_name(desk: Desk, generation: str) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    group = desk.group("Friends", alice, bob)
    text = f"@{bob.user} and @{desk.me.person.user} and @123456789"
    people = (bob.jid, desk.me.jid)
    said = acts.post(desk.store, group, alice.jid, text=text, mentions=people)
    await desk.log_in()
    await desk.open("Friends")
    await expect(desk.body(said)).to_have_text("@Bob and @Puppet and @123456789")
    first = desk.body(said).locator("[data-app-text-template]").first
    told = bob.jid if generation == "2025-packed" else bob.lid
    assert await first.get_attribute("data-app-text-template") == told
    preview = desk.page.locator('#pane-side span[title*="@Bob and @Puppet"]')
    await expect(preview).to_be_visible()


async def test_a_long_text_is_shown_when_asked_for(desk: Desk) -> None:
    text = "".join(f"{number} 😀 " for number in range(900)).strip()
    [message] = await desk.sees(desk.person("Alice"), text)
    more = desk.row(message).get_by_role("button", name="Read more")
    lengths = [len(await desk.body(message).evaluate(READ))]
    while await more.count():
        await more.click()
        lengths.append(len(await desk.body(message).evaluate(READ)))
    assert len(lengths) == 3
    assert lengths == sorted(set(lengths))
    assert await desk.body(message).evaluate(READ) == text

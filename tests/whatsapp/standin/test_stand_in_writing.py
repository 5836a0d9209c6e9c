"""What one does on the page: write, answer, change, take back, react, pass on."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.async_api import expect

from puppets_standins.whatsapp.records import Message

from .desk import Desk
from .waiting import said, until

pytestmark = pytest.mark.anyio


def reacted(message: Message, count: int) -> bool:
    return len(message.reactions) == count


async def test_enter_sends_and_with_shift_it_breaks_the_line(desk: Desk) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    await desk.composer.click()
    await desk.page.keyboard.type("one")
    await desk.page.keyboard.press("Shift+Enter")
    await desk.page.keyboard.press("Shift+Enter")
    await desk.page.keyboard.type("three ")
    await desk.page.keyboard.press("Enter")
    message = await said(desk)
    assert message.text == "one\n\nthree"
    await expect(desk.body(message)).to_have_text("one\n\nthree")
    await expect(desk.composer).to_have_text("")
    assert desk.server.requests == 1


async def test_what_is_put_in_at_once_keeps_its_lines(desk: Desk) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    text = "  a  b\n\n\tc\n\u00a0d & <b>e</b>"
    await desk.says(text)
    assert (await said(desk)).text == text.strip(" ")


async def test_a_button_sends_once_there_is_something_to_send(desk: Desk) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    send = desk.page.locator("#main footer").get_by_role("button", name="Send")
    await expect(send).to_have_count(0)
    await desk.composer.click()
    await desk.page.keyboard.type("by hand")
    await send.click()
    assert (await said(desk)).text == "by hand"
    await expect(send).to_have_count(0)


async def test_an_answer_quotes(desk: Desk) -> None:
    [asked] = await desk.sees(desk.person("Alice"), "tea?")
    await desk.menu(asked, "Reply")
    footer = desk.page.locator("#main footer")
    await expect(footer.get_by_label("Quoted message")).to_contain_text("tea?")
    await desk.says("yes")
    assert (await said(desk)).quoted == asked.id
    await expect(footer.get_by_label("Quoted message")).to_have_count(0)
    await desk.menu(asked, "Reply")
    await desk.press("Cancel reply")
    await desk.says("no")
    assert (await said(desk, 2)).quoted is None


async def test_ones_own_text_can_be_changed_for_a_while(desk: Desk) -> None:
    [theirs] = await desk.sees(desk.person("Alice"), "hello")
    await desk.says("tee")
    mine = await said(desk)
    await expect(desk.row(mine).get_by_label("Delivered")).to_be_visible()
    await desk.menu(mine, "Edit")
    field = desk.page.get_by_role("dialog").get_by_role("textbox")
    await expect(field).to_have_text("tee")
    await field.press("Control+a")
    await desk.page.keyboard.insert_text("tea")
    await desk.press("Done")
    await expect(desk.body(mine)).to_have_text("tea")
    assert (mine.text, mine.edited) == ("tea", True)
    await desk.row(theirs).locator(".focusable-list-item").hover()
    await desk.row(theirs).get_by_label("Context menu").click()
    await expect(desk.item("Reply")).to_be_visible()
    await expect(desk.item("Edit")).to_have_count(0)


async def test_ones_own_message_can_be_taken_back_from_everyone(desk: Desk) -> None:
    [theirs] = await desk.sees(desk.person("Alice"), "hello")
    await desk.says("oops")
    mine = await said(desk)
    await desk.menu(mine, "Delete")
    await desk.press("Delete for everyone")
    await expect(desk.row(mine)).to_contain_text("You deleted this message")
    assert mine.recalled
    await desk.menu(theirs, "Delete")
    dialog = desk.page.get_by_role("dialog")
    await expect(dialog.get_by_text("Delete for me")).to_be_visible()
    await expect(dialog.get_by_text("Delete for everyone")).to_have_count(0)
    await dialog.get_by_text("Delete for me").click()
    await expect(desk.row(theirs)).to_have_count(0)
    assert not theirs.recalled


async def test_a_reaction_is_put_and_taken_away(desk: Desk) -> None:
    [theirs] = await desk.sees(desk.person("Alice"), "cake!")
    face = desk.page.locator("#wa-popovers-bucket")
    for count in (1, 0):
        await desk.row(theirs).locator(".focusable-list-item").hover()
        await desk.row(theirs).get_by_role("button", name="React", exact=True).click()
        await face.get_by_role("button", name="👍").click()
        await until(partial(reacted, theirs, count))
    await desk.row(theirs).locator(".focusable-list-item").hover()
    await desk.row(theirs).get_by_role("button", name="React", exact=True).click()
    await desk.press("More reactions")
    await desk.page.keyboard.insert_text("🦜")
    await face.get_by_role("button", name="🦜").click()
    await until(lambda: theirs.reactions == {desk.me.jid: "🦜"})
    own = desk.row(theirs).get_by_role("button", name="reaction 🦜. View reactions")
    await own.click()
    await desk.page.get_by_role("dialog").get_by_text("Click to remove").click()
    await until(lambda: theirs.reactions == {})


async def test_a_message_is_passed_on(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    desk.person("Bobby")
    [theirs] = await desk.sees(alice, "news!")
    await desk.menu(theirs, "Forward")
    await desk.press("Forward message")
    dialog = desk.page.get_by_role("dialog", name="Forward message to")
    await dialog.get_by_label("Search name or number").click()
    await desk.page.keyboard.type("bo")
    await expect(dialog.get_by_role("listitem")).to_have_count(2)
    await dialog.get_by_role("listitem").get_by_text("Bob", exact=True).click()
    await dialog.get_by_role("button", name="Send").click()
    message = await said(desk)
    assert (message.text, message.forwarded) == ("news!", True)
    assert message.chat is desk.direct(bob)
    await expect(desk.page.locator("#main header")).to_contain_text("Bob")
    await expect(desk.row(message)).to_contain_text("Forwarded")


async def test_names_are_offered_in_groups(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob B")
    group = desk.group("Friends", alice, bob)
    desk.hear(alice, "hello", group)
    await desk.log_in()
    await desk.open("Friends")
    await desk.composer.click()
    await desk.page.keyboard.type("hi @bo")
    offered = desk.page.get_by_role("listbox").get_by_role("listitem")
    await expect(offered).to_contain_text("Bob B")
    await desk.page.keyboard.press("Enter")
    await desk.page.keyboard.type("there")
    await desk.page.keyboard.press("Enter")
    message = await said(desk)
    assert message.text == f"hi @{bob.user} there"
    assert message.mentions == (bob.jid,)
    await expect(desk.body(message)).to_have_text("hi @Bob B there")

"""What one does to groups on the page, and one's own profile."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from puppets_standins.whatsapp import groups
from puppets_standins.whatsapp.records import Chat, Person

from .desk import Desk
from .waiting import until

pytestmark = pytest.mark.anyio


@pytest.fixture
def alice(desk: Desk) -> Person:
    return desk.person("Alice")


@pytest.fixture
def bob(desk: Desk) -> Person:
    return desk.person("Bob")


@pytest.fixture
async def group(desk: Desk, alice: Person, bob: Person) -> Chat:
    """Alice's, with Bob and ourselves in it; we may do there what she may."""
    group = desk.group("Friends", alice, bob)
    group.admins.add(desk.me.jid)
    return group


async def info(desk: Desk, name: str) -> Locator:
    """What a press on the name of the conversation shows."""
    await desk.log_in()
    await desk.open(name)
    await desk.page.locator("#main header").get_by_text(name, exact=True).click()
    drawer = desk.page.locator("section").filter(has_text="info")
    await expect(drawer).to_be_visible()
    return drawer


async def test_the_header_names_the_members(desk: Desk, group: Chat) -> None:
    await desk.log_in()
    await desk.open("Friends")
    members = desk.page.locator('#main header span[title="Alice, Bob, You"]')
    await expect(members).to_be_visible()
    groups.leave(desk.store, group.members[1], group)
    await expect(
        desk.page.locator('#main header span[title="Alice, You"]')
    ).to_be_visible()


async def test_the_drawer_of_a_group_tells_who_is_in_it(
    desk: Desk, group: Chat, alice: Person
) -> None:
    stranger = desk.person("Cara", saved=False)
    groups.add(desk.store, alice.jid, group, stranger.jid)
    drawer = await info(desk, "Friends")
    members = drawer.get_by_role("listitem")
    await expect(members).to_have_count(4)
    await expect(members.nth(0)).to_contain_text("Group admin")
    await expect(members.nth(2).locator('span[title="You"]')).to_be_visible()
    await expect(members.nth(3)).to_contain_text("~Cara")
    await expect(drawer).to_contain_text("4 members")
    link = drawer.locator("#group-invite-link-anchor")
    assert (await link.get_attribute("href") or "").endswith(group.invite)


async def test_the_drawer_of_a_contact_tells_the_number(
    desk: Desk, alice: Person
) -> None:
    desk.hear(alice, "hello")
    drawer = await info(desk, "Alice")
    digits = "".join(filter(str.isdigit, await drawer.inner_text()))
    assert alice.phone[1:] in digits


async def test_a_group_is_renamed_and_described(desk: Desk, group: Chat) -> None:
    drawer = await info(desk, "Friends")
    for pencil, text in (
        ("Click to edit group name", "Good friends"),
        ("Click to edit group description", "Tea at five"),
    ):
        await drawer.get_by_role("button", name=pencil).click()
        await desk.page.keyboard.insert_text(text)
        await drawer.get_by_role("button", name="Click to save").click()
    await until(
        lambda: (group.topic, group.description) == ("Good friends", "Tea at five")
    )
    await expect(desk.page.locator("#main header")).to_contain_text("Good friends")
    told = desk.page.locator("#main [data-id]")
    await expect(told.last).to_contain_text("You changed the group description")
    assert desk.server.requests == 2


async def test_people_are_added_and_put_out(
    desk: Desk, group: Chat, bob: Person
) -> None:
    cara = desk.person("Cara")
    drawer = await info(desk, "Friends")
    await drawer.get_by_role("button", name="Add member").click()
    dialog = desk.page.get_by_role("dialog")
    await expect(dialog.get_by_role("listitem")).to_have_count(1)
    await dialog.get_by_text("Cara", exact=True).click()
    await dialog.get_by_role("button", name="Send").click()
    await until(lambda: cara.jid in group.members)
    await expect(desk.page.locator("#main [data-id]").last).to_contain_text(
        "You added Cara"
    )
    await (
        drawer.get_by_role("listitem")
        .filter(has_text="Bob")
        .get_by_role("button")
        .click()
    )
    await desk.item("Remove").click()
    await until(lambda: bob.jid not in group.members)
    await expect(drawer.get_by_role("listitem")).to_have_count(3)


async def test_who_runs_nothing_is_offered_nothing(desk: Desk, alice: Person) -> None:
    group = desk.group("Friends", alice)
    group.only_admins_edit = True
    drawer = await info(desk, "Friends")
    for label in ("Add member", "Click to edit group name"):
        await expect(drawer.get_by_role("button", name=label)).to_have_count(0)
    await expect(drawer.locator("#group-invite-link-anchor")).to_have_count(0)
    await (
        drawer.get_by_role("listitem")
        .filter(has_text="Alice")
        .get_by_role("button")
        .click()
    )
    await expect(desk.item("Remove")).to_have_count(0)


async def test_one_leaves_a_group(desk: Desk, group: Chat) -> None:
    drawer = await info(desk, "Friends")
    await drawer.get_by_role("button", name="Exit group").click()
    dialog = desk.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Exit “Friends” group?")
    await dialog.get_by_text("Exit group", exact=True).click()
    await until(lambda: desk.me.jid not in group.members)
    await expect(desk.composer).to_have_count(0)
    await expect(desk.page.locator("#main [data-id]").last).to_have_text("You left")


async def test_a_group_is_opened(desk: Desk, alice: Person, bob: Person) -> None:
    await desk.log_in()
    await desk.page.get_by_role("button", name="New chat").click()
    await desk.page.get_by_role("button", name="New group").click()
    dialog = desk.page.get_by_role("dialog", name="Add group members")
    for name in ("Alice", "Bob"):
        await dialog.get_by_text(name, exact=True).click()
    await dialog.get_by_role("button", name="Send").click()
    await expect(desk.page.get_by_label("Group subject")).to_be_focused()
    await desk.page.keyboard.insert_text("Tea & cake")
    await desk.press("Create group")
    await expect(desk.page.locator("#main header")).to_contain_text("Tea & cake")
    [group] = desk.store.chats.values()
    assert group.members == [desk.me.jid, alice.jid, bob.jid]
    await expect(desk.page.locator("#main [data-id]").last).to_have_text(
        "You created group “Tea & cake”"
    )


async def test_ones_own_profile_can_be_read_and_changed(desk: Desk) -> None:
    await desk.log_in()
    await desk.page.get_by_role("button", name="Profile", exact=True).click()
    name = desk.page.locator("#side span[dir=auto][title=Puppet]")
    await expect(name).to_be_visible()
    await desk.press("Click to edit Name")
    await desk.page.keyboard.insert_text("Robot")
    await desk.page.keyboard.press("Enter")
    await until(lambda: desk.me.person.name == "Robot")
    await expect(desk.page.locator("#side span[dir=auto][title=Robot]")).to_be_visible()


@pytest.mark.parametrize("locale", ["es"])
async def test_in_spanish_the_rows_are_spanish(
    desk: Desk, group: Chat, alice: Person, locale: str
) -> None:
    groups.rename(desk.store, alice.jid, group, "Amigos")
    groups.rename(desk.store, desk.me.jid, group, "Amigas")
    await desk.log_in()
    await desk.open("Amigas")
    rows = desk.page.locator("#main [data-id]")
    await expect(rows).to_have_count(4)
    assert [await each.inner_text() for each in (await rows.all())[1:]] == [
        "Alice creó el grupo “Friends”",
        "Alice cambió el nombre del grupo a “Amigos”",
        "Cambiaste el nombre del grupo a “Amigas”",
    ]
    await expect(desk.page.locator("#main [role=row]").first).to_have_text("Hoy")


async def test_who_is_called_otherwise_is_so_in_what_was_said_before(
    desk: Desk, group: Chat, alice: Person
) -> None:
    message = desk.hear(alice, "hello", group)
    await desk.log_in()
    await desk.open("Friends")
    stamp = desk.row(message).locator("[data-pre-plain-text]")
    await expect(stamp).to_have_attribute("data-pre-plain-text", re.compile("Alice: $"))
    desk.me.book[alice.jid] = "Alicia"
    desk.store.people_changed()
    await expect(stamp).to_have_attribute(
        "data-pre-plain-text", re.compile("Alicia: $")
    )


async def test_who_is_made_an_admin_while_the_page_is_open_may_do_more(
    desk: Desk, alice: Person
) -> None:
    group = desk.group("Plans", alice)
    desk.hear(alice, "hello", group)
    await desk.log_in()
    await desk.open("Plans")
    header = desk.page.locator("#main header").get_by_text("Plans", exact=True)
    await header.click()
    await expect(desk.page.get_by_text("Exit group")).to_be_visible()
    await expect(desk.page.get_by_text("Add member")).to_be_hidden()
    await desk.press("Close")
    groups.appoint(desk.store, group, desk.me.jid)
    await header.click()
    await expect(desk.page.get_by_text("Add member")).to_be_visible()

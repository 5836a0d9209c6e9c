"""Someone who sits at the page, and knows it only by what SOURCES.md says of it."""

from __future__ import annotations

import asyncio

from playwright.async_api import Locator, Page, expect

from puppets_standins.whatsapp import acts, groups
from puppets_standins.whatsapp.records import Chat, Message, Person
from puppets_standins.whatsapp.server import WhatsAppServer

__all__ = ["USER_AGENT", "Desk"]

USER_AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/156.0.0.0 Safari/537.36"
)


class Desk:
    """A page, the service behind it, and the people on that."""

    def __init__(self, page: Page, server: WhatsAppServer) -> None:
        self.page = page
        self.server = server
        self.store = server.store
        self.me = server.account
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    # The people.

    def person(self, name: str, *, saved: bool = True) -> Person:
        person = self.store.sign_up(name)
        if saved:
            self.me.book[person.jid] = name
            self.store.people_changed()
        return person

    def direct(self, person: Person) -> Chat:
        return self.store.direct(self.me.jid, person.jid)

    def group(self, topic: str, *people: Person) -> Chat:
        """The first has opened it."""
        first, *others = [each.jid for each in people]
        return groups.create(self.store, first, topic, [*others, self.me.jid])

    def hear(self, person: Person, text: str, group: Chat | None = None) -> Message:
        chat = group or self.direct(person)
        return acts.post(self.store, chat, person.jid, text=text)

    # The page.

    async def log_in(self) -> None:
        await self.page.goto(self.server.page_url())
        await expect(self.page.locator("#pane-side")).to_be_visible()

    async def life(self) -> None:
        """A word with a page that has heard of its freezing."""
        while not self.server.faults.frozen_pages:
            await asyncio.sleep(0.01)
        assert await self.page.evaluate("1 + 1") == 2

    async def open(self, name: str) -> None:
        row = self.page.locator("#pane-side [role=row]").filter(
            has=self.page.locator(f'span[title="{name}"]')
        )
        await row.locator("[role=gridcell]").first.click()
        await expect(self.page.locator("#main header")).to_contain_text(name)

    async def sees(self, person: Person, *texts: str) -> list[Message]:
        """Log in to these words of someone, and open the conversation."""
        said = [self.hear(person, text) for text in texts]
        await self.log_in()
        await self.open(person.name)
        await expect(self.row(said[-1])).to_be_visible()
        return said

    def row(self, message: Message) -> Locator:
        return self.page.locator(f'#main [data-id*="{message.id}"]')

    def body(self, message: Message) -> Locator:
        return self.row(message).locator("span[dir] > span").first

    @property
    def composer(self) -> Locator:
        return self.page.locator("#main footer [contenteditable=true]")

    async def says(self, text: str) -> None:
        await self.composer.click()
        await self.page.keyboard.insert_text(text)
        await self.page.keyboard.press("Enter")

    async def menu(self, message: Message, item: str) -> None:
        row = self.row(message)
        await row.locator(".focusable-list-item").hover()
        await row.get_by_label("Context menu").click()
        await self.item(item).click()

    def item(self, label: str) -> Locator:
        items = self.page.locator("#wa-popovers-bucket li")
        return items.filter(has=self.page.locator(f'[aria-label="{label}"]'))

    async def press(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    def said(self, chat: Chat) -> list[Message]:
        """What stands in the store, without what the service tells of itself."""
        return [each for each in chat.messages.values() if each.kind != "system"]

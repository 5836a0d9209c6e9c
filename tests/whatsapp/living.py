"""A WhatsApp with people in it, and a client whose page shows it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from puppets.whatsapp import WhatsAppOptions
from puppets.whatsapp.client import Client
from puppets.whatsapp.hands import Whom
from puppets_standins.whatsapp import acts, chromium, groups
from puppets_standins.whatsapp.faults import Pace
from puppets_standins.whatsapp.records import Chat, Message, Person
from puppets_standins.whatsapp.server import WhatsAppServer

__all__ = ["GENERATIONS", "Living", "lively", "living", "needs_browser"]

GENERATIONS = ("2025-packed", "2026-04-bare", "2026-09-classless")
PACE = Pace(code=5.0, codes=1, phone_code=5.0, ping=0.2, reconnect=0.05)

needs_browser = pytest.mark.skipif(
    chromium.executable() is None, reason="no Chromium on the PATH"
)


class Living:
    """One account, its friends, and a client on its page."""

    def __init__(self, server: WhatsAppServer, client: Client, generation: str) -> None:
        self.generation = generation
        self.server = server
        self.store = server.store
        self.me = server.account
        self.client = client

    # Who and where.

    def person(self, name: str, *, saved: bool = True) -> Person:
        person = self.store.sign_up(name)
        if saved:
            self.me.book[person.jid] = name
            self.store.people_changed()
        return person

    def chat(self, person: Person) -> Chat:
        return self.store.direct(self.me.jid, person.jid)

    def group(self, topic: str, *people: Person, admin: bool = True) -> Chat:
        """The first has opened it; the account is an admin too, unless told otherwise."""
        first, *others = [each.jid for each in people]
        group = groups.create(self.store, first, topic, [*others, self.me.jid])
        if admin:
            group.admins.add(self.me.jid)
            self.store.chat_changed(group)
        return group

    def hears(self, person: Person, text: str, group: Chat | None = None) -> Message:
        where = group or self.chat(person)
        return acts.post(self.store, where, person.jid, text=text)

    @staticmethod
    def whom(of: Person | Chat) -> Whom:
        if isinstance(of, Chat):
            return Whom(name=of.topic, room=True)
        return Whom(name=of.name, room=False)

    # What the service knows.

    def said(self, chat: Chat) -> list[Message]:
        """What stands there, without what the service tells of itself."""
        return [each for each in chat.messages.values() if each.kind != "system"]

    def last(self, chat: Chat) -> Message:
        return self.said(chat)[-1]

    async def until(self, true: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait until the service knows it."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def lively(
    generation: str, locale: str = "en", *, linked: bool = True, own: bool = False
) -> AsyncGenerator[Living]:
    """A server and a client, whose page nobody has loaded; `own`: a browser of its own."""
    server = WhatsAppServer(generation, locale, PACE)
    await server.start()
    with TemporaryDirectory(prefix="whatsapp-client-") as folder:
        options = WhatsAppOptions(
            url=server.page_url() if linked else server.url,
            profile=Path(folder) / "profile",
            endpoint="" if own else chromium.shared().endpoint,
        )
        client = Client(options)
        try:
            yield Living(server, client, generation)
        finally:
            await client.close()
            await server.stop()


@pytest.fixture(scope="module", params=GENERATIONS)
async def living(request: pytest.FixtureRequest) -> AsyncIterator[Living]:
    """One for all the tests of a module, in each generation of the page."""
    async with lively(str(request.param)) as living:
        await living.client.open()
        yield living

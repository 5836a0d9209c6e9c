"""What we do on the page, one act at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from ..file_box import FileKind
from . import wire
from .hands.places import Card, Download, Member, Profile, Sent, Visit, Whom
from .session import Session
from .states import Sighting

__all__ = ["Client"]


class Client(Session):
    """
    Everything that can be done on the page.

    Each act waits for its turn, sees for itself that it did what it should, and ends in
    time; else it raises: `NotFound`, `Ambiguous`, `Forbidden`, `Rejected`,
    `Unavailable`, `ElementMissing`; a send `DeliveryUncertain`, where nobody knows.
    """

    # Which page it is, and linking.

    async def sighting(self) -> Sighting:
        return await self.model.state()

    async def use_here(self) -> None:
        """Take the account over from another window."""
        async with self._act() as desk:
            await desk.linking.use_here()

    async def renew_code(self) -> None:
        """Ask for another code, where the page has stopped to show any."""
        async with self._act() as desk:
            await desk.linking.renew()

    async def ask_for_code(self, phone: str) -> None:
        """Have a code to type on the phone, in the place of the one to scan."""
        async with self._act() as desk:
            await desk.linking.ask_for_code(phone)

    async def log_out(self) -> None:
        """End the session, as the page's own menu does."""
        async with self._act() as desk:
            await desk.linking.log_out()
        self.forget()

    # Looking.

    async def chats(self, most: int = 1000) -> tuple[wire.ChatRow, ...]:
        """Every line of the chat list, from the top."""
        async with self._act() as desk:
            return await desk.people.chats(most)

    async def contacts(self) -> tuple[Card, ...]:
        """Everybody who can be written to, without phones: the page shows none there."""
        async with self._act() as desk:
            return await desk.people.contacts()

    async def open_chat(self, whom: Whom) -> wire.Screen:
        async with self._act(whom) as desk:
            return await desk.chats.open(whom)

    async def visit(
        self,
        whom: Whom,
        *,
        enough: Callable[[Sequence[wire.Row]], bool] | None = None,
        known: Collection[str] = (),
        most: int = 500,
    ) -> Visit:
        """
        Open a conversation and read it upwards until `enough` says yes to its rows, or
        `most` of them are read. Long texts are whole, but those that are `known`, by
        the ids of messages. What is open is marked as read.
        """
        async with self._act(whom) as desk:
            screen = await desk.chats.open(whom)
            return await desk.rows.visit(screen, enough=enough, known=known, most=most)

    async def row(self, whom: Whom, message_id: str) -> Sent:
        """One message, whole, wherever it stands."""
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.rows.read(whom, message_id)

    async def download(self, whom: Whom, message_id: str) -> Download:
        """The file of a message, which is the caller's then."""
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.files.take(whom, message_id)

    async def picture(self, src: str) -> bytes:
        """A face, from where a card or a chat has it."""
        async with self._act() as desk:
            return await desk.files.picture(src)

    async def card(self, whom: Whom) -> Card:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.groups.card()

    async def members(self, whom: Whom) -> tuple[Member, ...]:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.groups.members()

    async def description(self, whom: Whom) -> str:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.groups.description()

    async def invite_link(self, whom: Whom) -> str:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.groups.invite_link()

    async def profile(self) -> Profile:
        async with self._act() as desk:
            return await desk.profiles.read()

    # Saying.

    async def send_text(
        self,
        whom: Whom,
        text: str,
        *,
        mentions: Sequence[str] = (),
        reply_to: str | None = None,
    ) -> Sent:
        """
        Say it, and mention these by their names: where the text has "@name", else
        before it.
        """
        async with self._act(whom) as desk:
            screen = await desk.chats.open(whom)
            if reply_to is not None:
                await desk.menus.reply(whom, reply_to)
            return await desk.composer.say(whom, screen, text, mentions)

    async def send_file(
        self,
        whom: Whom,
        path: Path,
        *,
        kind: FileKind,
        caption: str = "",
        reply_to: str | None = None,
    ) -> Sent:
        """Send a file under the name that it has on the disk."""
        async with self._act(whom) as desk:
            screen = await desk.chats.open(whom)
            if reply_to is not None:
                await desk.menus.reply(whom, reply_to)
            return await desk.files.send(whom, screen, path, kind, caption)

    async def send_card(self, whom: Whom, name: str) -> Sent:
        """Send the card of somebody in the address book."""
        async with self._act(whom) as desk:
            screen = await desk.chats.open(whom)
            return await desk.passing.card(whom, screen, name)

    async def forward(self, whom: Whom, message_id: str, to: Whom) -> Sent:
        """Pass a message on; what comes back is the copy."""
        async with self._act(whom) as desk:
            return await desk.passing.forward(whom, message_id, to)

    async def set_typing(self, whom: Whom, *, typing: bool) -> None:
        async with self._act(whom) as desk:
            screen = await desk.chats.open(whom)
            await desk.composer.typing(whom, screen, typing=typing)

    # What becomes of it.

    async def edit(self, whom: Whom, message_id: str, text: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.menus.edit(whom, message_id, text)

    async def recall(self, whom: Whom, message_id: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.menus.recall(whom, message_id)

    async def react(self, whom: Whom, message_id: str, emoji: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.reactions.put(whom, message_id, emoji)

    async def unreact(self, whom: Whom, message_id: str, emoji: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.reactions.take(whom, message_id, emoji)

    async def whose(self, whom: Whom, message_id: str) -> tuple[tuple[str, str], ...]:
        """Who put which emoji to a message, by name; but for the account's own."""
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            return await desk.reactions.whose(whom, message_id)

    # Groups.

    async def create_room(self, names: Sequence[str], topic: str) -> wire.Screen:
        async with self._act() as desk:
            return await desk.groups.create(names, topic)

    async def add(self, whom: Whom, *names: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.groups.add(names)

    async def remove(self, whom: Whom, *names: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            for name in names:
                await desk.groups.remove(name)

    async def quit(self, whom: Whom) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.groups.quit()

    async def set_topic(self, whom: Whom, topic: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.groups.rename(topic)

    async def set_description(self, whom: Whom, text: str) -> None:
        async with self._act(whom) as desk:
            await desk.chats.open(whom)
            await desk.groups.describe(text)

    # The account itself.

    async def set_name(self, name: str) -> None:
        async with self._act() as desk:
            await desk.profiles.change("profile_name", name)

    async def set_about(self, text: str) -> None:
        async with self._act() as desk:
            await desk.profiles.change("profile_about", text)

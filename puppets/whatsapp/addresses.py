"""Who and where: from ids to what the page shows, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from ..errors import NotFound
from ..memory import Memory
from . import ids, wire
from .client import Client
from .hands import Profile, Whom
from .identity import Acquaintance, Directory, Seen
from .marks import Remembered
from .roster import Me, Roster

__all__ = ["Addresses"]

DIRECTORY, ME, CHAT = "directory", "me", "chat "
SHOWN = 20
"""Ids of messages by which a conversation is known from others of its name."""


T = TypeVar("T")


class Addresses(Roster):
    """Everybody and every room that was seen, and what is remembered of each."""

    def __init__(self, memory: Memory, client: Client) -> None:
        super().__init__()
        self._memory = memory
        self._client = client
        self._kept = self._written = self._directory
        self._chats: dict[str, Remembered] = {}
        self._where: dict[str, str] = {}

    async def open(self) -> None:
        """What was kept."""
        kept = await self._memory.state(DIRECTORY)
        self._directory = _read(kept, Directory) or Directory()
        self._kept = self._written = self._directory
        for who in self._directory.known:
            kept = await self._memory.state(f"{CHAT}{who.id}")
            if chat := _read(kept, Remembered):
                self.keep(chat)

    async def identify(self, profile: Profile) -> Me:
        """Whose page it is; another name of the same account changes nothing."""
        kept = _read(await self._memory.state(ME), Me)
        same = kept and (kept.name == profile.name or kept.phone == profile.phone != "")
        id = kept.id if kept and same else ids.contact_id(profile.name)
        self.me: Me = Me(id=id, name=profile.name, phone=profile.phone)
        await self._memory.set_state(ME, msgspec.json.encode(self.me))
        return self.me

    async def forget(self) -> None:
        self.me = Me(id="", name="")
        await self._memory.set_state(ME, None)

    # What is remembered of conversations.

    def chat(self, id: str) -> Remembered:
        return self._chats.get(id) or Remembered(id=id)

    def of_line(self, line: wire.ChatRow) -> list[Acquaintance]:
        """Who of those known a line of the chat list can be, by its name."""
        kinds = (False, True) if line.room is None else (line.room,)
        return [
            who
            for room in kinds
            for who in self.known(room=room)
            if ids.even(who.name) == ids.even(line.name)
        ]

    def where(self, message_id: str) -> str:
        """In which conversation that was told; empty where it was not."""
        return self._where.get(message_id, "")

    def keep(self, chat: Remembered) -> None:
        """This is safe, and from now on what is known."""
        self._chats[chat.id] = chat
        self._where |= {each.id: chat.id for each in chat.marks}

    def state(self, chats: Iterable[Remembered]) -> dict[str, bytes]:
        """What is to be kept with a batch."""
        state = {f"{CHAT}{each.id}": msgspec.json.encode(each) for each in chats}
        if self._directory is not self._kept:
            self._written = self._directory
            state[DIRECTORY] = msgspec.json.encode(self._directory)
        return state

    def settle(self, chats: Iterable[Remembered]) -> None:
        """What `state` gave is safe."""
        self._kept = self._written
        for chat in chats:
            self.keep(chat)

    async def save(self) -> None:
        """Keep who was met outside of the stream."""
        if self._directory is not self._kept:
            met = self._directory
            await self._memory.set_state(DIRECTORY, msgspec.json.encode(met))
            self._kept = self._written = met

    # Who that is.

    def opened(
        self, shown: wire.Conversation, picture: str, twins: int
    ) -> Acquaintance:
        """Whose conversation is open. Raises `Ambiguous`."""
        told = [each for row in shown.rows if (each := ids.message_id(row.raw))]
        packed = (ids.unpack(row.raw) for row in shown.rows)
        where = {self._where[each] for each in told if each in self._where}
        return self.meet(
            Seen(
                name=shown.name,
                room=bool(shown.room),
                jid=next((each.chat for each in packed if each), ""),
                picture=picture,
                known_as=frozenset(where),
                messages=tuple(told),
                twins=twins,
            )
        )

    # Where that is.

    async def whom(self, conversation_id: str) -> Whom:
        """The conversation of this id, as the page shows it. Raises `NotFound`."""
        id = ids.conversation_id(conversation_id)
        who = self.get(id) or await self._sought(id)
        return self.whom_of(who)

    def whom_of(self, who: Acquaintance) -> Whom:
        latest = self.chat(who.id).marks[-SHOWN:]
        several = len(self._directory.named(who.name, room=who.room)) > 1
        return Whom(
            several=several,
            name=who.name,
            room=who.room,
            jid=who.jid,
            picture=who.picture,
            messages=frozenset(each.id for each in latest),
        )

    async def name(self, contact_id: str) -> str:
        """What the page calls this person. Raises `NotFound`."""
        if contact_id == self.me.id:
            return self.me.name
        return (await self.whom(contact_id)).name

    async def look_up(self, strangers: Collection[str]) -> None:
        """How many are called as one of these is, the address book knows."""
        if strangers:
            self.listed(await self._client.contacts())
            self.asked(strangers)

    async def look(self) -> tuple[wire.ChatRow, ...]:
        """The list of chats, and whom the address book has."""
        cards = await self._client.contacts()
        self.listed(cards)
        lines = await self._client.chats()
        self.rooms(lines, {ids.even(card.name) for card in cards})
        await self.save()
        return lines

    async def _sought(self, id: str) -> Acquaintance:
        """In the address book, or on the list of chats."""
        await self.look()
        who = self.get(id)
        if who is None:
            what = "room" if ids.is_room(id) else "contact"
            raise NotFound(f"the page shows no {what} {id!r}")
        return who


def _read(kept: bytes | None, kind: type[T]) -> T | None:
    """What was kept; nothing where another version kept it otherwise."""
    try:
        return None if kept is None else msgspec.json.decode(kept, type=kind)
    except msgspec.MsgspecError:
        return None

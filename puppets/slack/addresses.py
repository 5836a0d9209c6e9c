"""Where each conversation is: the channel behind a contact, and where a room is now."""

from __future__ import annotations

import msgspec

from ..errors import Forbidden, NotFound
from ..memory import Memory
from . import ids
from .client import SlackClient

__all__ = ["Addresses"]

_MOVED = "moved"


class Addresses:
    """
    A direct conversation is a channel of its own, which is opened once and remembered.

    A room that came to be shared with another workspace has another id since.
    """

    def __init__(self, memory: Memory, client: SlackClient) -> None:
        self._memory = memory
        self._client = client
        self._moved: dict[str, str] = {}

    async def open(self) -> None:
        """Remember what was remembered."""
        kept = await self._memory.state(_MOVED)
        self._moved = msgspec.json.decode(kept, type=dict[str, str]) if kept else {}

    async def channel(self, conversation_id: str) -> str:
        """Where it is that one talks to this contact, or in this room."""
        id = ids.conversation_id(conversation_id)
        if not ids.is_contact(id):
            return id if ids.is_direct(id) else self.room(id)
        if kept := await self._memory.state(_direct(id)):
            return kept.decode()
        channel = await self._client.conversations_open(id)
        await self.note(channel, id)
        return channel

    def room(self, room_id: str) -> str:
        """Where the room is now."""
        id = ids.room_id(room_id)
        while id in self._moved:
            id = self._moved[id]
        return id

    async def other(self, channel: str) -> str | None:
        """With whom a direct conversation is; None where Slack does not say."""
        if kept := await self._memory.state(_with(channel)):
            return kept.decode()
        try:
            other = (await self._client.conversations_info(channel)).user
        except (NotFound, Forbidden):
            return None
        if other:
            await self.note(channel, other)
        return other

    async def note(self, channel: str, contact_id: str) -> None:
        """This channel is the direct conversation with this one."""
        if await self._memory.state(_with(channel)) != contact_id.encode():
            await self._memory.set_state(_with(channel), contact_id.encode())
            await self._memory.set_state(_direct(contact_id), channel.encode())

    async def move(self, old: str, new: str) -> None:
        """This room is there from now on."""
        self._moved[old] = new
        await self._memory.set_state(_MOVED, msgspec.json.encode(self._moved))


def _direct(contact_id: str) -> str:
    return f"direct {contact_id}"


def _with(channel: str) -> str:
    return f"with {channel}"

"""How a bot finds people and rooms."""

from __future__ import annotations

from ..queries import ContactQuery, RoomQuery, Text
from .contact import Contact
from .directory import Directory
from .room import Room

__all__ = ["FoundContacts", "FoundRooms"]


class FoundContacts:
    """
    The people the puppet knows.

    A text must be equal, a compiled pattern must be found; several mean AND.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def load(self, contact_id: str) -> Contact:
        """The person with this id; `NotFound` where there is none."""
        return await self._directory.contact(contact_id)

    async def find(
        self,
        *,
        name: Text | None = None,
        alias: Text | None = None,
        handle: Text | None = None,
    ) -> Contact | None:
        """The first who agrees, if anybody does."""
        found = await self.find_all(name=name, alias=alias, handle=handle)
        return found[0] if found else None

    async def find_all(
        self,
        *,
        name: Text | None = None,
        alias: Text | None = None,
        handle: Text | None = None,
    ) -> list[Contact]:
        """All who agree; everybody, where nothing is asked for."""
        query = None
        if not name is alias is handle is None:
            query = ContactQuery(name=name, alias=alias, handle=handle)
        ids = await self._directory.puppet.contact_search(query)
        return list(await self._directory.people(ids))


class FoundRooms:
    """The rooms the puppet is in; a text must be equal, a compiled pattern found."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def load(self, room_id: str) -> Room:
        """The room with this id; `NotFound` where there is none."""
        return await self._directory.room(room_id)

    async def find(self, *, topic: Text | None = None) -> Room | None:
        """The first that agrees, if any does."""
        found = await self.find_all(topic=topic)
        return found[0] if found else None

    async def find_all(self, *, topic: Text | None = None) -> list[Room]:
        """All that agree; every room, where nothing is asked for."""
        query = None if topic is None else RoomQuery(topic=topic)
        ids = await self._directory.puppet.room_search(query)
        return [await self._directory.place(id) for id in ids]

"""How a bot finds people and rooms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from ..errors import NotFound, Unsupported
from ..queries import ContactQuery, RoomQuery, Text
from .contact import Contact
from .directory import Directory
from .room import Room

__all__ = ["FoundContacts", "FoundRooms"]

T = TypeVar("T")


class FoundContacts:
    """
    The people the puppets know.

    A text must be equal, a compiled pattern must be found; several mean AND.
    """

    def __init__(self, directories: Sequence[Directory]) -> None:
        self._directories = directories

    async def load(self, contact_id: str) -> Contact:
        """The person with this id; `NotFound` where there is none."""
        return await _first(
            self._directories, lambda directory: directory.contact(contact_id)
        )

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

        async def found(directory: Directory) -> list[Contact]:
            ids = await directory.puppet.contact_search(query)
            return list(await directory.people(ids))

        return await _all(self._directories, found)


class FoundRooms:
    """The rooms the puppets are in; a text must be equal, a compiled pattern found."""

    def __init__(self, directories: Sequence[Directory]) -> None:
        self._directories = directories

    async def load(self, room_id: str) -> Room:
        """The room with this id; `NotFound` where there is none."""
        return await _first(
            self._directories, lambda directory: directory.room(room_id)
        )

    async def find(self, *, topic: Text | None = None) -> Room | None:
        """The first that agrees, if any does."""
        found = await self.find_all(topic=topic)
        return found[0] if found else None

    async def find_all(self, *, topic: Text | None = None) -> list[Room]:
        """All that agree; every room, where nothing is asked for."""
        query = None if topic is None else RoomQuery(topic=topic)

        async def found(directory: Directory) -> list[Room]:
            ids = await directory.puppet.room_search(query)
            return [await directory.place(id) for id in ids]

        return await _all(self._directories, found)


async def _first(
    directories: Sequence[Directory], load: Callable[[Directory], Awaitable[T]]
) -> T:
    """Of the first that has it; else what the last one raises."""
    *others, last = directories
    for directory in others:
        try:
            return await load(directory)
        except NotFound:
            pass
    return await load(last)


async def _all(
    directories: Sequence[Directory],
    find: Callable[[Directory], Awaitable[list[T]]],
) -> list[T]:
    """Of all that have a way to tell; `Unsupported` where none has."""
    found, lacking = list[T](), list[Unsupported]()
    for directory in directories:
        try:
            found += await find(directory)
        except Unsupported as error:
            lacking.append(error)
    if len(lacking) == len(directories):
        raise lacking[0]
    return found

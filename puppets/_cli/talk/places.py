"""The people and the rooms, by the names that a person types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..._bot.directory import Directory
from ...errors import ConfigurationError, NotFound, PlatformError, Unsupported

__all__ = ["Place", "Places"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can say something."""

    id: str
    name: str
    kind: Literal["person", "room"]
    others: tuple[str, ...] = ()
    """What it is called besides."""

    @property
    def names(self) -> tuple[str, ...]:
        called = (self.name, *self.others)
        return tuple(name.lower() for name in called if name)


class Places:
    """Those that the puppet knows."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._puppet = directory.puppet

    async def rooms(self) -> list[Place]:
        try:
            ids = await self._puppet.room_search()
        except Unsupported:
            return []
        found = [await self._directory.place(id) for id in ids]
        return [Place(room.id, room.topic or room.id, "room") for room in found]

    async def people(self) -> list[Place]:
        try:
            ids = await self._puppet.contact_search()
        except Unsupported:
            return []
        found = await self._directory.people(ids)
        return [
            Place(each.id, each.name, "person", (each.alias, each.handle))
            for each in found
            if not each.is_self
        ]

    async def find(self, wanted: str) -> Place:
        """
        The one that is called so, or has this id; else the only one that begins so.

        Raises `ConfigurationError` where there is none, or more than one.
        """
        known = [*await self.rooms(), *await self.people()]
        name = wanted.lower().removeprefix("@")
        ways = (
            [place for place in known if place.id == wanted],
            [place for place in known if name in place.names],
            [place for place in known if any(n.startswith(name) for n in place.names)],
        )
        for found in filter(None, ways):
            if len(found) == 1:
                return found[0]
            several = " or ".join(f"{place.name} ({place.id})" for place in found[:5])
            raise ConfigurationError(f"{wanted!r} may be {several}; say which")
        return await self._unlisted(wanted)

    async def _unlisted(self, id: str) -> Place:
        """By an id that no list has, as of someone who is met for the first time."""
        for kind in (self._person, self._room):
            try:
                return await kind(id)
            except (NotFound, Unsupported):
                continue
            except PlatformError:  # a name that is no id at all
                continue
        raise ConfigurationError(f"nobody and no room is known as {id!r}")

    async def _person(self, id: str) -> Place:
        return Place(id, (await self._directory.contact(id)).name, "person")

    async def _room(self, id: str) -> Place:
        return Place(id, (await self._directory.room(id)).topic or id, "room")

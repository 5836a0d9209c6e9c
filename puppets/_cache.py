"""Payloads that were read lately (contract 4.13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from ._bounded import Bounded
from .enums import DirtyType
from .payloads import (
    ContactPayload,
    FriendshipPayload,
    MessagePayload,
    PostPayload,
    RoomMemberPayload,
    RoomPayload,
)

T = TypeVar("T")

KINDS: dict[DirtyType, type[Any]] = {
    DirtyType.MESSAGE: MessagePayload,
    DirtyType.CONTACT: ContactPayload,
    DirtyType.ROOM: RoomPayload,
    DirtyType.ROOM_MEMBER: RoomMemberPayload,
    DirtyType.FRIENDSHIP: FriendshipPayload,
    DirtyType.POST: PostPayload,
}


class Cache:
    """The payloads read last, up to 500 of each kind; a purge is never overtaken."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._kept: dict[type[Any], Bounded[tuple[str, ...], Any]] = {}
        self._purges = 0

    async def read(
        self, kind: type[T], ids: tuple[str, ...], fetch: Callable[[], Awaitable[T]]
    ) -> T:
        """What is kept under `ids`, or else what `fetch` gives, kept from now on."""
        kept = self._kept.setdefault(kind, Bounded(self._most))
        if ids in kept:
            kept.move_to_end(ids)
            found: T = kept[ids]
            return found
        purges = self._purges
        fetched = await fetch()
        if purges == self._purges:  # else it may be older than the purge
            kept.keep(ids, fetched)
        return fetched

    def purge(self, what: DirtyType, id: str) -> None:
        """Forget one payload; of ROOM_MEMBER all members of the room `id`."""
        self._purges += 1
        if kept := self._kept.get(KINDS[what]):
            for ids in [ids for ids in kept if ids[0] == id]:
                del kept[ids]

    def clear(self) -> None:
        self._purges += 1
        self._kept.clear()

"""Whom and where the puppet was ever told of, as far as its memory goes."""

from __future__ import annotations

from dataclasses import replace

from ..memory import Memory
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload

__all__ = ["Roll"]


class Roll:
    """The contacts, the rooms and their members that the memory knows."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def contacts(self) -> list[str]:
        """The people and bots that were ever seen, oldest first."""
        return [id for id in await self._memory.keys(ContactPayload) if id.isdigit()]

    async def rooms(self) -> list[str]:
        """The rooms that the puppet is in, as far as it was told."""
        return list(await self._memory.keys(RoomPayload))

    async def members(self, room_id: str) -> list[str]:
        """Those who were seen in a room, and not seen leaving it."""
        keys = await self._memory.keys(RoomMemberPayload)
        pairs = (key.split(" ") for key in keys)
        return [id for room, id in pairs if room == room_id]

    async def strike(self, room_id: str, contact_id: str, *, is_me: bool) -> None:
        """This one is no member; without the puppet itself a room is unknown to it."""
        await self._memory.forget(RoomMemberPayload, f"{room_id} {contact_id}")
        if is_me:
            await self._memory.forget(RoomPayload, room_id)

    async def move(self, old: str, new: str) -> None:
        """Whoever was in the old room is in the new one."""
        await self._memory.forget(RoomPayload, old)
        for id in await self.members(old):
            await self._take_along(old, new, id)

    async def _take_along(self, old: str, new: str, id: str) -> None:
        member = await self._memory.load(RoomMemberPayload, f"{old} {id}")
        if member is not None:
            await self._memory.save(replace(member, room_id=new))
            await self._memory.forget(RoomMemberPayload, f"{old} {id}")

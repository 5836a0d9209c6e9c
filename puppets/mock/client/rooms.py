"""What a puppet may ask the platform about rooms."""

from __future__ import annotations

from ..platform.records import Group, Invitation, Membership, Profile
from ..platform.refusals import Unknown
from .connection import Connection, request

__all__ = ["RoomRequests"]


class RoomRequests(Connection):
    """Rooms, their members, and invitations."""

    @request
    async def rooms(self) -> list[str]:
        return [group.id for group in self._platform.groups.of(await self._me())]

    @request
    async def room(self, room_id: str) -> Group:
        return self._platform.groups.group(room_id, await self._me())

    @request
    async def entered_room(self, room_id: str) -> Group:
        """The room, if the account is in it; not one that it left."""
        me = await self._me()
        group = self._platform.groups.group(room_id, me)
        if me not in group.members:
            raise Unknown(f"not in the room {room_id!r}")
        return group

    @request
    async def open_room(self, contact_ids: list[str], topic: str) -> str:
        return self._platform.groups.open(await self._me(), contact_ids, topic).id

    @request
    async def add(self, room_id: str, contact_ids: tuple[str, ...]) -> None:
        self._platform.groups.add(room_id, await self._me(), *contact_ids)

    @request
    async def invite(self, room_id: str, contact_ids: tuple[str, ...]) -> None:
        self._platform.groups.invite(room_id, await self._me(), *contact_ids)

    @request
    async def remove(self, room_id: str, contact_ids: tuple[str, ...]) -> None:
        self._platform.groups.remove(room_id, await self._me(), *contact_ids)

    @request
    async def leave(self, room_id: str) -> None:
        self._platform.groups.leave(room_id, await self._me())

    @request
    async def rename(self, room_id: str, topic: str) -> None:
        self._platform.groups.rename(room_id, await self._me(), topic)

    @request
    async def announce(self, room_id: str, announcement: str) -> None:
        self._platform.groups.announce(room_id, await self._me(), announcement)

    @request
    async def room_code(self, room_id: str) -> str:
        """What a QR code holds by which others come in."""
        return self._platform.code_of((await self.entered_room(room_id)).id)

    @request
    async def member(self, room_id: str, contact_id: str) -> tuple[Membership, Profile]:
        me = await self._me()
        membership = self._platform.groups.member(room_id, contact_id, me)
        return membership, self._platform.people.profile(contact_id)

    # Invitations.

    @request
    async def invitation(self, invitation_id: str) -> Invitation:
        return self._platform.groups.invitation(invitation_id, await self._me())

    @request
    async def accept_invitation(self, invitation_id: str) -> None:
        self._platform.groups.accept(invitation_id, await self._me())

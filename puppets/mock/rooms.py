"""The mock puppet on rooms, their members, and invitations."""

from __future__ import annotations

from ..errors import NotFound
from ..file_box import FileBox
from ..payloads import RoomInvitationPayload, RoomMemberPayload, RoomPayload
from . import translate
from .base import MockBase

__all__ = ["MockRooms"]


class MockRooms(MockBase):
    # Rooms.

    async def room_list(self) -> list[str]:
        return await self._client.rooms()

    async def room_payload(self, room_id: str) -> RoomPayload:
        return translate.room(await self._client.room(room_id))

    async def room_validate(self, room_id: str) -> bool:
        return await self._is_there(self._client.entered_room(room_id))

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        return await self._client.open_room(contact_ids, topic)

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        bring_in = self._client.invite if invite_only else self._client.add
        await bring_in(room_id, contact_ids)
        await self._changed(room_id)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        await self._client.remove(room_id, contact_ids)
        await self._changed(room_id)

    async def room_quit(self, room_id: str) -> None:
        await self._client.leave(room_id)
        await self._changed(room_id)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        await self._client.rename(room_id, topic)
        await self.room_dirty(room_id)

    async def room_announce(self, room_id: str) -> str:
        return (await self._client.entered_room(room_id)).announcement

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        await self._client.announce(room_id, announcement)

    async def room_avatar(self, room_id: str) -> FileBox:
        if picture := (await self._client.entered_room(room_id)).avatar:
            return picture
        raise NotFound(f"{room_id!r} has no picture")

    async def room_qrcode(self, room_id: str) -> str:
        return await self._client.room_code(room_id)

    # Members.

    async def room_member_list(self, room_id: str) -> list[str]:
        return list((await self._client.entered_room(room_id)).members)

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        membership, profile = await self._client.member(room_id, contact_id)
        return translate.member(room_id, profile, membership)

    # Invitations.

    async def room_invitation_payload(
        self, room_invitation_id: str
    ) -> RoomInvitationPayload:
        return translate.invitation(await self._client.invitation(room_invitation_id))

    async def room_invitation_accept(self, room_invitation_id: str) -> None:
        await self._client.accept_invitation(room_invitation_id)

    async def _changed(self, room_id: str) -> None:
        await self.room_dirty(room_id)
        await self.room_member_dirty(room_id)

"""What a puppet of a service knows of rooms, and does with them."""

from __future__ import annotations

from ..enums import DirtyType
from ..file_box import FileBox
from ..payloads import RoomInvitationPayload, RoomMemberPayload, RoomPayload
from ..puppet import Puppet
from . import rpcs, translate
from .client import ServiceClient
from .transfer import received
from .wire import pb
from .wording import worded

__all__ = ["ServiceRooms"]


class ServiceRooms(Puppet):
    """Rooms, members and invitations: ask the client, translate the answer."""

    _client: ServiceClient

    async def room_list(self) -> list[str]:
        return list((await self._client.ask(rpcs.ROOM_LIST, pb.RoomListRequest())).ids)

    async def room_payload(self, room_id: str) -> RoomPayload:
        request = worded(pb.RoomPayloadRequest, id=room_id)
        return translate.room_in(await self._client.ask(rpcs.ROOM_PAYLOAD, request))

    async def room_validate(self, room_id: str) -> bool:
        return await self._is_there(self.room_payload(room_id))

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        request = worded(pb.RoomCreateRequest, contact_ids=contact_ids, topic=topic)
        return (await self._client.send(rpcs.ROOM_CREATE, request)).id

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        for id in contact_ids:
            request = worded(
                pb.RoomAddRequest, id=room_id, contact_id=id, invite_only=invite_only
            )
            await self._client.ask(rpcs.ROOM_ADD, request)
        self._changed(room_id)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        for id in contact_ids:
            request = worded(pb.RoomDelRequest, id=room_id, contact_id=id)
            await self._client.ask(rpcs.ROOM_DEL, request)
        self._changed(room_id)

    async def room_quit(self, room_id: str) -> None:
        await self._client.ask(rpcs.ROOM_QUIT, worded(pb.RoomQuitRequest, id=room_id))
        self._changed(room_id)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        request = worded(
            translate.both, worded(pb.RoomTopicRequest, id=room_id), "topic", topic
        )
        await self._client.ask(rpcs.ROOM_TOPIC, request)
        self._changed(room_id)

    async def room_announce(self, room_id: str) -> str:
        request = worded(pb.RoomAnnounceRequest, id=room_id)
        answer = await self._client.ask(rpcs.ROOM_ANNOUNCE, request)
        return translate.either(answer, "text") or ""

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        request = worded(pb.RoomAnnounceRequest, id=room_id)
        request = worded(translate.both, request, "text", announcement)
        await self._client.ask(rpcs.ROOM_ANNOUNCE, request)

    async def room_avatar(self, room_id: str) -> FileBox:
        request = worded(pb.RoomAvatarRequest, id=room_id)
        answer = await self._client.ask(rpcs.ROOM_AVATAR, request)
        return received(self._client, answer.file_box)

    async def room_qrcode(self, room_id: str) -> str:
        request = worded(pb.RoomQRCodeRequest, id=room_id)
        return (await self._client.ask(rpcs.ROOM_QR_CODE, request)).qrcode

    def _changed(self, room_id: str) -> None:
        """By the puppet itself: what is read next must show it."""
        self._cache.purge(DirtyType.ROOM, room_id)
        self._cache.purge(DirtyType.ROOM_MEMBER, room_id)

    # Members.

    async def room_member_list(self, room_id: str) -> list[str]:
        request = worded(pb.RoomMemberListRequest, id=room_id)
        answer = await self._client.ask(rpcs.ROOM_MEMBER_LIST, request)
        return list(answer.member_ids)

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        request = worded(pb.RoomMemberPayloadRequest, id=room_id, member_id=contact_id)
        answer = await self._client.ask(rpcs.ROOM_MEMBER_PAYLOAD, request)
        return translate.member_in(answer, room_id=room_id)

    # Invitations.

    async def room_invitation_payload(
        self, room_invitation_id: str
    ) -> RoomInvitationPayload:
        return await self._invitation(room_invitation_id)

    async def _invitation(self, id: str) -> RoomInvitationPayload:
        request = worded(pb.RoomInvitationPayloadRequest, id=id)
        answer = await self._client.ask(rpcs.ROOM_INVITATION_PAYLOAD, request)
        return translate.invitation_in(answer)

    async def room_invitation_accept(self, room_invitation_id: str) -> None:
        request = worded(pb.RoomInvitationAcceptRequest, id=room_invitation_id)
        await self._client.ask(rpcs.ROOM_INVITATION_ACCEPT, request)

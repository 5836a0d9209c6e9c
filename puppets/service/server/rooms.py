"""What can be asked about rooms and their members."""

from __future__ import annotations

from ...puppet import Puppet
from .. import rpcs
from ..translate import both, either, member_out, room_out
from ..wire import pb
from .calls import Counter
from .files import Files
from .visitors import Visitor

__all__ = ["Rooms"]


class Rooms:
    """Asks the puppet, and says the answer as the wire wants it."""

    def __init__(self, puppet: Puppet, files: Files) -> None:
        self._puppet = puppet
        self._files = files

    def attend(self, counter: Counter) -> None:
        counter.answers(rpcs.ROOM_LIST, self.list)
        counter.answers(rpcs.ROOM_PAYLOAD, self.payload)
        counter.answers(rpcs.ROOM_CREATE, self.create)
        counter.answers(rpcs.ROOM_ADD, self.add)
        counter.answers(rpcs.ROOM_DEL, self.delete)
        counter.answers(rpcs.ROOM_QUIT, self.quit)
        counter.answers(rpcs.ROOM_TOPIC, self.topic)
        counter.answers(rpcs.ROOM_ANNOUNCE, self.announce)
        counter.answers_visitor(rpcs.ROOM_AVATAR, self.avatar)
        counter.answers(rpcs.ROOM_QR_CODE, self.qrcode)
        counter.answers(rpcs.ROOM_MEMBER_LIST, self.member_list)
        counter.answers(rpcs.ROOM_MEMBER_PAYLOAD, self.member_payload)

    async def list(self, _: pb.RoomListRequest) -> pb.RoomListResponse:
        return pb.RoomListResponse(ids=await self._puppet.room_list())

    async def payload(self, asked: pb.RoomPayloadRequest) -> pb.RoomPayloadResponse:
        return room_out(await self._puppet.room_payload(asked.id))

    async def create(self, asked: pb.RoomCreateRequest) -> pb.RoomCreateResponse:
        people = [*asked.contact_ids]
        id = await self._puppet.room_create(people, asked.topic)
        return pb.RoomCreateResponse(id=id)

    async def add(self, asked: pb.RoomAddRequest) -> pb.RoomAddResponse:
        only = asked.invite_only
        await self._puppet.room_add(asked.id, asked.contact_id, invite_only=only)
        return pb.RoomAddResponse()

    async def delete(self, asked: pb.RoomDelRequest) -> pb.RoomDelResponse:
        await self._puppet.room_del(asked.id, asked.contact_id)
        return pb.RoomDelResponse()

    async def quit(self, asked: pb.RoomQuitRequest) -> pb.RoomQuitResponse:
        await self._puppet.room_quit(asked.id)
        return pb.RoomQuitResponse()

    async def topic(self, asked: pb.RoomTopicRequest) -> pb.RoomTopicResponse:
        """Without a topic it is asked for."""
        topic = either(asked, "topic")
        if topic is None:
            topic = await self._puppet.room_topic(asked.id)
        else:
            await self._puppet.room_set_topic(asked.id, topic)
        return both(pb.RoomTopicResponse(), "topic", topic)

    async def announce(self, asked: pb.RoomAnnounceRequest) -> pb.RoomAnnounceResponse:
        """Without a text it is asked for."""
        text = either(asked, "text")
        if text is None:
            text = await self._puppet.room_announce(asked.id)
        else:
            await self._puppet.room_set_announce(asked.id, text)
        return both(pb.RoomAnnounceResponse(), "text", text)

    async def avatar(
        self, asked: pb.RoomAvatarRequest, visitor: Visitor
    ) -> pb.RoomAvatarResponse:
        picture = await self._puppet.room_avatar(asked.id)
        return pb.RoomAvatarResponse(file_box=await self._files.out(picture, visitor))

    async def qrcode(self, asked: pb.RoomQRCodeRequest) -> pb.RoomQRCodeResponse:
        return pb.RoomQRCodeResponse(qrcode=await self._puppet.room_qrcode(asked.id))

    # Members.

    async def member_list(
        self, asked: pb.RoomMemberListRequest
    ) -> pb.RoomMemberListResponse:
        ids = await self._puppet.room_member_list(asked.id)
        return pb.RoomMemberListResponse(member_ids=ids)

    async def member_payload(
        self, asked: pb.RoomMemberPayloadRequest
    ) -> pb.RoomMemberPayloadResponse:
        member = await self._puppet.room_member_payload(asked.id, asked.member_id)
        return member_out(member)

"""What can be asked about friendships, and invitations to rooms."""

from __future__ import annotations

from ...errors import Unsupported
from ...puppet import Puppet
from .. import rpcs
from ..translate import both, either, friendship_out, invitation_out
from ..wire import pb
from .calls import Counter
from .visitors import Visitor

__all__ = ["Friendships"]


class Friendships:
    """Asks the puppet, and says the answer as the wire wants it."""

    def __init__(self, puppet: Puppet) -> None:
        self._puppet = puppet

    def attend(self, counter: Counter) -> None:
        counter.answers_visitor(rpcs.FRIENDSHIP_PAYLOAD, self.payload)
        counter.answers(rpcs.FRIENDSHIP_SEARCH_PHONE, self.search_phone)
        counter.answers(rpcs.FRIENDSHIP_SEARCH_WEIXIN, self.search_handle)
        counter.answers(rpcs.FRIENDSHIP_SEARCH_HANDLE, self.search_handle)
        counter.answers(rpcs.FRIENDSHIP_ADD, self.add)
        counter.answers(rpcs.FRIENDSHIP_ACCEPT, self.accept)
        counter.answers_visitor(rpcs.ROOM_INVITATION_PAYLOAD, self.invitation_payload)
        counter.answers(rpcs.ROOM_INVITATION_ACCEPT, self.invitation_accept)

    async def payload(
        self, asked: pb.FriendshipPayloadRequest, visitor: Visitor
    ) -> pb.FriendshipPayloadResponse:
        self._refuse_told(either(asked, "payload"), "friendship_set_payload")
        with visitor.reading(asked.id):
            return friendship_out(await self._puppet.friendship_payload(asked.id))

    async def search_phone(
        self, asked: pb.FriendshipSearchPhoneRequest
    ) -> pb.FriendshipSearchPhoneResponse:
        found = await self._puppet.friendship_search_phone(asked.phone)
        return both(pb.FriendshipSearchPhoneResponse(), "contact_id", found or "")

    async def search_handle(
        self, asked: pb.FriendshipSearchHandleRequest
    ) -> pb.FriendshipSearchHandleResponse:
        found = await self._puppet.friendship_search_handle(asked.weixin)
        return both(pb.FriendshipSearchHandleResponse(), "contact_id", found or "")

    async def add(self, asked: pb.FriendshipAddRequest) -> pb.FriendshipAddResponse:
        await self._puppet.friendship_add(asked.contact_id, asked.hello)
        return pb.FriendshipAddResponse()

    async def accept(
        self, asked: pb.FriendshipAcceptRequest
    ) -> pb.FriendshipAcceptResponse:
        await self._puppet.friendship_accept(asked.id)
        return pb.FriendshipAcceptResponse()

    # Invitations.

    async def invitation_payload(
        self, asked: pb.RoomInvitationPayloadRequest, visitor: Visitor
    ) -> pb.RoomInvitationPayloadResponse:
        self._refuse_told(either(asked, "payload"), "room_invitation_set_payload")
        with visitor.reading(asked.id):
            invitation = await self._puppet.room_invitation_payload(asked.id)
        return invitation_out(invitation)

    async def invitation_accept(
        self, asked: pb.RoomInvitationAcceptRequest
    ) -> pb.RoomInvitationAcceptResponse:
        await self._puppet.room_invitation_accept(asked.id)
        return pb.RoomInvitationAcceptResponse()

    def _refuse_told(self, payload: str | None, operation: str) -> None:
        """A client may tell a payload that it kept; the platform's own is the truth."""
        if payload:
            raise Unsupported(self._puppet.platform, operation)

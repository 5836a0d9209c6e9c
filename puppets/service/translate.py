"""Wire to payload and back. Pure: no I/O, no clock, no state."""

from __future__ import annotations

from ..enums import MessageType
from ..payloads import (
    MessagePayload,
    RoomInvitationPayload,
    RoomMemberPayload,
    RoomPayload,
)
from .content import (
    location_in,
    location_out,
    mini_program_in,
    mini_program_of,
    mini_program_out,
    url_in,
    url_of,
    url_out,
    with_mini_program,
    with_url,
)
from .fields import both, either, known, milliseconds, moment, needed, time_in
from .files import Uploaded, file_in, file_out, is_public_link, uploaded_out
from .happenings import UNSAID, event_out
from .hearing import Named, NamedKind, Told, event_in
from .people import contact_in, contact_out, friendship_in, friendship_out
from .wire import pb

__all__ = [
    "UNSAID",
    "Named",
    "NamedKind",
    "Told",
    "Uploaded",
    "both",
    "contact_in",
    "contact_out",
    "either",
    "event_in",
    "event_out",
    "file_in",
    "file_out",
    "friendship_in",
    "friendship_out",
    "invitation_in",
    "invitation_out",
    "is_public_link",
    "location_in",
    "location_out",
    "member_in",
    "member_out",
    "message_in",
    "message_out",
    "mini_program_in",
    "mini_program_of",
    "mini_program_out",
    "room_in",
    "room_out",
    "uploaded_out",
    "url_in",
    "url_of",
    "url_out",
    "with_mini_program",
    "with_url",
]


# Messages.


def message_out(message: MessagePayload) -> pb.MessagePayloadResponse:
    return pb.MessagePayloadResponse(
        id=message.id,
        filename=message.filename,
        text=message.text,
        timestamp_deprecated=milliseconds(message.timestamp),
        type=message.type,
        talker_id=message.talker_id,
        room_id=message.room_id or "",
        listener_id=message.listener_id or "",
        mention_ids=message.mention_ids,
        receive_time=moment(message.timestamp),
    )


def message_in(said: pb.MessagePayloadResponse, *, self_id: str) -> MessagePayload:
    """`self_id` is the puppet's own: it tells who the other one of a direct chat is."""
    talker = needed(said.talker_id, "talker_id")
    listener = None if said.room_id else said.listener_id or _listener(talker, self_id)
    other = listener if talker == self_id else talker
    return MessagePayload(
        id=needed(said.id, "id"),
        conversation_id=said.room_id or other or talker,
        type=known(MessageType, said.type),
        talker_id=talker,
        timestamp=time_in(said, "receive_time", "timestamp_deprecated"),
        text=said.text,
        room_id=said.room_id or None,
        listener_id=listener,
        mention_ids=tuple(said.mention_ids),
        filename=said.filename,
    )


def _listener(talker: str, self_id: str) -> str:
    """Of a direct message that names none, the puppet; its own must name one."""
    return needed(self_id if talker != self_id else "", "listener_id")


# Rooms.


def room_out(room: RoomPayload) -> pb.RoomPayloadResponse:
    return pb.RoomPayloadResponse(
        id=room.id,
        topic=room.topic,
        avatar=room.avatar,
        owner_id=room.owner_id or "",
        admin_ids=room.admin_ids,
        member_ids=room.member_ids,
        handle=room.handle,
    )


def room_in(said: pb.RoomPayloadResponse) -> RoomPayload:
    id = needed(said.id, "id")
    return RoomPayload(
        id=id,
        topic=said.topic or said.handle or id,
        member_ids=tuple(said.member_ids),
        owner_id=said.owner_id or None,
        admin_ids=tuple(said.admin_ids),
        handle=said.handle,
        avatar=said.avatar,
    )


def member_out(member: RoomMemberPayload) -> pb.RoomMemberPayloadResponse:
    return pb.RoomMemberPayloadResponse(
        id=member.id,
        room_alias=member.room_alias,
        inviter_id=member.inviter_id or "",
        avatar=member.avatar,
        name=member.name,
    )


def member_in(said: pb.RoomMemberPayloadResponse, *, room_id: str) -> RoomMemberPayload:
    id = needed(said.id, "id")
    return RoomMemberPayload(
        room_id=room_id,
        id=id,
        name=said.name or said.room_alias or id,
        room_alias=said.room_alias,
        inviter_id=said.inviter_id or None,
        avatar=said.avatar,
    )


def invitation_out(
    invitation: RoomInvitationPayload,
) -> pb.RoomInvitationPayloadResponse:
    return pb.RoomInvitationPayloadResponse(
        id=invitation.id,
        inviter_id=invitation.inviter_id,
        topic=invitation.topic,
        member_count=invitation.member_count,
        member_ids=invitation.member_ids,
        timestamp_uint64_deprecated=milliseconds(invitation.timestamp),
        avatar=invitation.avatar,
        invitation=invitation.invitation,
        receiver_id=invitation.receiver_id,
        receive_time=moment(invitation.timestamp),
    )


def invitation_in(said: pb.RoomInvitationPayloadResponse) -> RoomInvitationPayload:
    return RoomInvitationPayload(
        id=needed(said.id, "id"),
        inviter_id=said.inviter_id,
        receiver_id=said.receiver_id,
        topic=said.topic,
        timestamp=time_in(said, "receive_time", "timestamp_uint64_deprecated"),
        invitation=said.invitation,
        avatar=said.avatar,
        member_count=said.member_count,
        member_ids=tuple(said.member_ids),
    )

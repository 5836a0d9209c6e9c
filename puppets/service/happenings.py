"""What an event is on the wire: a kind, and JSON that names ids."""

from __future__ import annotations

import msgspec

from ..enums import DirtyType
from ..events import (
    ChoiceEvent,
    DirtyEvent,
    DongEvent,
    ErrorEvent,
    Event,
    FriendshipEvent,
    GapEvent,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    PostEvent,
    ReactionEvent,
    ReadyEvent,
    ResetEvent,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
    ScanEvent,
    StartEvent,
    StopEvent,
)
from . import wire
from .fields import milliseconds
from .troubles import error_told, gap_told
from .wire import pb

__all__ = ["UNSAID", "event_out"]

UNSAID: frozenset[type[Event]] = frozenset(
    {
        # The wire has no buttons either.
        ChoiceEvent,
        # Nobody can ask for a post, so its id would lead nowhere.
        PostEvent,
        ReactionEvent,
        # Wechaty's own services keep it to themselves.
        ResetEvent,
        RoomAnnounceEvent,
        RoomMigrateEvent,
        StartEvent,
        StopEvent,
    }
)
"""What has no place on the wire."""


def event_out(event: Event) -> pb.EventResponse | None:
    """None for what has no place on the wire: see `UNSAID`."""
    said = _said(event)
    if said is None:
        return None
    kind, payload = said
    return pb.EventResponse(
        type=f"EVENT_TYPE_{kind}", payload=msgspec.json.encode(payload).decode()
    )


def _said(event: Event) -> tuple[str, msgspec.Struct] | None:
    match event:
        case MessageEvent():
            return "MESSAGE", wire.Said(message_id=event.message.id)
        case MessageEditEvent(message=message):
            return "DIRTY", _dirty(DirtyType.MESSAGE, message.id)
        case FriendshipEvent():
            return "FRIENDSHIP", wire.Friended(friendship_id=event.friendship.id)
        case RoomInviteEvent():
            return "ROOM_INVITE", wire.Invited(room_invitation_id=event.invitation.id)
        case RoomJoinEvent() | RoomLeaveEvent() | RoomTopicEvent():
            return _room_said(event)
        case ErrorEvent():
            return "ERROR", error_told(event.error)
        case GapEvent():
            return "ERROR", gap_told(event)
        case _:
            return _own_said(event)


def _room_said(
    event: RoomJoinEvent | RoomLeaveEvent | RoomTopicEvent,
) -> tuple[str, msgspec.Struct]:
    timestamp = milliseconds(event.timestamp)
    match event:
        case RoomJoinEvent():
            return "ROOM_JOIN", wire.Joined(
                invitee_id_list=event.invitee_ids,
                inviter_id=event.inviter_id,
                room_id=event.room_id,
                timestamp=timestamp,
            )
        case RoomLeaveEvent():
            return "ROOM_LEAVE", wire.Left(
                removee_id_list=event.removee_ids,
                remover_id=event.remover_id,
                room_id=event.room_id,
                timestamp=timestamp,
            )
        case RoomTopicEvent():
            return "ROOM_TOPIC", wire.Renamed(
                changer_id=event.changer_id,
                new_topic=event.topic,
                old_topic=event.old_topic,
                room_id=event.room_id,
                timestamp=timestamp,
            )


def _own_said(event: Event) -> tuple[str, msgspec.Struct] | None:
    # python-wechaty fails of an event whose `data` is null.
    match event:
        case HeartbeatEvent():
            return "HEARTBEAT", wire.Reason(data="heartbeat")
        case ReadyEvent():
            return "READY", wire.Reason(data="ready")
        case DongEvent():
            return "DONG", wire.Reason(data=event.text)
        case ScanEvent():
            return "SCAN", wire.Scanned(status=event.status, qrcode=event.qrcode)
        case LoginEvent():
            return "LOGIN", wire.LoggedIn(contact_id=event.contact_id)
        case LogoutEvent(contact_id=contact):
            return "LOGOUT", wire.LoggedOut(contact_id=contact, data=event.reason)
        case DirtyEvent():
            return "DIRTY", _dirty(event.payload_type, event.payload_id)
        case _:
            return None


def _dirty(kind: DirtyType, id: str) -> wire.Dirty:
    return wire.Dirty(payload_type=kind, payload_id=id)

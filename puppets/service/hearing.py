"""What an event on the wire comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from .._decoding import decoded
from ..enums import DirtyType, ScanStatus
from ..errors import Malformed, Unsupported
from ..events import (
    DirtyEvent,
    DongEvent,
    ErrorEvent,
    Event,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    ReadyEvent,
    ResetEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
    ScanEvent,
)
from . import wire
from .fields import known, needed, number_in
from .troubles import trouble
from .wire import pb

__all__ = ["Named", "NamedKind", "Told", "event_in"]


class NamedKind(Enum):
    """What an event names by its id alone."""

    MESSAGE = "message"
    FRIENDSHIP = "friendship"
    INVITATION = "room invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An event of which the wire says the id: its payload is to be asked for."""

    kind: NamedKind
    id: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a service told, and where that stands in its log, if it keeps one."""

    said: Event | Named
    sequence: int = 0
    epoch: str = ""

    @property
    def cursor(self) -> str | None:
        """Where to go on from after this."""
        return _place(self.sequence, self.epoch) or None


def event_in(answer: pb.EventResponse) -> Told:
    """Raises `Malformed` for what cannot be read, or is of no kind that is known."""
    key = _place(answer.sequence, answer.epoch)
    reader = _READERS.get(answer.type)
    json = answer.payload.encode()
    if reader is None:
        raise Malformed(f"event: of kind {answer.type}", path="type", update=json)
    return Told(said=reader(json, key), sequence=answer.sequence, epoch=answer.epoch)


def _place(sequence: int, epoch: str) -> str:
    return f"{epoch}:{sequence}" if sequence else ""


# Of the puppet itself.


def _heartbeat(_json: bytes, _key: str) -> Event:
    return HeartbeatEvent()


def _ready(_json: bytes, _key: str) -> Event:
    return ReadyEvent()


def _reset(json: bytes, _key: str) -> Event:
    return ResetEvent(reason=decoded("reset", json, wire.Reason).data or "")


def _dong(json: bytes, _key: str) -> Event:
    return DongEvent(text=decoded("dong", json, wire.Reason).data or "")


def _login(json: bytes, _key: str) -> Event:
    contact_id = decoded("login", json, wire.LoggedIn).contact_id
    return LoginEvent(contact_id=needed(contact_id, "contactId"))


def _logout(json: bytes, _key: str) -> Event:
    said = decoded("logout", json, wire.LoggedOut)
    return LogoutEvent(contact_id=said.contact_id, reason=said.data or "")


def _scan(json: bytes, _key: str) -> Event:
    said = decoded("scan", json, wire.Scanned)
    return ScanEvent(status=known(ScanStatus, said.status), qrcode=said.qrcode or "")


def _dirty(json: bytes, _key: str) -> Event:
    said = decoded("dirty", json, wire.Dirty)
    return DirtyEvent(
        payload_type=known(DirtyType, said.payload_type), payload_id=said.payload_id
    )


# Of people and rooms.


def _message(json: bytes, key: str) -> Named:
    id = decoded("message", json, wire.Said).message_id
    return Named(kind=NamedKind.MESSAGE, id=needed(id, "messageId"), key=key)


def _friendship(json: bytes, key: str) -> Named:
    id = decoded("friendship", json, wire.Friended).friendship_id
    return Named(kind=NamedKind.FRIENDSHIP, id=needed(id, "friendshipId"), key=key)


def _invitation(json: bytes, key: str) -> Named:
    id = decoded("room invitation", json, wire.Invited).room_invitation_id
    return Named(kind=NamedKind.INVITATION, id=needed(id, "roomInvitationId"), key=key)


def _join(json: bytes, key: str) -> Event:
    said = decoded("room join", json, wire.Joined)
    first = next(iter(said.invitee_id_list), "")
    return RoomJoinEvent(
        room_id=needed(said.room_id, "roomId"),
        inviter_id=needed(said.inviter_id or first, "inviteeIdList"),
        invitee_ids=said.invitee_id_list,
        timestamp=number_in(said.timestamp, "timestamp"),
        key=key,
    )


def _leave(json: bytes, key: str) -> Event:
    said = decoded("room leave", json, wire.Left)
    first = next(iter(said.removee_id_list), "")
    return RoomLeaveEvent(
        room_id=needed(said.room_id, "roomId"),
        remover_id=needed(said.remover_id or first, "removeeIdList"),
        removee_ids=said.removee_id_list,
        timestamp=number_in(said.timestamp, "timestamp"),
        key=key,
    )


def _topic(json: bytes, key: str) -> Event:
    said = decoded("room topic", json, wire.Renamed)
    return RoomTopicEvent(
        room_id=needed(said.room_id, "roomId"),
        changer_id=needed(said.changer_id or "", "changerId"),
        topic=said.new_topic,
        old_topic=said.old_topic or "",
        timestamp=number_in(said.timestamp, "timestamp"),
        key=key,
    )


def _post(_json: bytes, _key: str) -> Event:
    """The wire has no way to ask what it says."""
    return ErrorEvent(error=Unsupported("service", "post_payload"))


_READERS: Mapping[int, Callable[[bytes, str], Event | Named]] = {
    pb.EventType.EVENT_TYPE_HEARTBEAT: _heartbeat,
    pb.EventType.EVENT_TYPE_MESSAGE: _message,
    pb.EventType.EVENT_TYPE_DONG: _dong,
    pb.EventType.EVENT_TYPE_POST: _post,
    pb.EventType.EVENT_TYPE_ERROR: trouble,
    pb.EventType.EVENT_TYPE_FRIENDSHIP: _friendship,
    pb.EventType.EVENT_TYPE_ROOM_INVITE: _invitation,
    pb.EventType.EVENT_TYPE_ROOM_JOIN: _join,
    pb.EventType.EVENT_TYPE_ROOM_LEAVE: _leave,
    pb.EventType.EVENT_TYPE_ROOM_TOPIC: _topic,
    pb.EventType.EVENT_TYPE_SCAN: _scan,
    pb.EventType.EVENT_TYPE_READY: _ready,
    pb.EventType.EVENT_TYPE_RESET: _reset,
    pb.EventType.EVENT_TYPE_LOGIN: _login,
    pb.EventType.EVENT_TYPE_LOGOUT: _logout,
    pb.EventType.EVENT_TYPE_DIRTY: _dirty,
}

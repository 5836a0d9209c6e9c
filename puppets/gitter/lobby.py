"""What happens to a room, and to who is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from .._decoding import decoded
from ..enums import DirtyType
from ..errors import Malformed
from ..events import (
    DirtyEvent,
    Event,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from ..payloads import RoomInvitationPayload
from . import wire
from .content import Place, moment
from .ids import contact_id, place_id

__all__ = [
    "MEMBER",
    "arrives",
    "changed",
    "departs",
    "direct_guest",
    "invitation",
    "is_direct",
    "membership",
    "migration",
]

T = TypeVar("T")

MEMBER = "m.room.member"
_DIRTYING = {
    "m.room.avatar",
    "m.room.canonical_alias",
    "m.room.encryption",
    "m.room.power_levels",
}


def membership(event: wire.Event, place: Place, key: str) -> Iterator[Event]:
    was, now = _memberships(event)
    person = contact_id(event.state_key or event.sender)
    if (was.displayname, was.avatar_url) != (now.displayname, now.avatar_url):
        yield _dirty(DirtyType.CONTACT, person, f"{key} contact")
    if place.other is not None:
        return
    at = moment(event.origin_server_ts)
    came = now.membership == "join" and was.membership != "join"
    went = now.membership in {"leave", "ban"} and was.membership == "join"
    if came:
        inviter = event.unsigned.prev_sender if was.membership == "invite" else ""
        yield RoomJoinEvent(
            key=key,
            room_id=place.id,
            timestamp=at,
            inviter_id=contact_id(inviter or event.sender),
            invitee_ids=(person,),
        )
    elif went:
        yield RoomLeaveEvent(
            key=key,
            room_id=place.id,
            timestamp=at,
            remover_id=contact_id(event.sender),
            removee_ids=(person,),
        )
    else:
        yield _dirty(DirtyType.ROOM_MEMBER, place.id, key)


def changed(event: wire.Event, place: Place, key: str) -> Iterator[Event]:
    at = moment(event.origin_server_ts)
    match event.type:
        case "m.room.name":
            was, now = _before_and_after(event, wire.Name)
            yield RoomTopicEvent(
                key=key,
                room_id=place.id,
                timestamp=at,
                changer_id=contact_id(event.sender),
                topic=now.name or "",
                old_topic=was.name or "",
            )
        case "m.room.topic":
            before, after = _before_and_after(event, wire.Topic)
            yield RoomAnnounceEvent(
                key=key,
                room_id=place.id,
                timestamp=at,
                changer_id=contact_id(event.sender),
                announcement=after.topic or "",
                old_announcement=before.topic or "",
            )
        case kind if kind in _DIRTYING:
            yield _dirty(DirtyType.ROOM, place.id, key)


def arrives(event: wire.Event, me: str) -> bool:
    """Whether the puppet itself comes into the room with this event."""
    was, now = _own(event, me)
    return now == "join" != was


def departs(event: wire.Event, me: str) -> bool:
    """Whether the puppet itself goes out of the room with this event."""
    was, now = _own(event, me)
    return was == "join" and now in {"leave", "ban"}


def migration(old: str, new: str, timestamp: int) -> Iterator[Event]:
    """A room lives on under another id, and the puppet is in there."""
    yield RoomMigrateEvent(
        key=f"migration {old}",
        room_id=place_id(old),
        successor_id=place_id(new),
        timestamp=moment(timestamp),
    )
    for id in (old, new):
        yield _dirty(DirtyType.ROOM, place_id(id), f"migration {old} {id}")


def invitation(
    room_id: str,
    state: list[wire.StateEvent],
    me: str,
    *,
    told_at: datetime,
    since: str | None,
) -> RoomInviteEvent | None:
    """
    What an invitation tells of the room to which it is one.

    Most homeservers tell neither when it was nor which it is: then it is of the time at
    which it was told, and known by what was heard `since`.
    """
    mine = next(
        (each for each in state if (each.type, each.state_key) == (MEMBER, me)),
        None,
    )
    if mine is None or not mine.sender:
        return None
    topic = _told(state, "m.room.name", wire.Name).name
    alias = _told(state, "m.room.canonical_alias", wire.Alias).alias
    at = mine.origin_server_ts
    payload = RoomInvitationPayload(
        id=place_id(room_id),
        inviter_id=contact_id(mine.sender),
        receiver_id=contact_id(me),
        topic=topic or alias or room_id,
        timestamp=told_at if at is None else moment(at),
        avatar=_told(state, "m.room.avatar", wire.Picture).url or "",
    )
    key = f"invitation {payload.id} {mine.event_id or since or mine.sender}"
    return RoomInviteEvent(key=key, invitation=payload)


def is_direct(state: list[wire.StateEvent], me: str) -> bool:
    """Whether an invitation is one to a direct chat."""
    mine = [
        each.content for each in state if (each.type, each.state_key) == (MEMBER, me)
    ]
    return any(decoded(MEMBER, each, wire.Member).is_direct for each in mine)


def direct_guest(event: wire.Event, me: str) -> str | None:
    """Whom the puppet itself invites with this event to what is to be a direct chat."""
    if event.type != MEMBER or event.sender != me or event.state_key == me:
        return None
    try:
        now = decoded(event.event_id, event.content, wire.Member)
    except Malformed:
        return None
    is_begun = now.is_direct and now.membership == "invite"
    return event.state_key if is_begun else None


def _own(event: wire.Event, me: str) -> tuple[str, str]:
    """What the puppet was in the room before, and what it is now."""
    if event.type != MEMBER or event.state_key != me:
        return "", ""
    try:
        was, now = _memberships(event)
    except Malformed:
        return "", ""
    return was.membership, now.membership


def _memberships(event: wire.Event) -> tuple[wire.Member, wire.Member]:
    return _before_and_after(event, wire.Member)


def _before_and_after(event: wire.Event, kind: type[T]) -> tuple[T, T]:
    was = decoded(event.event_id, event.unsigned.prev_content, kind)
    return was, decoded(event.event_id, event.content, kind)


def _told(
    state: list[wire.StateEvent], kind: str, shape: type[wire.StructT]
) -> wire.StructT:
    found = [event.content for event in state if event.type == kind]
    return decoded(kind, found[-1] if found else wire.NOTHING, shape)


def _dirty(what: DirtyType, id: str, key: str) -> DirtyEvent:
    return DirtyEvent(key=f"dirty {key}", payload_type=what, payload_id=id)

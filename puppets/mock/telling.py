"""From what the platform tells to events. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..enums import DirtyType
from ..errors import Malformed
from ..events import (
    ChoiceEvent,
    DirtyEvent,
    ErrorEvent,
    Event,
    FriendshipEvent,
    LoginEvent,
    MessageEditEvent,
    MessageEvent,
    PostEvent,
    ReactionEvent,
    ReadyEvent,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
    ScanEvent,
)
from . import translate
from .platform.updates import (
    Announced,
    Befriended,
    Code,
    Edited,
    Garbled,
    Invited,
    Joined,
    Left,
    Linked,
    Moved,
    Parcel,
    Portrayed,
    Pressed,
    Published,
    Reacted,
    Renamed,
    Spoken,
    Told,
)

__all__ = ["events"]


def events(parcel: Parcel, me: str) -> tuple[Event, ...]:
    """The events of one parcel, in their order."""
    signs = [event for sign in parcel.signs for event in _of_sign(sign)]
    return (*signs, *(event for told in parcel.told for event in _of(told, me)))


def _of_sign(sign: Code | Linked) -> tuple[Event, ...]:
    match sign:
        case Code(status=status, text=text):
            return (ScanEvent(status=status, qrcode=text),)
        case Linked(contact_id=contact_id):
            return (LoginEvent(contact_id=contact_id), ReadyEvent())


def _of(told: Told, me: str) -> Iterator[Event]:
    key = told.key
    match told.update:
        case Spoken(message=said):
            yield MessageEvent(key=key, message=translate.message(said, me))
        case Edited(message=said):
            yield MessageEditEvent(key=key, message=translate.message(said, me))
        case Reacted() as reacted:
            yield _reaction(key, reacted, me)
        case Pressed() as pressed:
            yield _choice(key, pressed, me)
        case Befriended() | Invited() | Published() as asked:
            yield from _of_people(key, asked, me)
        case Portrayed() as portrayed:
            yield from _dirtied(key, portrayed)
        case Garbled(content=content):
            unread = Malformed("an update cannot be read", path="$", update=content)
            yield ErrorEvent(key=key, error=unread)
        case Joined() | Left() as moved:
            yield _of_members(key, moved)
        case Renamed() | Announced() | Moved() as changed:
            yield _of_room(key, changed)


def _of_people(
    key: str, update: Befriended | Invited | Published, me: str
) -> Iterator[Event]:
    match update:
        case Befriended(request=asked):
            yield FriendshipEvent(key=key, friendship=translate.friendship(asked, me))
            yield _dirty(
                key, DirtyType.CONTACT, translate.friendship(asked, me).contact_id
            )
        case Invited(invitation=invited):
            yield RoomInviteEvent(key=key, invitation=translate.invitation(invited))
        case Published(post=post):
            yield PostEvent(key=key, post=post)


def _of_members(key: str, update: Joined | Left) -> Event:
    match update:
        case Joined():
            return RoomJoinEvent(
                key=key,
                room_id=update.room_id,
                inviter_id=update.inviter_id,
                invitee_ids=update.member_ids,
                timestamp=update.timestamp,
            )
        case Left():
            return RoomLeaveEvent(
                key=key,
                room_id=update.room_id,
                remover_id=update.remover_id,
                removee_ids=update.member_ids,
                timestamp=update.timestamp,
            )


def _of_room(key: str, update: Renamed | Announced | Moved) -> Event:
    match update:
        case Renamed():
            return RoomTopicEvent(
                key=key,
                room_id=update.room_id,
                changer_id=update.changer_id,
                topic=update.topic,
                old_topic=update.old_topic,
                timestamp=update.timestamp,
            )
        case Announced():
            return RoomAnnounceEvent(
                key=key,
                room_id=update.room_id,
                changer_id=update.changer_id,
                announcement=update.announcement,
                old_announcement=update.old_announcement,
                timestamp=update.timestamp,
            )
        case Moved():
            return RoomMigrateEvent(
                key=key,
                room_id=update.room_id,
                successor_id=update.successor_id,
                timestamp=update.timestamp,
            )


def _reaction(key: str, reacted: Reacted, me: str) -> ReactionEvent:
    return ReactionEvent(
        key=key,
        message_id=reacted.message.id,
        conversation=reacted.message.conversation_of(me),
        contact_id=reacted.contact_id,
        emoji=reacted.emoji,
        timestamp=reacted.timestamp,
        added=reacted.added,
    )


def _choice(key: str, pressed: Pressed, me: str) -> ChoiceEvent:
    return ChoiceEvent(
        key=key,
        message_id=pressed.message.id,
        conversation=pressed.message.conversation_of(me),
        contact_id=pressed.contact_id,
        choice=pressed.choice,
    )


def _dirtied(key: str, portrayed: Portrayed) -> Iterator[DirtyEvent]:
    if portrayed.contact_id is not None:
        yield _dirty(key, DirtyType.CONTACT, portrayed.contact_id)
    for room_id in portrayed.room_ids:
        yield _dirty(key, DirtyType.ROOM, room_id)
        yield _dirty(key, DirtyType.ROOM_MEMBER, room_id)


def _dirty(key: str, what: DirtyType, id: str) -> DirtyEvent:
    return DirtyEvent(key=f"{key} {what.name} {id}", payload_type=what, payload_id=id)

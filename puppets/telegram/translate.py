"""Wire to payload and event. Pure: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..enums import DirtyType
from ..events import (
    DirtyEvent,
    Event,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from . import content, wire
from .content import message
from .ids import message_id, speaker_id

__all__ = ["announcement", "events", "message", "migration"]


def events(
    update: wire.Update, native: bytes, me: wire.User, handles: Mapping[str, str]
) -> Iterator[Event]:
    """
    What an update says, to the puppet `me`.

    `native` is the message in it as it is on the wire; `handles` are the ids of those
    whom it mentions by handle.
    """
    key = str(update.update_id)
    if posted := update.message or update.channel_post:
        said = wire.Said(message=posted, native=native)
        yield from _posted(said, key, me, handles)
    elif edited := update.edited_message or update.edited_channel_post:
        said = wire.Said(message=edited, native=native)
        yield MessageEditEvent(key=key, message=message(said, me, handles))
    elif reacted := update.message_reaction:
        yield from _reactions(reacted, key)
    elif moved := update.my_chat_member:
        yield from _membership(moved, key)
    elif moved := update.chat_member:
        yield from _membership_of_others(moved, key)


def migration(old: int, new: int, timestamp: int) -> RoomMigrateEvent:
    """A room has become a supergroup; told twice, in the old chat and in the new one."""
    return RoomMigrateEvent(
        key=f"migration {old}",
        room_id=str(old),
        successor_id=str(new),
        timestamp=content.moment(timestamp),
    )


def announcement(pinned: wire.Message | None) -> str:
    """What a pinned message says."""
    return (pinned.text or pinned.caption) if pinned else ""


def _posted(
    said: wire.Said, key: str, me: wire.User, handles: Mapping[str, str]
) -> Iterator[Event]:
    told = said.message
    if told.text:  # nothing else that is told has a text
        yield MessageEvent(key=key, message=message(said, me, handles))
        return
    match told:
        case wire.Message(migrate_to_chat_id=int(new)):
            yield from _migrated(told.chat.id, new, told.date, key)
        case wire.Message(migrate_from_chat_id=int(old)):
            yield from _migrated(old, told.chat.id, told.date, key)
        case wire.Message(new_chat_members=newcomers) if newcomers:
            yield _joined(told.chat, content.talker_id(told), newcomers, told.date, key)
        case wire.Message(left_chat_member=wire.User() as leaver):
            yield _left(told.chat, content.talker_id(told), leaver, told.date, key)
        case wire.Message(new_chat_title=topic) if topic:
            yield _renamed(told, key)
        case wire.Message(pinned_message=wire.Message() as pinned) if _in_room(told):
            yield _announced(told, pinned, key)
        case _ if _is_portrait(told) or _is_beginning(told):
            yield _dirty(DirtyType.ROOM, str(told.chat.id), key)
        case _:
            yield MessageEvent(key=key, message=message(said, me, handles))


def _migrated(old: int, new: int, date: int, key: str) -> Iterator[Event]:
    yield migration(old, new, date)
    yield _dirty(DirtyType.ROOM, str(old), f"{key} old")
    yield _dirty(DirtyType.ROOM, str(new), f"{key} new")


def _renamed(told: wire.Message, key: str) -> RoomTopicEvent:
    return RoomTopicEvent(
        key=key,
        room_id=str(told.chat.id),
        timestamp=content.moment(told.date),
        changer_id=content.talker_id(told),
        topic=told.new_chat_title,
    )


def _announced(told: wire.Message, pinned: wire.Message, key: str) -> RoomAnnounceEvent:
    return RoomAnnounceEvent(
        key=key,
        room_id=str(told.chat.id),
        timestamp=content.moment(told.date),
        changer_id=content.talker_id(told),
        announcement=announcement(pinned),
    )


def _joined(
    chat: wire.Chat, inviter_id: str, people: tuple[wire.User, ...], date: int, key: str
) -> RoomJoinEvent:
    return RoomJoinEvent(
        key=key,
        room_id=str(chat.id),
        timestamp=content.moment(date),
        inviter_id=inviter_id,
        invitee_ids=tuple(str(person.id) for person in people),
    )


def _left(
    chat: wire.Chat, remover_id: str, person: wire.User, date: int, key: str
) -> RoomLeaveEvent:
    return RoomLeaveEvent(
        key=key,
        room_id=str(chat.id),
        timestamp=content.moment(date),
        remover_id=remover_id,
        removee_ids=(str(person.id),),
    )


def _membership(change: wire.MemberChange, key: str) -> Iterator[Event]:
    person, actor = change.new_chat_member.user, str(change.from_.id)
    was_in, is_in = change.old_chat_member.is_in, change.new_chat_member.is_in
    if change.chat.type == "private":  # someone blocks the bot, or no longer does
        yield _dirty(DirtyType.CONTACT, str(change.chat.id), key)
    elif is_in and not was_in:
        yield _joined(change.chat, actor, (person,), change.date, key)
    elif was_in and not is_in:
        yield _left(change.chat, actor, person, change.date, key)
    else:
        yield from _shuffled(change, key)


def _membership_of_others(change: wire.MemberChange, key: str) -> Iterator[Event]:
    """
    Administrators are told of each; in a basic group everybody is told in service
    messages too, which name all who came together.
    """
    if change.chat.type == "group":
        yield from _shuffled(change, key)
    else:
        yield from _membership(change, key)


def _shuffled(change: wire.MemberChange, key: str) -> Iterator[DirtyEvent]:
    yield _dirty(DirtyType.ROOM, str(change.chat.id), f"{key} room")
    yield _dirty(DirtyType.ROOM_MEMBER, str(change.chat.id), f"{key} member")


def _reactions(change: wire.ReactionChange, key: str) -> Iterator[ReactionEvent]:
    old = [_emoji(each) for each in change.old_reaction]
    new = [_emoji(each) for each in change.new_reaction]
    for emoji in (each for each in old if each not in new):
        yield _reaction(change, emoji, f"{key} -{emoji}", added=False)
    for emoji in (each for each in new if each not in old):
        yield _reaction(change, emoji, f"{key} +{emoji}", added=True)


def _reaction(
    change: wire.ReactionChange, emoji: str, key: str, *, added: bool
) -> ReactionEvent:
    return ReactionEvent(
        key=key,
        message_id=message_id(change.chat.id, change.message_id),
        conversation=str(change.chat.id),
        contact_id=_reactor(change),
        emoji=emoji,
        timestamp=content.moment(change.date),
        added=added,
    )


def _reactor(change: wire.ReactionChange) -> str:
    if change.user is not None:
        return str(change.user.id)
    return speaker_id((change.actor_chat or change.chat).id)


def _emoji(reaction: wire.Reaction) -> str:
    """The emoji; of one that is a picture its id, of a paid one its kind."""
    return reaction.emoji or reaction.custom_emoji_id or reaction.type


def _dirty(what: DirtyType, id: str, key: str) -> DirtyEvent:
    return DirtyEvent(key=key, payload_type=what, payload_id=id)


def _in_room(told: wire.Message) -> bool:
    return told.chat.type != "private"


def _is_portrait(told: wire.Message) -> bool:
    return bool(told.new_chat_photo) or told.delete_chat_photo


def _is_beginning(told: wire.Message) -> bool:
    return (
        told.group_chat_created
        or told.supergroup_chat_created
        or told.channel_chat_created
    )

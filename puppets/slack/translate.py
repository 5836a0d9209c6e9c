"""Wire to payload and event. Pure: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from ..enums import DirtyType, MessageType
from ..events import (
    DirtyEvent,
    Event,
    GapEvent,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from . import content, emoji, people, wire
from .content import Knowledge, messages
from .ids import message_id, moment

__all__ = ["edit", "events", "happening", "messages", "recall"]


def events(told: wire.Happening, native: bytes, known: Knowledge) -> Iterator[Event]:
    """What one event says; `native` is the event as it is on the wire."""
    match told:
        case wire.Message():
            yield from happening(told, native, known)
        case wire.Reaction() if told.item.type == "message":
            yield _reaction(told, known)
        case wire.Membership(type="member_joined_channel"):
            yield _joined(told.channel, told.user, told.inviter, told.event_ts)
        case wire.Membership():
            yield _left(told.channel, told.user, None, told.event_ts)
        case wire.Departure():
            me = known.me.user_id
            yield _left(told.channel, me, told.actor_id, told.event_ts)
        case wire.Renamed(channel=wire.Named(id=room)) | wire.Touched(channel=room):
            yield _dirty(DirtyType.ROOM, room)
        case wire.UserChange():
            yield _dirty(DirtyType.CONTACT, told.user.id)
        case wire.ChannelIdChanged():
            yield _moved(told)
        case wire.TooMuch():
            yield _gap(told)


def happening(said: wire.Message, native: bytes, known: Knowledge) -> Iterator[Event]:
    """What a message says, or tells of; the same in an event and in the history."""
    kind = (said.subtype or "").removeprefix("channel_").removeprefix("group_")
    match kind:
        case "join":
            yield _joined(said.channel, said.user or "", said.inviter, said.ts)
        case "leave":
            yield _left(said.channel, said.user or "", None, said.ts)
        case "topic":
            yield _topic(said, people.plain(said.topic or ""), known)
        case "name":
            yield _topic(said, said.name or "", known, said.old_name or "")
        case "purpose":
            yield _announced(said, known)
        case "message_changed":
            yield from _changed(said, known)
        case "message_deleted":
            yield recall(said, known)
        case "message_replied":
            return  # a thread has one more, which comes by itself
        case _:
            for message in messages(said, native, known):
                yield MessageEvent(message=message)


def edit(said: wire.Message, native: bytes, known: Knowledge) -> MessageEditEvent:
    """A message as it reads now; live and in the history under the same key."""
    message = messages(said, native, known)[0]
    edited = said.edited.ts if said.edited else said.ts
    return MessageEditEvent(key=f"edit {message.id} {edited}", message=message)


def recall(told: wire.Message, known: Knowledge) -> MessageEvent:
    """
    Something said is no longer there; that was most likely taken back by who had said
    it, for Slack does not tell who did it.
    """
    before = told.previous_message or wire.Message(ts=told.ts)
    gone = told.deleted_ts or before.ts
    notice = wire.Message(
        ts=told.ts,
        channel=told.channel,
        user=before.user,
        bot_id=before.bot_id,
        text=message_id(told.channel, gone),
    )
    [message] = messages(notice, b"", known)
    return MessageEvent(message=replace(message, type=MessageType.RECALLED))


def _changed(told: wire.Message, known: Knowledge) -> Iterator[Event]:
    """
    An edit; or only a link that is shown now, or a thread that has grown, which leave
    the mark of the last edit as it was.
    """
    if told.message is None:
        return
    said = msgspec.structs.replace(told.message, channel=told.channel)
    before = told.previous_message
    if said.subtype == "tombstone":
        yield recall(told, known)
    elif said.edited and said.edited != (before.edited if before else None):
        yield edit(said, msgspec.json.encode(said), known)


def _topic(
    said: wire.Message, topic: str, known: Knowledge, old: str = ""
) -> RoomTopicEvent:
    return RoomTopicEvent(
        key=f"topic {said.channel} {said.ts}",
        room_id=said.channel,
        timestamp=moment(said.ts),
        changer_id=content.talker_id(said, known.me),
        topic=topic,
        old_topic=old,
    )


def _announced(said: wire.Message, known: Knowledge) -> RoomAnnounceEvent:
    return RoomAnnounceEvent(
        key=f"purpose {said.channel} {said.ts}",
        room_id=said.channel,
        timestamp=moment(said.ts),
        changer_id=content.talker_id(said, known.me),
        announcement=people.plain(said.purpose or ""),
    )


def _joined(channel: str, user: str, inviter: str | None, ts: str) -> RoomJoinEvent:
    return RoomJoinEvent(
        key=f"join {channel} {user} {ts}",
        room_id=channel,
        timestamp=moment(ts),
        inviter_id=inviter or user,
        invitee_ids=(user,),
    )


def _left(channel: str, user: str, remover: str | None, ts: str) -> RoomLeaveEvent:
    """Only of the puppet itself Slack tells who put it out."""
    return RoomLeaveEvent(
        key=f"leave {channel} {user} {ts}",
        room_id=channel,
        timestamp=moment(ts),
        remover_id=remover or user,
        removee_ids=(user,),
    )


def _moved(told: wire.ChannelIdChanged) -> RoomMigrateEvent:
    return RoomMigrateEvent(
        key=f"moved {told.old_channel_id}",
        room_id=told.old_channel_id,
        timestamp=moment(told.event_ts),
        successor_id=told.new_channel_id,
    )


def _gap(told: wire.TooMuch) -> GapEvent:
    minute = moment(str(told.minute_rate_limited))
    return GapEvent(
        key=f"too much {told.minute_rate_limited}",
        since=minute,
        until=minute + timedelta(minutes=1),
    )


def _reaction(told: wire.Reaction, known: Knowledge) -> ReactionEvent:
    channel = told.item.channel
    id = message_id(channel, told.item.ts)
    added = told.type == "reaction_added"
    sign = "+" if added else "-"
    return ReactionEvent(
        key=f"reaction {id} {told.user} {sign}{told.reaction} {told.event_ts}",
        message_id=id,
        conversation=known.others.get(channel, channel),
        contact_id=told.user,
        emoji=emoji.character(told.reaction),
        timestamp=moment(told.event_ts),
        added=added,
    )


def _dirty(what: DirtyType, id: str) -> DirtyEvent:
    return DirtyEvent(payload_type=what, payload_id=id)

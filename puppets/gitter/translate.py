"""Wire to payload and event. Pure: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from .._decoding import decoded
from ..enums import MessageType
from ..events import (
    Event,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
)
from ..payloads import MessagePayload
from . import content, lobby, wire
from .content import Place, message, moment
from .ids import contact_id, message_id, split_message_id, user_id

__all__ = [
    "edited",
    "events",
    "message",
    "recalled",
    "unreacted",
]

T = TypeVar("T")


def events(event: wire.Event, raw: bytes, place: Place, me: str) -> Iterator[Event]:
    """
    What an event says by itself, to the puppet `me`; `raw` is how it is on the wire.

    Edits, redactions and tombstones need what was known before: see the other functions.
    """
    key = _key(event, place)
    if event.type in content.SAID:
        said = message(event, raw, place, me)
        yield MessageEvent(key=said.id, message=said)
    elif event.type == "m.reaction":
        yield from _reaction(event, place)
    elif event.type == lobby.MEMBER:
        yield from lobby.membership(event, place, key)
    elif place.other is None and event.state_key == "":
        yield from lobby.changed(event, place, key)


def edited(
    event: wire.Event, before: MessagePayload, me: str
) -> MessageEditEvent | None:
    """How a message reads now; None where it is not the talker's own change."""
    new = content.read(event).new_content
    if not wire.is_there(new) or contact_id(event.sender) != before.talker_id:
        return None
    original = decoded(before.id, before.native, wire.Event)
    native = content.replaced(original, before.native, new)
    room_id, _ = split_message_id(before.id)
    place = Place(room_id, None if before.room_id else user_id(before.conversation_id))
    now = message(decoded(before.id, native, wire.Event), native, place, me)
    # What it answers and where it stands an edit does not change.
    after = replace(
        now,
        timestamp=before.timestamp,
        reply_to_id=before.reply_to_id,
        thread_id=before.thread_id,
        edited_at=moment(event.origin_server_ts),
    )
    return MessageEditEvent(key=_key(event, place), message=after)


def recalled(event: wire.Event, id: str, place: Place, me: str) -> MessageEvent:
    """Someone took the message `id` back."""
    recall = MessagePayload(
        id=message_id(place.room_id, event.event_id),
        conversation_id=place.conversation_id,
        type=MessageType.RECALLED,
        talker_id=contact_id(event.sender),
        timestamp=moment(event.origin_server_ts),
        text=id,
        room_id=None if place.other else place.id,
        listener_id=place.listener_id(event.sender, me),
    )
    return MessageEvent(key=recall.id, message=recall)


def unreacted(event: wire.Event, id: str, emoji: str, place: Place) -> ReactionEvent:
    """Someone took an emoji away from the message `id`."""
    return ReactionEvent(
        key=_key(event, place),
        message_id=id,
        conversation=place.conversation_id,
        contact_id=contact_id(event.sender),
        emoji=emoji,
        timestamp=moment(event.origin_server_ts),
        added=False,
    )


def _reaction(event: wire.Event, place: Place) -> Iterator[Event]:
    relation = decoded(event.event_id, event.content, wire.Related).relates_to
    if relation.rel_type == "m.annotation" and relation.event_id and relation.key:
        yield ReactionEvent(
            key=_key(event, place),
            message_id=message_id(place.room_id, relation.event_id),
            conversation=place.conversation_id,
            contact_id=contact_id(event.sender),
            emoji=relation.key,
            timestamp=moment(event.origin_server_ts),
        )


def _key(event: wire.Event, place: Place) -> str:
    return message_id(place.room_id, event.event_id)

"""Page to payloads and events. Pure: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from ..enums import MessageType
from ..events import (
    Event,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from ..payloads import MessagePayload
from . import wire
from .ids import message_id, notice_id, unpack
from .notices import YOU, Notice, notice
from .survey import whole

__all__ = [
    "Knowledge",
    "happenings",
    "message",
    "names",
    "quoted_id",
    "recall",
    "speakers",
]

_TYPES = {
    "sticker": MessageType.EMOTICON,
    "voice": MessageType.AUDIO,
    "audio": MessageType.AUDIO,
    "gif": MessageType.VIDEO,
    "video": MessageType.VIDEO,
    "document": MessageType.ATTACHMENT,
    "location": MessageType.LOCATION,
    "card": MessageType.CONTACT,
    "image": MessageType.IMAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a page does not say of itself: ids, and in which language it speaks."""

    me: str
    conversation: str
    room: bool
    people: Mapping[str, str] = field(default_factory=dict)
    """The ids of all whom `names` names."""
    language: str = "en"


# Messages.


def message(
    row: wire.Row, speaker: str, moment: datetime | None, known: Knowledge
) -> MessagePayload | None:
    """
    What a row says; None where not all of it can be read, which `survey` tells.

    `speaker` is who says it, as `speakers` tells.
    """
    if whole(row, moment) or moment is None or row.recalled:
        return None
    talker = _talker(row, speaker, known)
    if not talker:
        return None
    other = known.me if talker != known.me else known.conversation
    return MessagePayload(
        id=message_id(row.raw),
        conversation_id=known.conversation,
        type=_TYPES[row.media.kind] if row.media else MessageType.TEXT,
        talker_id=talker,
        timestamp=moment,
        text=row.text,
        room_id=known.conversation if known.room else None,
        listener_id=None if known.room else other,
        mention_ids=_mentioned(row, known),
        filename=row.media.name if row.media else "",
        native=msgspec.json.encode(row),
    )


def recall(
    row: wire.Row, speaker: str, moment: datetime | None, known: Knowledge
) -> MessagePayload | None:
    """That a row was taken back, as a message whose text is the id of what it was."""
    if not row.recalled or whole(row, moment) or moment is None:
        return None
    talker = _talker(row, speaker, known)
    if not talker:
        return None
    gone = message_id(row.raw)
    other = known.me if talker != known.me else known.conversation
    return MessagePayload(
        id=f"{gone}-recalled",
        conversation_id=known.conversation,
        type=MessageType.RECALLED,
        talker_id=talker,
        timestamp=moment,
        text=gone,
        room_id=known.conversation if known.room else None,
        listener_id=None if known.room else other,
    )


def speakers(rows: Sequence[wire.Row]) -> list[str]:
    """
    Who says each row of a group, by name; empty for own ones, and where nothing tells.

    A file has no stamp: it is told by its label, by the name above it, by its packed id,
    or by the row before it, of which it then is a continuation.
    """
    by_jid = {_author(row): _named(row) for row in rows if _author(row) and _named(row)}
    told: list[str] = []
    before = ""
    for row in rows:
        name = _named(row) or by_jid.get(_author(row), "")
        if row.kind == "message" and row.from_ == "in":
            name = name or ("" if "tail" in row.signs else before)
            before = name
        else:
            name = before = ""
        told.append(name)
    return told


def quoted_id(row: wire.Row, earlier: Sequence[wire.Row]) -> str | None:
    """The id of the message that a row quotes: the last above it that reads so."""
    if row.quoted is None or not row.quoted.text:
        return None
    said = row.quoted.text
    alike = (each for each in reversed(earlier) if each.text and each.text == said)
    found = next(alike, None)
    return message_id(found.raw) or None if found else None


def names(
    rows: Sequence[wire.Row], told: Sequence[str], language: str
) -> frozenset[str]:
    """Everybody whose id is needed to tell these rows."""
    found = {name for name in told if name}
    for row in rows:
        found |= {_mention(each) for each in row.mentions}
        if row.kind == "note" and (said := notice(row.text, language)):
            found |= {each for each in (said.actor, *said.people) if each}
    return frozenset(each for each in found if each)


def _talker(row: wire.Row, speaker: str, known: Knowledge) -> str:
    if row.from_ == "out":
        return known.me
    return known.people.get(speaker, "") if known.room else known.conversation


def _mentioned(row: wire.Row, known: Knowledge) -> tuple[str, ...]:
    told = (known.people.get(_mention(each), "") for each in row.mentions)
    return tuple(dict.fromkeys(each for each in told if each))


def _mention(told: wire.Mention) -> str:
    return told.name.removeprefix("@").strip()


def _named(row: wire.Row) -> str:
    return row.who or row.label or row.author if row.from_ == "in" else ""


def _author(row: wire.Row) -> str:
    packed = unpack(row.raw)
    return packed.author if packed and not packed.own else ""


# What happens to a room.


def happenings(
    row: wire.Row, moment: datetime | None, known: Knowledge
) -> Iterator[Event]:
    """What a note of the page's own comes to; nothing, where it concerns nobody."""
    said = notice(row.text, known.language) if row.kind == "note" else None
    if said is None or moment is None or not known.room:
        return
    key = notice_id(known.conversation, row.raw, row.text, moment.isoformat())
    match said.kind:
        case "topic":
            yield RoomTopicEvent(
                key=key,
                room_id=known.conversation,
                timestamp=moment,
                changer_id=_id(said.actor or YOU, known),
                topic=said.topic,
                old_topic=said.old,
            )
        case "joined" | "added":
            yield from _joined(said, key, moment, known)
        case "left" | "removed":
            yield from _left(said, key, moment, known)
        case _:
            return


def _joined(
    said: Notice, key: str, moment: datetime, known: Knowledge
) -> Iterator[RoomJoinEvent]:
    people = tuple(each for name in said.people if (each := _id(name, known)))
    if people:
        inviter = _id(said.actor, known) if said.actor is not None else ""
        yield RoomJoinEvent(
            key=key,
            room_id=known.conversation,
            timestamp=moment,
            inviter_id=inviter or people[0],
            invitee_ids=people,
        )


def _left(
    said: Notice, key: str, moment: datetime, known: Knowledge
) -> Iterator[RoomLeaveEvent]:
    people = tuple(each for name in said.people if (each := _id(name, known)))
    if people:
        remover = _id(said.actor, known) if said.actor is not None else ""
        yield RoomLeaveEvent(
            key=key,
            room_id=known.conversation,
            timestamp=moment,
            remover_id=remover or people[0],
            removee_ids=people,
        )


def _id(name: str, known: Knowledge) -> str:
    return known.me if name == YOU else known.people.get(name, "")

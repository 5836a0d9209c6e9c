"""Page to payloads and events. Pure: no I/O, no clock, no state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from ..enums import MessageType
from ..payloads import MessagePayload
from . import wire
from .ids import message_id, unpack
from .notices import notice
from .survey import whole

__all__ = [
    "Knowledge",
    "message",
    "named",
    "names",
    "quoted_id",
    "recall",
    "speakers",
    "talker",
]

QUOTED = 80
"""Letters of a quote that may be no more than a beginning."""
_MARKS = re.compile(r"[*_~`]|^(?:[-*>]|\d{1,3}\.) +", re.MULTILINE)
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
    authors: Mapping[str, str] = field(default_factory=dict)
    """The ids of people by WhatsApp's own, which a page of 2025 tells with a message."""
    language: str = "en"
    unclear: frozenset[str] = frozenset()
    """Names that several have, of whom nothing tells which it is."""
    announcement: str | None = None
    """What the room announces now, where it was asked for that."""


# Messages.


def message(
    row: wire.Row, speaker: str, moment: datetime | None, known: Knowledge
) -> MessagePayload | None:
    """
    What a row says; None where not all of it can be read, which `survey` tells, or
    where it never went out.

    `speaker` is who says it, as `speakers` tells.
    """
    if whole(row, moment) or moment is None or row.recalled or row.status == "failed":
        return None
    who = talker(row, speaker, known)
    if not who:
        return None
    other = known.me if who != known.me else known.conversation
    return MessagePayload(
        id=message_id(row.raw),
        conversation_id=known.conversation,
        type=_TYPES[row.media.kind] if row.media else MessageType.TEXT,
        talker_id=who,
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
    who = talker(row, speaker, known)
    if not who:
        return None
    gone = message_id(row.raw)
    other = known.me if who != known.me else known.conversation
    return MessagePayload(
        id=f"{gone}-recalled",
        conversation_id=known.conversation,
        type=MessageType.RECALLED,
        talker_id=who,
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


def named(rows: Sequence[wire.Row]) -> Iterator[tuple[str, str]]:
    """Messages of others by their ids, and the name that each bears by itself."""
    for row in rows:
        if row.kind == "message" and (name := _named(row)):
            yield message_id(row.raw), name


def quoted_id(row: wire.Row, earlier: Sequence[wire.Row]) -> str | None:
    """
    The id of the message that a row quotes: the last above it that reads so, before all
    others one of who is named there. A quote shows of a long text the beginning.
    """
    told = _plain(row.quoted.text) if row.quoted else ""
    if row.quoted is None or not told:
        return None
    said = (each for each in reversed(earlier) if each.kind == "message")
    rows = [each for each in said if message_id(each.raw)]
    whole = [each for each in rows if told in {_plain(each.text), _filename(each)}]
    begun = whole or [
        each
        for each in rows
        if len(told) >= QUOTED and _plain(each.text).startswith(told)
    ]
    theirs = [each for each in begun if _named(each) == row.quoted.author]
    own = [each for each in begun if each.from_ == "out"]
    found = next(iter(theirs or own or begun), None)
    return message_id(found.raw) if found else None


def _plain(text: str) -> str:
    """Without the marks that a quote may show or not, and in one line."""
    return " ".join(_MARKS.sub("", text).removesuffix("…").split())


def _filename(row: wire.Row) -> str:
    return _plain(row.media.name) if row.media else ""


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


def talker(row: wire.Row, speaker: str, known: Knowledge) -> str:
    """The id of who says a row; empty where nothing tells."""
    if row.from_ == "out":
        return known.me
    if not known.room:
        return known.conversation
    return known.authors.get(_author(row)) or known.people.get(speaker, "")


def _mentioned(row: wire.Row, known: Knowledge) -> tuple[str, ...]:
    told = (
        known.authors.get(each.jid) or known.people.get(_mention(each), "")
        for each in row.mentions
    )
    return tuple(dict.fromkeys(each for each in told if each))


def _mention(told: wire.Mention) -> str:
    return told.name.removeprefix("@").strip()


def _named(row: wire.Row) -> str:
    return row.who or row.label or row.author if row.from_ == "in" else ""


def _author(row: wire.Row) -> str:
    packed = unpack(row.raw)
    return packed.author if packed and not packed.own else ""

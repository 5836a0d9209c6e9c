"""What happens to a room, out of what the page itself says between its messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..events import (
    Event,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from . import wire
from .ids import notice_id
from .notices import YOU, Notice, notice
from .translate import Knowledge

__all__ = ["describes", "happenings"]


def happenings(
    row: wire.Row,
    moment: datetime | None,
    known: Knowledge,
    later: Sequence[wire.Row] = (),
) -> Iterator[Event]:
    """
    What a note comes to; nothing, where it concerns nobody.

    `later` are the rows below it, which may say the same once more, or something newer.
    """
    said = _read(row, known.language)
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
        case "described":
            yield from _described(said, key, moment, known, later)
        case "created":
            yield from _created(said, key, moment, known, later)
        case "joined" | "added":
            yield from _joined(said, key, moment, known)
        case "left" | "removed":
            yield from _left(said, key, moment, known)
        case _:
            return


def describes(row: wire.Row, language: str) -> bool:
    """Whether it says that what the room announces is another now."""
    said = _read(row, language)
    return said is not None and said.kind == "described"


def _read(row: wire.Row, language: str) -> Notice | None:
    return notice(row.text, language) if row.kind == "note" else None


def _described(
    said: Notice,
    key: str,
    moment: datetime,
    known: Knowledge,
    later: Sequence[wire.Row],
) -> Iterator[RoomAnnounceEvent]:
    """The note has not the words: of several the last alone is what is there now."""
    if known.announcement is None:
        return
    if not any(describes(each, known.language) for each in later):
        yield RoomAnnounceEvent(
            key=key,
            room_id=known.conversation,
            timestamp=moment,
            changer_id=_id(said.actor or YOU, known),
            announcement=known.announcement,
        )


def _created(
    said: Notice,
    key: str,
    moment: datetime,
    known: Knowledge,
    later: Sequence[wire.Row],
) -> Iterator[RoomJoinEvent]:
    """Whoever opens a group brings the account in, which may be said once more below."""
    by = _id(said.actor or YOU, known)
    if by in {"", known.me}:
        return
    below = (_read(each, known.language) for each in later)
    if any(each and each.kind in _COMING and YOU in each.people for each in below):
        return
    yield RoomJoinEvent(
        key=key,
        room_id=known.conversation,
        timestamp=moment,
        inviter_id=by,
        invitee_ids=(known.me,),
    )


_COMING = frozenset({"added", "joined"})


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

"""Who came into a room and who went out of it, which Telegram tells by two roads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

import msgspec

from .._bounded import Bounded
from ..events import Event, RoomJoinEvent, RoomLeaveEvent
from . import wire

__all__ = ["Crossing", "Crossings", "Pending", "Road", "road"]

ECHO = 30.0
"""Seconds by which the dates of both tellings of one crossing may differ."""
KEPT = 500
KEPT_OF_EACH = 8


class Road(StrEnum):
    """By which of two roads a crossing is told. Each of them keeps the order."""

    MESSAGE = "m"
    STANDING = "s"


def road(update: wire.Update) -> Road:
    """By which road this one came."""
    by_standing = update.my_chat_member or update.chat_member
    return Road.STANDING if by_standing else Road.MESSAGE


class Crossing(msgspec.Struct, frozen=True, array_like=True):
    """Someone came in, or went out."""

    came: bool
    when: datetime
    keys: dict[Road, str]
    """By which roads it was told, and under which key."""

    def is_owed_by(self, road: Road) -> bool:
        """Whether this road has not told it yet; it may never do so."""
        return road not in self.keys

    def echoes(self, told: Crossing) -> bool:
        """Whether this may be the same as what was told of the same person before."""
        return (
            told.came is self.came
            and abs((self.when - told.when).total_seconds()) <= ECHO
        )


Course: TypeAlias = tuple[Crossing, ...]
"""The last crossings of one person and room, in the order in which they happened."""
Pending: TypeAlias = dict[str, Course]
"""What an answer makes of the courses, by room and person, while it is not safe."""
_READER = msgspec.json.Decoder(Pending)


class Crossings:
    """
    The last crossings of each person and room that were told of.

    An administrator is told in a `chat_member` update and, in most groups, in a service
    message too; a bot is told so of itself. Whichever comes first is the event. By
    webhook one road may be far ahead of the other, since each is a queue of its own.
    """

    def __init__(self) -> None:
        self._courses: Bounded[str, Course] = Bounded(KEPT)

    def load(self, kept: bytes | None) -> None:
        """Know what `dump` said, and nothing else."""
        self._courses.clear()
        self.keep(_READER.decode(kept) if kept else {})

    def dump(self, pending: Pending) -> bytes:
        """All that is known once these are safe."""
        left = ((at, known) for at, known in self._courses.items() if at not in pending)
        newest = [*left, *pending.items()][-KEPT:]
        return msgspec.json.encode(dict(newest))

    def keep(self, pending: Pending) -> None:
        """These were told of, and are safe."""
        for place, course in pending.items():
            self._courses.pop(place, None)  # the oldest is forgotten first
            self._courses.keep(place, course)

    def fresh(
        self, event: RoomJoinEvent | RoomLeaveEvent, road: Road, pending: Pending
    ) -> Event | None:
        """
        The event, without those of whom it is an echo; None where it is nothing else.

        What it tells is added to `pending`.
        """
        came, ids = _whom(event)
        crossing = Crossing(came, event.timestamp, {road: event.key})
        new = tuple(
            id
            for id in ids
            if self._is_news(f"{event.room_id} {id}", crossing, road, pending)
        )
        if not new:
            return None
        if isinstance(event, RoomJoinEvent):
            return replace(event, invitee_ids=new)
        return replace(event, removee_ids=new)

    def is_out(
        self, room_id: str, contact_id: str, when: datetime, pending: Pending
    ) -> bool:
        """Whether this one went, and was not in the room again by then."""
        course = self._course(f"{room_id} {contact_id}", pending)
        return bool(course) and not course[-1].came and course[-1].when >= when

    def _course(self, place: str, pending: Pending) -> Course:
        return pending.get(place) or self._courses.get(place, ())

    def _is_news(
        self, place: str, crossing: Crossing, road: Road, pending: Pending
    ) -> bool:
        before = self._course(place, pending)
        after = _told(before, crossing, road)
        if after is not before:
            pending[place] = after[-KEPT_OF_EACH:]
        return len(after) > len(before)


def _whom(event: RoomJoinEvent | RoomLeaveEvent) -> tuple[bool, tuple[str, ...]]:
    """Whether they came, and who."""
    if isinstance(event, RoomJoinEvent):
        return True, event.invitee_ids
    return False, event.removee_ids


def _told(before: Course, new: Crossing, road: Road) -> Course:
    """The course, now that this road has told this; what it tells again is nothing new."""
    if any(new.keys.items() <= each.keys.items() for each in before):
        return before
    told = [at for at, each in enumerate(before) if not each.is_owed_by(road)]
    owed = range(max(told, default=-1) + 1, len(before))
    for at in owed:
        if new.echoes(each := before[at]):
            both = Crossing(each.came, each.when, {**each.keys, **new.keys})
            return (*before[:at], both, *before[at + 1 :])
    # The road lags behind where it has not told yet what happened then, or later.
    late = (at for at in owed if before[at].when >= new.when)
    at = next(late, len(before))
    return (*before[:at], new, *before[at:])

"""Who came into a room and who went out of it, which Telegram may tell twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .._bounded import Bounded
from ..events import Event, RoomJoinEvent, RoomLeaveEvent

__all__ = ["Crossing", "Crossings"]

ECHO = 30.0
"""Seconds within which the second telling of one crossing comes."""
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Crossing:
    """Someone came in, or went out."""

    room_id: str
    contact_id: str
    came: bool
    when: datetime

    def echoes(self, told: Crossing | None) -> bool:
        """Whether this is the same as what was told before of the same person."""
        return (
            told is not None
            and told.came is self.came
            and abs((self.when - told.when).total_seconds()) <= ECHO
        )


class Crossings:
    """
    The last crossing of each person and room that was told of.

    An administrator is told in a `chat_member` update and, in most groups, in a service
    message too; a bot is told so of itself. Whichever comes first is the event.
    """

    def __init__(self) -> None:
        self._last: Bounded[tuple[str, str], Crossing] = Bounded(KEPT)

    def keep(self, crossings: Iterable[Crossing]) -> None:
        """These were told of, and are safe."""
        for each in crossings:
            self._last.keep((each.room_id, each.contact_id), each)

    def fresh(
        self, event: RoomJoinEvent | RoomLeaveEvent, page: list[Crossing]
    ) -> Event | None:
        """
        The event, without those of whom it is an echo; None where it is nothing else.

        What is new is added to `page`, the crossings that are not safe yet.
        """
        new = [
            each
            for each in _crossings(event)
            if not each.echoes(self._told(each, page))
        ]
        page += new
        ids = tuple(each.contact_id for each in new)
        if not ids:
            return None
        if isinstance(event, RoomJoinEvent):
            return replace(event, invitee_ids=ids)
        return replace(event, removee_ids=ids)

    def _told(self, crossing: Crossing, page: list[Crossing]) -> Crossing | None:
        where = crossing.room_id, crossing.contact_id
        for each in reversed(page):
            if (each.room_id, each.contact_id) == where:
                return each
        return self._last.get(where)


def _crossings(event: RoomJoinEvent | RoomLeaveEvent) -> Iterator[Crossing]:
    came = isinstance(event, RoomJoinEvent)
    ids = event.invitee_ids if isinstance(event, RoomJoinEvent) else event.removee_ids
    for id in ids:
        yield Crossing(event.room_id, id, came, event.timestamp)

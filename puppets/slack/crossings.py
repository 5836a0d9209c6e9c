"""Who came into a room and who went out of it, which Slack tells twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime

import msgspec

from ..events import RoomJoinEvent, RoomLeaveEvent
from ..memory import Memory

__all__ = ["Crossing", "Crossings"]

ECHO = 30.0
"""Seconds within which the second telling of one crossing comes."""
KEPT = 500
_NAME = "crossings"


class Crossing(msgspec.Struct, frozen=True, kw_only=True):
    """Someone came in, or went out."""

    room_id: str
    contact_id: str
    came: bool
    when: datetime

    @property
    def where(self) -> tuple[str, str]:
        return self.room_id, self.contact_id

    def echoes(self, told: Iterable[Crossing]) -> bool:
        """Whether it is the same as one of these, with nothing else in between."""
        here = [each for each in told if each.where == self.where]
        return any(
            each.came is self.came
            and abs((self.when - each.when).total_seconds()) <= ECHO
            and not any(self._turns(each, other) for other in here)
            for each in here
        )

    def _turns(self, before: Crossing, other: Crossing) -> bool:
        """Whether the other one, between these two, led the other way."""
        first, last = sorted((before.when, self.when))
        return other.came is not self.came and first < other.when < last


class Crossings:
    """
    The latest crossings that were told of.

    An app is told of each in an event of its own and in a message; the history has only
    the message, and an event may come late, so that what was told is remembered, over
    a restart too.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._told: deque[Crossing] = deque(maxlen=KEPT)

    async def open(self) -> None:
        """Remember what was remembered."""
        kept = await self._memory.state(_NAME)
        self._told.clear()
        self._told += msgspec.json.decode(kept, type=list[Crossing]) if kept else ()

    def is_fresh(
        self, event: RoomJoinEvent | RoomLeaveEvent, told: list[Crossing]
    ) -> bool:
        """Whether it is no echo; it is then added to `told`, those not safe yet."""
        crossing = _crossing(event)
        if crossing.echoes((*self._told, *told)):
            return False
        told.append(crossing)
        return True

    def state(self, told: list[Crossing]) -> dict[str, bytes]:
        """What is to be remembered with these, in the commit in which they are told."""
        if not told:
            return {}
        return {_NAME: msgspec.json.encode([*self._told, *told][-KEPT:])}

    def keep(self, told: list[Crossing]) -> None:
        """These are safe."""
        self._told += told


def _crossing(event: RoomJoinEvent | RoomLeaveEvent) -> Crossing:
    came = isinstance(event, RoomJoinEvent)
    [id] = event.invitee_ids if isinstance(event, RoomJoinEvent) else event.removee_ids
    return Crossing(
        room_id=event.room_id, contact_id=id, came=came, when=event.timestamp
    )

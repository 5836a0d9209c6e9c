"""Whose place in the event log is where."""

from __future__ import annotations

import asyncio
import hashlib
import time
from dataclasses import dataclass, replace

from .log import EventLog, Seat
from .visitors import Visitor

__all__ = ["Place", "Seats"]


@dataclass(slots=True, eq=False)
class Place:
    """A seat, and how many sit there: of a client that comes anew, both."""

    seat: Seat
    sitting: int = 0

    @property
    def is_taken(self) -> bool:
        return self.sitting > 0

    def reaches(self, position: int) -> None:
        """All up to `position` is received."""
        self.seat = replace(self.seat, position=position, left_at=time.time())


class Seats:
    """
    Ours has the seat of its name. A foreigner cannot name itself: it takes the seat
    that a client of its token left last, or else a new one.

    The very first seat begins where the log does, so that what was said while nobody
    was there is told; later ones begin with what happens from now on.
    """

    PACE = 0.01
    """Seconds between two writes at least: a kill repeats no more than was read in it."""

    def __init__(self, log: EventLog, token: str, most: int) -> None:
        self._log = log
        self._token = f"token {hashlib.sha256(token.encode()).hexdigest()[:16]}"
        self._most = most
        self._places: dict[tuple[str, int], Place] = {}
        self._unkept: set[Place] = set()
        self._keeping: asyncio.Task[None] | None = None

    async def open(self) -> None:
        kept = await self._log.seats()
        self._places = {(seat.holder, seat.number): Place(seat) for seat in kept}

    async def close(self) -> None:
        """Keep what is not kept yet."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
            self._keeping = None
        await self._keep()

    async def take(self, visitor: Visitor, cursor: str | None) -> Place:
        """A place for this client, from the next event on that it has not received."""
        place = self._found(visitor) or await self._new(visitor)
        place.sitting += 1
        if cursor is not None:
            place.reaches(self._position(cursor))
            self.note(place)
        return place

    def leave(self, place: Place) -> None:
        place.sitting -= 1
        place.reaches(place.seat.position)
        self.note(place)

    def note(self, place: Place) -> None:
        """Keep this place, soon."""
        self._unkept.add(place)
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_on(), name="puppets-seats")

    def _found(self, visitor: Visitor) -> Place | None:
        if visitor.name is not None:
            return self._places.get((_holder(visitor.name), 0))
        left = (
            place
            for place in self._places.values()
            if place.seat.holder == self._token and not place.is_taken
        )
        return max(left, key=lambda place: place.seat.left_at, default=None)

    async def _new(self, visitor: Visitor) -> Place:
        await self._forget_oldest()
        position = self._log.last if self._places else self._log.first - 1
        named = visitor.name is not None
        holder = _holder(visitor.name) if visitor.name is not None else self._token
        numbers = (key[1] for key in self._places if key[0] == holder)
        number = 0 if named else max(numbers, default=0) + 1
        seat = Seat(
            holder=holder, number=number, position=position, left_at=time.time()
        )
        place = self._places[holder, number] = Place(seat)
        self.note(place)
        return place

    async def _forget_oldest(self) -> None:
        left = [place for place in self._places.values() if not place.is_taken]
        if len(self._places) >= self._most and left:
            oldest = min(left, key=lambda place: place.seat.left_at).seat
            del self._places[oldest.holder, oldest.number]
            await self._log.forget(oldest)

    def _position(self, cursor: str) -> int:
        """Of another log, or of none, all is new."""
        epoch, _, number = cursor.rpartition(":")
        if epoch != self._log.epoch or not number.isdecimal():
            return 0
        return min(int(number), self._log.last)

    async def _keep_on(self) -> None:
        while self._unkept:
            await self._keep()
            await asyncio.sleep(self.PACE)
        self._keeping = None

    async def _keep(self) -> None:
        unkept, self._unkept = self._unkept, set()
        if unkept:
            await self._log.keep(*(place.seat for place in unkept))


def _holder(name: str) -> str:
    return f"client {name}"

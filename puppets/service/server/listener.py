"""One client that is told of events."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from math import inf

import grpc

from ...events import DirtyEvent, GapEvent
from ..hearing import event_in
from ..translate import event_out
from ..wire import pb
from .endings import Ending
from .limits import ServerLimits
from .log import EventLog, Logged
from .pacing import Pace
from .reach import Reach
from .seats import Place, Seats
from .visitors import Visitor

__all__ = ["Listener"]

Write = Callable[[pb.EventResponse], Awaitable[None]]


class Listener:
    """
    Tells what is in the log from the client's place on, and what is not kept (a login, a
    dong) between them, as it happened. Of the log nothing is told before a LOGIN.

    Nothing of the log waits here for a client that reads slowly: only its place does.
    """

    def __init__(
        self,
        log: EventLog,
        seats: Seats,
        place: Place,
        visitor: Visitor,
        limits: ServerLimits,
    ) -> None:
        self.visitor = visitor
        self.place = place
        self._log = log
        self._seats = seats
        self._limits = limits
        self._reach = Reach(place.seat.position, visitor.asked)
        self._pace = Pace(visitor, self._reach, limits.unread)
        self._position = place.seat.position
        if visitor.name is not None:  # ours sees by the number that there is a gap
            self._position = max(self._position, log.first - 1)
        self._told: deque[tuple[int, pb.EventResponse]] = deque()
        self._is_open = False
        self._news = asyncio.Event()
        self._is_over = False
        self._ending: Exception | None = None

    def tell(self, said: pb.EventResponse) -> None:
        """After what is in the log by now, before what comes."""
        self._told.append((self._log.last, said))
        if len(self._told) > self._limits.waiting:
            self.end(_too_slow())
        self._news.set()

    def tell_first(self, *said: pb.EventResponse) -> None:
        """Before all that waits, in the order given."""
        self._told.extendleft((0, each) for each in reversed(said))

    def tell_next(self, *said: pb.EventResponse) -> None:
        """The same, where it is not among what waits."""
        waiting = {each.type for _, each in self._told}
        self.tell_first(*(each for each in said if each.type not in waiting))

    def wake(self) -> None:
        """There is more in the log."""
        self._news.set()

    def end(self, error: Exception | None = None) -> None:
        self._is_over = True
        self._ending = self._ending or error
        self._pace.end()
        self._news.set()

    def asks(self, id: str) -> None:
        """The client asked for the payload of what it was told, and was answered."""
        self._reach.asks(id)
        self._pace.asks()
        self._received()

    async def run(self, write: Write, beat: Callable[[], None], every: float) -> None:
        """Write until it is ended; `beat` is called each so many seconds."""
        now = asyncio.get_running_loop().time
        due = now() + every
        while not self._is_over:
            self._news.clear()
            await self._catch_up(write)
            try:
                async with asyncio.timeout_at(due):
                    await self._news.wait()
            except TimeoutError:
                due = now() + every
                self._reach.passes(now())
                self._received()
                beat()
        if self._ending is not None:
            raise self._ending

    async def tell_at_once(self, write: Write, said: pb.EventResponse) -> None:
        """Alone; what happens meanwhile waits."""
        await self._write(write, said)

    async def _tell_waiting(self, write: Write) -> None:
        """What need not wait for anything in the log."""
        while self._told and not (self._is_open and self._told[0][0] > self._position):
            _, said = self._told.popleft()
            await self._write(write, said)
            if said.type == pb.EVENT_TYPE_LOGIN:
                self._is_open = True
            elif said.type == pb.EVENT_TYPE_LOGOUT:
                self._is_open = False

    async def _catch_up(self, write: Write) -> None:
        while not self._is_over:
            await self._tell_waiting(write)
            if self._log.last <= self._position or not self._is_open:
                return
            until = self._told[0][0] if self._told else inf
            most = int(min(256, until - self._position))
            for event in await self._log.read(self._position, most):
                if self.visitor.name is None:
                    await self._pace.turn(event.news)
                if self._is_over:
                    return
                await self._tell_logged(write, event)

    async def _tell_logged(self, write: Write, event: Logged) -> None:
        if event.number > self._position + 1:
            await self._tell_gap(write, event)
        said = pb.EventResponse(type=event.news.type, payload=event.news.payload)
        self._position = event.number
        await self._write(write, said)
        if self.visitor.name is None:
            self._reach.told(event, asyncio.get_running_loop().time())
            self._received()

    async def _tell_gap(self, write: Write, event: Logged) -> None:
        """What the log forgot is said; ours sees it by the numbers."""
        self._position = event.number - 1
        since = datetime.fromtimestamp(self.place.seat.left_at, UTC)
        gap = GapEvent(since=since, until=datetime.fromtimestamp(event.at, UTC))
        said = event_out(gap)
        if self.visitor.name is None and said is not None:
            await self._write(write, said)

    def _received(self) -> None:
        """Ours says itself how far it is, when it attaches."""
        if (
            self.visitor.name is None
            and self._reach.position > self.place.seat.position
        ):
            self.place.reaches(self._reach.position)
            self._seats.note(self.place)

    async def _write(self, write: Write, said: pb.EventResponse) -> None:
        if self.visitor.name is not None:
            numbered = pb.EventResponse()
            numbered.CopyFrom(said)
            numbered.sequence, numbered.epoch = self._position, self._log.epoch
            said = numbered
        if said.type == pb.EVENT_TYPE_DIRTY:
            self._pace.forgets(_dirty_id(said))
        try:
            async with asyncio.timeout(self._limits.stall):
                await write(said)
        except TimeoutError as error:
            raise _too_slow() from error


def _dirty_id(said: pb.EventResponse) -> str:
    """Of what was dirty; our own words, which can be read."""
    told = event_in(said).said
    return told.payload_id if isinstance(told, DirtyEvent) else ""


def _too_slow() -> Ending:
    return Ending(
        grpc.StatusCode.RESOURCE_EXHAUSTED,
        "events wait too long to be read: attach again to go on",
    )

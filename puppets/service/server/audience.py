"""All who listen, and how they are told what happens."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter

import grpc

from ...enums import DirtyType
from ...errors import StorageError
from ...events import (
    DirtyEvent,
    ErrorEvent,
    Event,
    FriendshipEvent,
    HeartbeatEvent,
    MessageEvent,
    RoomInviteEvent,
)
from ..translate import event_out
from ..wire import pb
from .endings import Ending
from .limits import ServerLimits
from .listener import Listener
from .log import EventLog, News
from .seats import Seats
from .standing import Standing
from .visitors import Visitor

__all__ = ["Audience"]

logger: logging.Logger = logging.getLogger("puppets")


class Audience:
    """
    What people do, and what has changed, is kept in the log until every client has had
    its turn; what is about the puppet itself is told to whoever listens now.
    """

    RETRY = 1.0
    """Seconds until an event that could not be kept is tried again."""

    def __init__(
        self, log: EventLog, seats: Seats, standing: Standing, limits: ServerLimits
    ) -> None:
        self._log = log
        self._seats = seats
        self._standing = standing
        self._limits = limits
        self._listeners: set[Listener] = set()
        self._echoes: Counter[tuple[DirtyType, str]] = Counter()
        self._is_closed = False

    @property
    def size(self) -> int:
        return len(self._listeners)

    def others(self, visitor: Visitor) -> bool:
        """Whether anybody else listens."""
        return any(each.visitor is not visitor for each in self._listeners)

    # What happens.

    async def hears(self, event: Event) -> None:
        """
        The puppet's handler of every event: what has to be kept is kept when it ends,
        and so never asked of the platform again.
        """
        if isinstance(event, HeartbeatEvent):  # every client has its own
            return
        self._standing.follows(event)
        said = event_out(event)
        if said is None:
            return
        if event.journaled or self._is_new(event):
            await self._keep(_news(event, said))
        else:
            self.tell(said)

    def tell(self, said: pb.EventResponse) -> None:
        for listener in self._listeners:
            listener.tell(said)

    def expects(self, what: DirtyType, id: str) -> None:
        """A client asks for this to be dirty: for one that comes later it is no news."""
        self._echoes[what, id] += 1

    def _is_new(self, event: Event) -> bool:
        """Whether it is something dirty that no client asked for."""
        if not isinstance(event, DirtyEvent):
            return False
        key = event.payload_type, event.payload_id
        if key not in self._echoes:
            return True
        self._echoes[key] -= 1
        self._echoes += Counter()  # forget what is at nought
        return False

    async def _keep(self, news: News) -> None:
        """What cannot be kept now waits, and holds up the platform's stream (3.5)."""
        said = False
        while True:
            try:
                await self._log.append(news, time.time())
                break
            except StorageError as error:
                if not said:
                    logger.error("an event cannot be kept: %s", error)  # noqa: TRY400
                    self.tells_error(error)
                said = True
            await asyncio.sleep(self.RETRY)
        for listener in self._listeners:
            listener.wake()

    def tells_error(self, error: Exception) -> None:
        told = event_out(ErrorEvent(error=error))
        if told is not None:
            self.tell(told)

    # Who comes and goes.

    async def attach(self, visitor: Visitor, cursor: str | None) -> Listener:
        """Raises `Ending` where there is no room."""
        self._end_older(visitor)
        if self._is_closed:
            raise _closing()
        if len(self._listeners) >= self._limits.clients:
            raise Ending(
                grpc.StatusCode.RESOURCE_EXHAUSTED,
                f"{self._limits.clients} clients listen already",
            )
        place = await self._seats.take(visitor, cursor)
        listener = Listener(self._log, self._seats, place, visitor, self._limits)
        visitor.heed = listener.asks
        self._listeners.add(listener)
        return listener

    def detach(self, listener: Listener) -> None:
        """It is gone, or as good as gone; more than once does no harm."""
        if listener not in self._listeners:
            return
        self._listeners.discard(listener)
        if listener.visitor.heed == listener.asks:
            listener.visitor.heed = None
        self._seats.leave(listener.place)

    def dismiss(self, visitor: Visitor) -> None:
        """
        It said that it stops: TypeScript's client then lets its stream run on, and reads
        nothing of it.
        """
        for listener in [each for each in self._listeners if each.visitor is visitor]:
            listener.end()
            self.detach(listener)

    def open(self) -> None:
        self._is_closed = False

    def close(self) -> None:
        """Everybody is to come back later."""
        self._is_closed = True
        for listener in self._listeners:
            listener.end(_closing())

    def _end_older(self, visitor: Visitor) -> None:
        """Ours comes again before its old connection is seen to be gone."""
        for listener in self._listeners:
            if visitor.name is not None and listener.visitor.name == visitor.name:
                listener.end(
                    Ending(grpc.StatusCode.ABORTED, "the same client listens anew")
                )


def _news(event: Event, said: pb.EventResponse) -> News:
    return News(
        type=said.type,
        payload=said.payload,
        identity=event.identity,
        names=_names(event),
        whom=_whom(event),
    )


def _names(event: Event) -> str:
    """Of what a client that got the event asks for the payload."""
    match event:
        case MessageEvent(message=message):
            return message.id
        case FriendshipEvent(friendship=friendship):
            return friendship.id
        case RoomInviteEvent(invitation=invitation):
            return invitation.id
        case _:
            return ""


def _whom(event: Event) -> tuple[str, ...]:
    """Whom a client has to know before it can say the event to its bot."""
    match event:
        case MessageEvent(message=message):
            return tuple({message.conversation_id, message.talker_id})
        case _:
            return ()


def _closing() -> Ending:
    return Ending(grpc.StatusCode.UNAVAILABLE, "the puppet service ends: come again")

"""What we are told: events, on the one stream that a service has for them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import grpc
from google.protobuf.message import Message

from ..errors import (
    Forbidden,
    Malformed,
    PuppetError,
    RateLimited,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from ..events import (
    ErrorEvent,
    Event,
    GapEvent,
    LoginEvent,
    LogoutEvent,
    ScanEvent,
)
from ..limits import Limits
from .bounds import limits_in
from .client import ServiceClient
from .frames import bare
from .hearing import Told, event_in
from .wire import pb

__all__ = ["ServiceStream", "cursor"]

LOGIN_PATIENCE = 5.0
"""Seconds in which a service shows who is logged in, or a code, once it has started."""
MEANWHILE = "logged out meanwhile"

Line = grpc.aio.UnaryStreamCall[Message, pb.EventResponse]


class ServiceStream:
    """
    The events of a service, from a position on where the service is ours.

    Ours numbers what it tells: what was missed is told first. Wechaty's own service
    keeps nothing: there each new beginning has a gap before it.
    """

    def __init__(self, client: ServiceClient, silence: float) -> None:
        self._client = client
        self._silence = silence
        self._line: Line | None = None
        self._early: deque[Told] = deque()
        self.self_id: str | None = None
        """Who is logged in there, as far as was told."""
        self.heard: datetime | None = None
        """When the service was heard last."""
        self.limits: Limits | None = None
        """What the platform allows, where the service tells."""

    # Beginning.

    async def begin(self, after: str | None, heard: datetime | None) -> None:
        """Begin to listen, as one who was listening last at `heard`."""
        self._early.clear()
        self.self_id = None
        self.heard = self.heard or heard
        await self.open(after)

    async def open(self, after: str | None) -> None:
        """Listen; `Unavailable` where nothing is said."""
        await self._client.connection.renew()
        self._line = self._client.events(after)
        try:
            first = await self._first_word()
        except BaseException:
            self.close()
            raise
        now = datetime.now(UTC)
        if self._has_gap(first, after):
            gap = GapEvent(since=self.heard or now, until=now)
            self._early.append(_unnumbered(gap))
        self._early.append(first)
        self.heard = now

    async def _first_word(self) -> Told:
        try:
            async with asyncio.timeout(self._silence):
                first = _read(await self._response())
                self.limits = await _limits(self._line)
        except TimeoutError:
            raise Unavailable("the service says nothing") from None
        return first

    async def login(self) -> str | None:
        """Who is logged in; None where a person has to link the account, or nobody is."""
        try:
            async with asyncio.timeout(LOGIN_PATIENCE):
                while self.self_id is None:
                    word = await self._next()
                    self._early.append(word)
                    if isinstance(word.said, ScanEvent):
                        break
        except TimeoutError:  # which has ended the line
            self.close()
        return self.self_id

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.cancel()

    # What is told.

    async def told(self, after: str | None) -> AsyncGenerator[Told]:
        """Everything, for ever: on the line that is open, or else on a new one."""
        before = None
        if self._line is None:
            before, self.self_id = self.self_id, None
            await self.open(after)
        try:
            while self._early:
                yield self._early.popleft()
            word = await self._next()
            if before is not None and self.self_id is None:
                yield _unnumbered(LogoutEvent(contact_id=before, reason=MEANWHILE))
            while True:
                yield word
                word = await self._next()
        finally:
            self.close()

    async def _next(self) -> Told:
        word = _read(await self._response())
        self.heard = datetime.now(UTC)
        match word.said:
            case LoginEvent(contact_id=contact_id):
                self.self_id = contact_id
            case LogoutEvent():
                self.self_id = None
        return word

    async def _response(self) -> pb.EventResponse:
        line = self._line
        if line is None:
            raise Unavailable("the stream of events is closed")
        try:
            with self._client.alive("event"):
                said = await bare(line.read())
        except grpc.aio.AioRpcError as error:
            self._client.connection.suspect()
            raise self._broken(error) from self._client.shown(error)
        finally:
            del line
        if isinstance(said, pb.EventResponse):
            return said
        raise Unavailable("the service ended its events")

    def _broken(self, error: grpc.aio.AioRpcError) -> PuppetError:
        """Only a no that stays a no ends the stream for good."""
        if error.code() is grpc.StatusCode.ABORTED:
            return Forbidden("another puppet with this memory listens there now")
        ours = self._client.error(error, "event")
        final = Unauthorized | Forbidden | Unsupported | Unavailable | RateLimited
        return ours if isinstance(ours, final) else Unavailable(str(ours))

    def _has_gap(self, first: Told, after: str | None) -> bool:
        """Whether something may be missing before the first word."""
        if after is not None:
            return cursor(first) != after
        return not first.epoch and self.heard is not None


def cursor(word: Told) -> str | None:
    """Where to go on from behind this; None where the service numbers nothing."""
    return f"{word.epoch}:{word.sequence}" if word.epoch else None


async def _limits(line: Line | None) -> Limits | None:
    told = {} if line is None else dict(await line.initial_metadata())
    limits = told.get("x-puppets-limits")
    return None if limits is None else limits_in(limits)


def _read(said: pb.EventResponse) -> Told:
    try:
        return event_in(said)
    except Malformed as error:
        failed = ErrorEvent(error=error)
        return Told(said=failed, sequence=said.sequence, epoch=said.epoch)


def _unnumbered(event: Event) -> Told:
    """What the service did not say itself: the cursor stays where it is."""
    return Told(said=event, sequence=0, epoch="")

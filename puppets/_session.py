"""One run of a puppet, from start to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from ._asking import Question
from ._cache import Cache
from ._hub import Hub
from ._observing.delivery import delivery_at
from ._pump import Pump
from ._stopping import Together
from ._vitals import Vitals
from .enums import DirtyType
from .errors import StorageError
from .events import (
    Batch,
    DirtyEvent,
    ErrorEvent,
    Event,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    ReadyEvent,
    RoomEvent,
    StartEvent,
)
from .memory import Entry, Memory

logger = logging.getLogger("puppets")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session takes over from its puppet."""

    hub: Hub
    memory: Memory
    cache: Cache
    vitals: Vitals
    receive: Callable[[str | None], AsyncIterator[Batch]]
    in_flight: int
    silence_limit: float
    grace: float


class Session:
    """Who is logged in, the stream that runs, and the events on their way."""

    HEARTBEAT = 1.0
    """Seconds between heartbeats at least, however often the platform is heard."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._vitals = around.vitals
        self._cache = around.cache
        self._memory = around.memory
        self._delivery = delivery_at(around.hub)(
            around.hub, around.memory, limit=around.in_flight, report=self.report
        )
        self._pump = Pump(
            lambda: around.receive(self._memory.cursor),
            accept=self._accept,
            report=self._failed,
            silence_limit=around.silence_limit,
        )
        self._running: asyncio.Task[None] | None = None
        self.self_id: str | None = None
        self._linkable = False
        self._is_ready = False
        self._is_leaving = False
        self._heard = float("-inf")

    @property
    def online(self) -> bool:
        """Whether the platform is heard."""
        return self._pump.online

    # From start to stop.

    def begin(
        self,
        contact_id: str | None,
        unfinished: tuple[Entry, ...],
        amiss: Iterable[Exception] = (),
    ) -> None:
        """Log in, say what was amiss, bring again what was cut off, begin to receive."""
        self._linkable = contact_id is None
        if contact_id is not None:
            self._log_in(contact_id)
        self.emit(StartEvent())
        for error in amiss:
            self.report(error)
        self._delivery.bring_again(unfinished)
        self._running = asyncio.create_task(self._run(), name="puppets-pump")

    async def end(self, puppet: object, together: Together) -> None:
        """Receive no more, let the handlers end, and those of the others; log out."""
        await self._halt()
        await self._delivery.drain(self._around.grace, but=together.caller)
        await together.ended(puppet)
        await self.log_out("stopped")

    async def call(self, event: Event) -> None:
        """Tell everybody now; a handler that takes too long is cut off."""
        try:
            async with asyncio.timeout(self._around.grace):
                await self._delivery.call(event)
        except TimeoutError as error:
            self.report(error)

    async def _run(self) -> None:
        error = await self._pump.run()
        self._pump.online = False
        self.report(error)
        await self.log_out(str(error))

    async def _halt(self) -> None:
        running = self._running
        if running is None or running is asyncio.current_task():
            return
        while not running.done():  # a provider may swallow a cancellation
            running.cancel()
            await asyncio.wait({running}, timeout=0.1)
        self._pump.online = False

    async def answer(self, question: Question) -> Event:
        """Ask, and wait for the answer; raises `TimeoutError`."""
        return await self._delivery.answer(question)

    # Who is logged in.

    def _log_in(self, contact_id: str) -> None:
        if self.self_id is None:
            self.self_id = contact_id
            self._is_ready = False
            self.emit(LoginEvent(contact_id=contact_id))

    def _get_ready(self) -> None:
        if self.self_id is not None and not self._is_ready:
            self._is_ready = True
            self.emit(ReadyEvent())

    async def log_out(self, reason: str) -> None:
        """Say so while `self_id` still answers, then forget it; once per login (1.6)."""
        if self.self_id is None or self._is_leaving:
            return
        self._is_leaving = self._is_ready = True  # no ReadyEvent from here on
        try:
            await self.call(LogoutEvent(contact_id=self.self_id, reason=reason))
        finally:
            self.self_id = None
            self._is_leaving = False
            self._cache.clear()

    async def leave(self, reason: str) -> None:
        """Log out; only an account that a person may link again is listened to."""
        if not (self._linkable or self._is_leaving):
            await self._halt()
        await self.log_out(reason)

    # What happens.

    def emit(self, event: Event) -> None:
        """Tell of something that the platform need not be asked about again."""
        self._delivery.dispatch(Entry(0, event))

    def report(self, error: Exception) -> None:
        """Say that something went wrong, and carry on."""
        self._vitals.last_error = error
        self.emit(ErrorEvent(error=error))

    async def said(self, batch: Batch) -> None:
        """Take in what the puppet did: heard at once, even where it cannot be kept."""
        try:
            entries = await self._memory.accept(batch)
        except StorageError as error:
            self.report(error)
            entries = tuple(Entry(0, event) for event in batch.events)
        await self._take(entries)

    async def _accept(self, batch: Batch) -> bool:
        entries = await self._memory.accept(batch)
        await self._take(entries)
        self._beat()
        if not self._linkable:
            self._get_ready()
        await self._delivery.capacity()
        return any(entry.event.journaled for entry in entries)

    async def _take(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, MessageEvent):  # most of what ever happens
                self._delivery.dispatch(entry)
            else:
                await self._admit(entry)
            self._vitals.last_event = datetime.now(UTC)

    def _failed(self, error: Exception) -> None:
        self._vitals.reconnects += 1
        fields = self._around.hub.observers.fields()
        logger.warning("the stream broke: %s", error, extra=fields)
        self.report(error)

    def _beat(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._heard >= self.HEARTBEAT:
            self._heard = now
            self._vitals.last_heartbeat = datetime.now(UTC)
            self.emit(HeartbeatEvent())

    async def _admit(self, entry: Entry) -> None:
        match entry.event:
            case LoginEvent(contact_id=contact_id):
                self._log_in(contact_id)
            case LogoutEvent(reason=reason):
                await self.log_out(reason)
            case ReadyEvent():
                self._get_ready()
            case event:
                self._freshen(event)
                self._delivery.dispatch(entry)

    def _freshen(self, event: Event) -> None:
        match event:
            case DirtyEvent():
                self._cache.purge(event.payload_type, event.payload_id)
            case MessageEditEvent():
                self._cache.purge(DirtyType.MESSAGE, event.message.id)
            case RoomEvent():
                self._cache.purge(DirtyType.ROOM, event.room_id)
                self._cache.purge(DirtyType.ROOM_MEMBER, event.room_id)

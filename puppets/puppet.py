"""The contract: what every puppet is, and what it may be able to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Self, final

from ._asking import Question
from ._cache import Cache
from ._hub import E, Handler, Hub
from ._operations import capabilities, operations
from ._outbox import Outbox
from ._redelivery import again
from ._session import Session, Surroundings
from ._stopping import Together
from ._vitals import Vitals
from .contacts import Tags
from .enums import DirtyType
from .errors import NotLoggedIn, NotStarted, StorageInUse
from .events import (
    Batch,
    DirtyEvent,
    DongEvent,
    Event,
    MessageEvent,
    ResetEvent,
    StopEvent,
)
from .friendships import Friendships
from .hooks import Hooks
from .memory import InProcessMemory, Memory
from .messages import Messages
from .payloads import MessagePayload
from .posts import Posts
from .rooms import Rooms
from .state import Health, State

__all__ = ["Puppet", "capabilities", "operations"]


class Puppet(Rooms, Friendships, Messages, Tags, Posts, Hooks):
    """
    One account on one platform.

    A provider implements `_open`, `_close`, `_receive` and what every platform has, and
    overrides what else its platform has: `capabilities`. The rest raises `Unsupported`.

        async with TelegramPuppet(TelegramOptions(token=...)) as puppet:
            with puppet.listen(MessageEvent) as messages:
                async for event in messages:
                    await puppet.message_send_text(event.conversation_id, "ding")
    """

    def __init__(
        self, *, memory: Memory | None = None, name: str | None = None
    ) -> None:
        self.name: str = name or self.platform
        self._memory = memory or InProcessMemory()
        self._hub = Hub()
        self._cache = Cache()
        self._vitals = Vitals()
        self._outbox = Outbox(self.limits.rates, self.send_timeout, self.dedupes)
        self._outbox.observers = self._hub.observers
        self._session: Session | None = None
        self._state = State.OFF
        self._transition = asyncio.Lock()
        self._stopping: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} {self._state.value}>"

    # Lifecycle.

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_logged_in(self) -> bool:
        return self._session is not None and self._session.self_id is not None

    @property
    def self_id(self) -> str:
        """The puppet's own contact id; `NotLoggedIn` while there is none."""
        if self._session is None or self._session.self_id is None:
            raise NotLoggedIn(f"{self.name} is not logged in")
        return self._session.self_id

    @property
    def health(self) -> Health:
        """How the puppet is doing, right now (1.13)."""
        return self._vitals.health(
            state=self._state,
            logged_in=self.is_logged_in,
            online=self._session is not None and self._session.online,
            journal_depth=self._memory.depth,
        )

    @final
    async def start(self) -> None:
        """
        Log in and begin to receive; does nothing for a puppet that is ON (1.1).

        Raises `Unauthorized` for bad credentials, `Unavailable` where the platform
        cannot be reached; then, as when cancelled, the puppet is OFF again (1.2, 1.3).
        """
        async with self._transition:
            if self._state is State.OFF:
                self._state = State.STARTING
                await self._start()

    @final
    async def stop(self) -> None:
        """
        Log out and release everything; does nothing for a puppet that is OFF (1.1).
        Handlers in work have `stop_grace` to end. What goes wrong on the way is said in
        an `ErrorEvent`, never raised.
        """
        await self._stop_with(Together([self]))

    async def _stop_with(self, together: Together) -> None:
        if (
            together.caller is not self._stopping
        ):  # a logout handler may stop its puppet
            await asyncio.shield(asyncio.create_task(self._stop(together)))

    @final
    async def reset(self, reason: str = "") -> None:
        """Stop and start again."""
        if self._session is not None:
            await self._session.call(ResetEvent(reason=reason))
            await self.stop()
            await self.start()

    @final
    async def logout(self) -> None:
        """
        End the session on the platform, where it has one; the puppet stays ON (1.8).

        Does nothing while nobody is logged in.
        """
        if self._session is not None and self.is_logged_in:
            await self._log_out()
            await self._session.leave("logged out")

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _start(self) -> None:
        self._hub.observers.begin(self)
        parts = (self._hub, self._memory, self._cache, self._vitals, self._receive)
        limits = self.in_flight, self.silence_limit, self.stop_grace
        session = Session(Surroundings(*parts, *limits))
        try:
            amiss = await self._memory.open()
            unfinished = await again(self._memory)
            contact_id = await self._open()
        except BaseException as error:
            held = () if isinstance(error, StorageInUse) else (self._memory.close,)
            await self._release(session, self._close, *held)
            if isinstance(error, Exception):
                self._vitals.last_error = error
            raise
        self._session = session
        self._state = State.ON
        session.begin(contact_id, unfinished, amiss)

    async def _stop(self, together: Together) -> None:
        async with self._transition:
            session = self._session
            if session is None:
                return
            self._stopping = asyncio.current_task()
            self._state = State.STOPPING
            end = partial(session.end, self, together)
            await self._release(session, end, self._close, self._memory.close)
            await session.call(StopEvent())
            self._stopping = None

    async def _release(
        self, session: Session, *closing: Callable[[], Awaitable[None]]
    ) -> None:
        for close in closing:
            try:
                await close()
            except Exception as error:  # noqa: BLE001 - what is left must be closed too
                session.report(error)
        self._cache.clear()
        self._session = None
        self._state = State.OFF

    # Events.

    def on(self, kind: type[E], handler: Handler[E]) -> Callable[[], None]:
        """
        Call `handler` with every event of this kind, and return how to end that. An
        event is kept until its handlers have ended, and comes again, `redelivered`,
        when they were cut off (3.1).
        """
        return self._hub.on(kind, handler)

    def listen(self, kind: type[E]) -> AbstractContextManager[AsyncIterator[E]]:
        """
        Stream the events of this kind until the block ends; for tests and tools, since
        what is not read from the stream is forgotten with it.
        """
        return self._hub.listen(kind)

    async def answer(self, question: Question) -> Event:
        """Ask, and wait for the answer, of which no handler is told. See `Message.ask`."""
        return await self._require_start().answer(question)

    async def ding(self, text: str = "") -> None:
        """Ask for a `DongEvent` with this text (1.11)."""
        self._require_start().emit(DongEvent(text=text))

    async def _said(self, message: MessagePayload) -> str:
        """
        What a provider's send ends with: the puppet's own message becomes known and
        is heard, once, however the platform tells of it too (3.8, 4.1).
        """
        if self._session is not None:
            await self._session.said(Batch(events=(MessageEvent(message=message),)))
        return message.id

    def _report(self, error: Exception) -> None:
        if self._session is not None:
            self._session.report(error)

    async def dirty(self, what: DirtyType, id: str) -> None:
        """Read this payload afresh from now on; of ROOM_MEMBER, all of the room (4.13)."""
        self._cache.purge(what, id)
        if self._session is not None:
            self._session.emit(DirtyEvent(payload_type=what, payload_id=id))

    def _require_login(self) -> None:
        self._require_start()
        _ = self.self_id

    def _require_start(self) -> Session:
        if self._session is None:
            raise NotStarted(f"{self.name} is {self._state.value}")
        return self._session

"""The puppet of a service: who it is there, and what it is told."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from typing import ClassVar, TypeAlias

import grpc

from ..enums import DirtyType
from ..errors import (
    NotFound,
    PlatformError,
    RateLimited,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from ..events import (
    Batch,
    DirtyEvent,
    DongEvent,
    ErrorEvent,
    Event,
    FriendshipEvent,
    HeartbeatEvent,
    MessageEditEvent,
    MessageEvent,
    RoomInviteEvent,
    ScanEvent,
)
from ..findings import Check
from ..limits import Limits
from ..memory import Memory
from ..options import Options
from ..payloads import MessagePayload
from . import rpcs
from .ahead import in_turn
from .checks import Checks
from .client import ServiceClient
from .contacts import ServiceContacts
from .messages import ServiceMessages
from .once import Once
from .options import ServiceOptions
from .rooms import ServiceRooms
from .stream import ServiceStream
from .stream import cursor as place
from .translate import Named, NamedKind, Told
from .wire import pb

__all__ = ["ServicePuppet"]

Turn: TypeAlias = list[tuple[Told, Event | None]]

_NAME = "client"
_HEARD = "heard"
_LINKED = "linked"


class ServicePuppet(ServiceContacts, ServiceRooms, ServiceMessages):
    """
    A puppet that somebody serves, in whatever language, by its token.

    What the platform behind lacks is `Unsupported` when it is asked for: which that is,
    the wire does not tell before.
    """

    platform = "service"
    options_type: ClassVar[type[Options]] = ServiceOptions

    def __init__(
        self,
        options: ServiceOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(memory=memory, name=name)
        self._options = options
        self.silence_limit: float = options.silence
        self._client = ServiceClient(options)
        self._stream = ServiceStream(self._client, options.silence)
        self._once = Once()

    @property
    def native(self) -> grpc.aio.Channel:
        """The channel of grpcio to the service, as it is now."""
        return self._client.native

    # Lifecycle.

    async def _open(self) -> str | None:
        self._client.name = await self._own_name()
        await self._stream.begin(self._memory.cursor, await self._heard())
        await self._client.ask(rpcs.START, pb.StartRequest())
        self.limits: Limits = self._stream.limits or type(self).limits
        if await self._memory.state(_LINKED):
            return None  # there is a login to come, or a code, and so after a logout
        return await self._stream.login()

    async def _close(self) -> None:
        """The puppet behind lives on: it is its owner's, and others may listen to it."""
        self._stream.close()
        await self._once.close()
        await self._client.close()

    def _checks(self) -> Mapping[str, Check]:
        return Checks(self._options, self._client).all()

    async def _log_out(self) -> None:
        await self._client.ask(rpcs.LOGOUT, pb.LogoutRequest())

    async def dirty(self, what: DirtyType, id: str) -> None:
        """The service has read it too, and kept it as we did."""
        try:
            if self.is_logged_in and what is not DirtyType.POST:
                request = pb.DirtyPayloadRequest(type=what, id=id)
                await self._client.ask(rpcs.DIRTY_PAYLOAD, request)
        finally:
            await super().dirty(what, id)

    # What is told.

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        async with (
            aclosing(self._stream.told(cursor)) as told,
            aclosing(in_turn(told, self._asked)) as turns,
        ):
            async for turn in turns:
                async with aclosing(self._batches(turn)) as batches:
                    async for batch in batches:
                        yield batch

    async def _batches(self, turn: Turn) -> AsyncGenerator[Batch]:
        """One, unless something said of a message stands behind the message itself."""
        events: tuple[Event, ...] = ()
        where: str | None = None
        for word, asked in turn:
            if events and isinstance(word.said, DirtyEvent):
                yield Batch(events=events, cursor=where, state=_state(events))
                events = ()
            events += await self._events(word, asked)
            where = place(word) or where
        yield Batch(events=events, cursor=where, state=_state(events))

    async def _asked(self, word: Told) -> Event | None:
        """What only an id was said of, ahead of its turn."""
        return await self._read(word.said) if isinstance(word.said, Named) else None

    async def _events(self, word: Told, asked: Event | None) -> tuple[Event, ...]:
        match word.said:
            case HeartbeatEvent() | DongEvent():
                return ()  # a sign of life; a dong is the answer to some other's ding
            case Named():
                return () if asked is None else (asked,)
            case DirtyEvent(payload_type=DirtyType.MESSAGE) as dirty:
                return (dirty, *await self._edits(dirty, place(word)))
            case event:
                return (event,)

    async def _edits(self, dirty: DirtyEvent, key: str | None) -> tuple[Event, ...]:
        """The wire has no other word for an edit; when it was, it does not tell."""
        known = await self._memory.load(MessagePayload, dirty.payload_id)
        if known is None:
            return ()
        try:
            message = await self._message(known.id, self._me)
        except NotFound:
            return ()
        if message.text == known.text or message.type is not known.type:
            return ()
        return (MessageEditEvent(key=f"edit {key}" if key else "", message=message),)

    async def _read(self, named: Named) -> Event:
        """The event whole; what is no more to be had is said."""
        try:
            return await self._whole(named)
        except (PlatformError, Unsupported) as error:
            if isinstance(error, Unauthorized | Unavailable | RateLimited):
                raise
            return ErrorEvent(error=error)

    async def _whole(self, named: Named) -> Event:
        match named.kind:
            case NamedKind.MESSAGE:
                known = await self._memory.load(MessagePayload, named.id)
                message = known or await self._heard_of(named.id, self._me)
                return MessageEvent(key=named.key, message=message)
            case NamedKind.FRIENDSHIP:
                friendship = await self._friendship(named.id, datetime.now(UTC))
                return FriendshipEvent(key=named.key, friendship=friendship)
            case NamedKind.INVITATION:
                invitation = await self._invitation(named.id)
                return RoomInviteEvent(key=named.key, invitation=invitation)

    @property
    def _me(self) -> str:
        return self._stream.self_id or ""

    # What is remembered.

    async def _own_name(self) -> str:
        """By which a service of ours knows this memory again."""
        kept = await self._memory.state(_NAME)
        if kept is None:
            kept = secrets.token_hex(16).encode()
            await self._memory.set_state(_NAME, kept)
        return kept.decode()

    async def _heard(self) -> datetime | None:
        kept = await self._memory.state(_HEARD)
        return None if kept is None else datetime.fromisoformat(kept.decode())


def _state(events: tuple[Event, ...]) -> Mapping[str, bytes | None]:
    """What is remembered of these: when something was heard, that a person links it."""
    if not events:
        return {}
    now = datetime.now(UTC).isoformat().encode()
    is_code = any(isinstance(event, ScanEvent) for event in events)
    return {_HEARD: now} | ({_LINKED: b"yes"} if is_code else {})

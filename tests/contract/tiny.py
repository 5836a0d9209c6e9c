"""A platform of one queue: enough of a puppet to test what every puppet inherits."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from puppets import (
    Batch,
    ContactPayload,
    Event,
    Memory,
    MessageEvent,
    MessagePayload,
    MessageType,
    NotFound,
    Puppet,
    RoomPayload,
)

__all__ = ["NOON", "TinyPuppet", "heard", "said", "texts"]

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def said(id: str, *, by: str = "alice", text: str = "hello") -> MessageEvent:
    """Someone said something to the puppet."""
    return MessageEvent(
        message=MessagePayload(
            id=id,
            conversation_id=by,
            type=MessageType.TEXT,
            talker_id=by,
            listener_id="tiny",
            timestamp=NOON,
            text=text,
        )
    )


class TinyPuppet(Puppet):
    """Says what is put into `line`; an exception in the line breaks the stream."""

    platform = "tiny"

    def __init__(
        self,
        options: object = None,
        *,
        memory: Memory | None = None,
        name: str | None = None,
        own_id: str | None = "tiny",
    ) -> None:
        super().__init__(memory=memory, name=name)
        self.line: asyncio.Queue[Batch | BaseException | None] = asyncio.Queue()
        self.acknowledged: list[Batch] = []
        self.cursors: list[str | None] = []
        self.opened = self.closed = 0
        self.refusals: list[BaseException] = []
        self.sent: list[tuple[str, str]] = []
        self.reads: list[str] = []
        self._own_id = own_id
        self._numbers = itertools.count(1)

    async def _open(self) -> str | None:
        self.opened += 1
        self._refuse()
        return self._own_id

    async def _close(self) -> None:
        self.closed += 1

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        self.cursors.append(cursor)
        yield Batch()
        while (batch := await self.line.get()) is not None:
            if isinstance(batch, BaseException):
                raise batch
            yield batch
            self.acknowledged.append(batch)

    def says(self, *events: Event, cursor: str | None = None) -> None:
        """The platform says these at once."""
        self.line.put_nowait(Batch(events=events, cursor=cursor))

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        self.reads.append(contact_id)
        if contact_id == "nobody":
            raise NotFound("there is no nobody")
        return ContactPayload(id=contact_id, name=contact_id.title())

    async def room_payload(self, room_id: str) -> RoomPayload:
        self.reads.append(room_id)
        return RoomPayload(id=room_id, topic=f"topic {len(self.reads)}")

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        self._refuse()
        self.sent.append((conversation_id, text))
        message = MessagePayload(
            id=f"own{next(self._numbers)}",
            conversation_id=conversation_id,
            type=MessageType.TEXT,
            talker_id="tiny",
            listener_id=conversation_id,
            timestamp=NOON,
            text=text,
        )
        return await self._said(message)

    def _refuse(self) -> None:
        if self.refusals:
            raise self.refusals.pop(0)


async def heard(events: AsyncIterator[Event], count: int = 1) -> list[Event]:
    """The next events of a stream."""
    async with asyncio.timeout(5):
        return [await anext(events) for _ in range(count)]


def texts(events: list[Event]) -> list[str]:
    """What was said, of these events."""
    return [event.message.text for event in events if isinstance(event, MessageEvent)]

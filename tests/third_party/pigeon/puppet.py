"""The puppet of the pigeon platform: text to people, and text from them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import ClassVar

from puppets import (
    Batch,
    ContactPayload,
    Memory,
    MessageEvent,
    MessagePayload,
    MessageType,
    NotFound,
    Options,
    Puppet,
    RoomPayload,
    Unauthorized,
)

from .loft import Loft, Note, WrongRing


@dataclass(frozen=True, slots=True, kw_only=True)
class PigeonOptions(Options):
    provider: ClassVar[str] = "pigeon"

    ring: str = field(repr=False)
    loft: Loft = field(default_factory=Loft)


class PigeonPuppet(Puppet):
    """One pigeon. It carries text to people, and knows no rooms."""

    platform = "pigeon"
    options_type = PigeonOptions

    def __init__(
        self,
        options: PigeonOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(memory=memory, name=name)
        self._ring = options.ring
        self._loft = options.loft

    async def _open(self) -> str:
        try:
            self._loft.admit(self._ring)
        except WrongRing as error:
            raise Unauthorized("no pigeon with that ring lives here") from error
        return "pigeon"

    async def _close(self) -> None:
        pass

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        read = int(cursor or 0)
        while True:
            notes = self._loft.notes[read:]
            read += len(notes)
            events = tuple(MessageEvent(message=message(note)) for note in notes)
            yield Batch(events=events, cursor=str(read))
            if read == len(self._loft.notes):
                await self._loft.wait(1)

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        return ContactPayload(id=contact_id, name=self._name(contact_id))

    async def room_payload(self, room_id: str) -> RoomPayload:
        raise NotFound("pigeons know no rooms")

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        self._name(conversation_id)
        if reply_to and reply_to not in {note.id for note in self._loft.notes}:
            raise NotFound(f"there is no note {reply_to!r}")
        note = self._loft.write("pigeon", conversation_id, text, reply_to)
        return await self._said(message(note))

    @property
    def native(self) -> Loft:
        return self._loft

    def _name(self, contact_id: str) -> str:
        self._loft.requests += 1
        if contact_id not in self._loft.names:
            raise NotFound(f"nobody lives at {contact_id!r}")
        return self._loft.names[contact_id]


def message(note: Note) -> MessagePayload:
    own = note.writer == "pigeon"
    return MessagePayload(
        id=note.id,
        conversation_id=note.window,
        type=MessageType.TEXT,
        talker_id=note.writer,
        listener_id=note.window if own else "pigeon",
        timestamp=note.written,
        text=note.text,
        reply_to_id=note.answers,
    )

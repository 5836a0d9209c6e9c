"""The platform: a loft where notes come in, and the notes that hang at people's windows."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime


class WrongRing(Exception):
    """No pigeon with this ring lives here."""


@dataclass(frozen=True, kw_only=True)
class Note:
    id: str
    writer: str
    window: str
    text: str
    answers: str | None = None
    written: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def shown(self):
        """What a person reads who stands at the window."""
        return {
            "id": self.id,
            "talker_id": self.writer,
            "text": self.text,
            "reply_to_id": self.answers,
        }


@dataclass
class Loft:
    ring: str = "blue ring"
    requests: int = 0
    names: dict[str, str] = field(default_factory=lambda: {"pigeon": "Pigeon"})
    notes: list[Note] = field(default_factory=list)
    flown: asyncio.Event = field(default_factory=asyncio.Event)

    def admit(self, ring: str) -> None:
        self.requests += 1
        if ring != self.ring:
            raise WrongRing

    def move_in(self, name: str) -> str:
        window = f"window-{len(self.names)}"
        self.names[window] = name
        return window

    def write(
        self, writer: str, window: str, text: str, answers: str | None = None
    ) -> Note:
        note = Note(
            id=f"note-{len(self.notes)}",
            writer=writer,
            window=window,
            text=text,
            answers=answers,
        )
        self.notes.append(note)
        self.flown.set()
        return note

    async def wait(self, seconds: float) -> None:
        self.flown.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.flown.wait()

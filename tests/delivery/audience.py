"""Who hears what is said: in which order, and how long that takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from puppets import MessageEvent

__all__ = ["Audience"]


@dataclass
class Audience:
    """A handler that takes its time, and notes what it is given."""

    takes: float = 0.0
    """Seconds for each message."""
    heard: dict[str, list[str]] = field(default_factory=dict)
    """By conversation, what was said there."""
    began: dict[str, float] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)
    _count: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, event: MessageEvent) -> None:
        where = event.message.conversation_id
        self.began.setdefault(where, time.monotonic())
        self.heard.setdefault(where, []).append(event.message.text)
        if self.takes:
            await asyncio.sleep(self.takes)
        self.ended[where] = time.monotonic()
        self._count += 1
        self._news.set()

    async def has_heard(self, count: int) -> None:
        """Wait until so many messages are handled."""
        while self._count < count:
            self._news.clear()
            await self._news.wait()

    def lost(self, said: Mapping[str, Sequence[str]]) -> int:
        return sum(len(set(texts) - set(self._in(at))) for at, texts in said.items())

    def repeated(self) -> int:
        return sum(len(texts) - len(set(texts)) for texts in self.heard.values())

    def inversions(self) -> int:
        """How often, within a conversation, something came after what was said later."""
        return sum(_inversions(map(int, texts)) for texts in self.heard.values())

    def together(self) -> float:
        """Seconds from the first beginning to the last end."""
        return max(self.ended.values()) - min(self.began.values())

    def slowest(self) -> float:
        """Seconds of the conversation that took longest."""
        return max(self.ended[where] - self.began[where] for where in self.began)

    def _in(self, where: str) -> list[str]:
        return self.heard.get(where, [])


def _inversions(numbers: Iterable[int]) -> int:
    count, highest = 0, -1
    for number in numbers:
        count += number < highest
        highest = max(highest, number)
    return count

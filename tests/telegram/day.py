"""What a day on the stand-in Telegram begins with, and what is written down of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import telegram

from puppets_standins.telegram import TelegramServer
from puppets_standins.telegram.images import plain_png

__all__ = ["EVERYTHING", "GIF", "PICTURE", "Day", "Played"]

PICTURE = plain_png(320, 200)
GIF = b"GIF89a\x08\x00\x04\x00" + b"\x21\xf9\x04\x00\x0a\x00\x00\x00\x00," * 2 + b";"
EVERYTHING = [*telegram.Update.ALL_TYPES]


@dataclass
class Played:
    """What was served, raw, and what python-telegram-bot made of it."""

    results: list[tuple[str, Any]] = field(default_factory=list)
    pushed: list[dict[str, Any]] = field(default_factory=list)
    parsed: list[object] = field(default_factory=list)

    @property
    def methods(self) -> Counter[str]:
        return Counter(method for method, _ in self.results)

    @property
    def updates(self) -> list[dict[str, Any]]:
        polled = [
            update
            for method, result in self.results
            if method == "getupdates"
            for update in result
        ]
        return polled + self.pushed


@dataclass
class Day:
    """One bot and two people in a group, of whom nobody has done anything yet."""

    server: TelegramServer
    bot: telegram.Bot
    played: Played
    alice: int = 0
    bob: int = 0
    group: int = 0
    offset: int = 0

    async def poll(self) -> list[telegram.Update]:
        """Every update so far, confirmed."""
        updates = await self.bot.get_updates(
            offset=self.offset, timeout=0, allowed_updates=EVERYTHING
        )
        self.played.parsed += updates
        self.offset = updates[-1].update_id + 1 if updates else self.offset
        return list(updates)

    def heard(self, answer: object) -> Any:  # noqa: ANN401 - whatever the method gives
        self.played.parsed += answer if isinstance(answer, (tuple, list)) else [answer]
        return answer

"""Someone before a screen: what is on it, and the next thing that others say there."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property

from .screen import Room, Seen

__all__ = ["PATIENCE", "Listener"]

PATIENCE = 5.0
"""Seconds that a bot may take to say something."""
GLANCE = 0.02
"""Seconds between two looks at the screen: no platform rings."""


class Listener(ABC):
    """Someone who hears what others say, each thing once, and in its order."""

    id: str
    name: str

    @abstractmethod
    async def sees(self, *, room: Room | None = None) -> list[Seen]:
        """
        Every message now on this person's screen, oldest first, with what the puppet
        and the others said; asked of the platform, never of the puppet.
        """

    async def hears(
        self,
        text: str | None = None,
        *,
        room: Room | None = None,
        within: float = PATIENCE,
    ) -> Seen:
        """
        The next thing that somebody else says here, waited for; with `text` the next
        that reads so, be it after edits. What stands before it counts as heard.

        `AssertionError` tells what is on the screen where it does not come `within`
        so many seconds.
        """
        screen: list[Seen] = []
        try:
            async with asyncio.timeout(within):
                while (found := self._unheard(screen, text)) is None:
                    await asyncio.sleep(GLANCE if screen else 0)
                    screen = await self.sees(room=room)
        except TimeoutError:
            wanted = "nothing more" if text is None else f"no {text!r}"
            raise AssertionError(
                f"{self.name} hears {wanted} within {within:g} s; "
                f"on the screen: {self._told(screen)}"
            ) from None
        return found

    def _unheard(self, screen: Iterable[Seen], text: str | None) -> Seen | None:
        passed: set[str] = set()
        for seen in screen:
            if seen.talker_id == self.id or seen.id in self._heard:
                continue
            passed.add(seen.id)
            if text is None or seen.text == text:
                self._heard.update(passed)
                return seen
        return None

    def _told(self, screen: Iterable[Seen]) -> str:
        lines = [
            f"{self.name if seen.talker_id == self.id else seen.talker_id}: "
            f"{seen.text or seen.filename!r}"
            for seen in screen
        ]
        return " | ".join(lines) or "nothing"

    @cached_property
    def _heard(self) -> set[str]:
        """The ids of the messages."""
        return set()

"""Reactions that were heard lately: who takes one away does not say which it was."""

from __future__ import annotations

import msgspec

from .._bounded import Bounded
from ..events import ReactionEvent
from ..memory import Memory

__all__ = ["Reactions"]

_HEARD = "reactions"
KEPT = 500


class Reactions:
    """What each of the latest reactions was, by its own id."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._heard: Bounded[str, tuple[str, str]] = Bounded(KEPT)
        self._has_changed = False

    async def open(self) -> None:
        kept = await self._memory.state(_HEARD)
        heard = (
            msgspec.json.decode(kept, type=dict[str, tuple[str, str]]) if kept else {}
        )
        self._heard.clear()
        self._heard.update(heard)

    def note(self, event: ReactionEvent) -> None:
        """It was heard."""
        self._heard.keep(event.key, (event.message_id, event.emoji))
        self._has_changed = True

    def of(self, id: str) -> tuple[str, str] | None:
        """The message and the emoji of this reaction, where it is known."""
        return self._heard.get(id)

    def kept(self) -> dict[str, bytes]:
        """What is to be kept with a batch, where it has changed."""
        if not self._has_changed:
            return {}
        self._has_changed = False
        return {_HEARD: msgspec.json.encode(self._heard)}

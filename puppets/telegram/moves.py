"""Rooms that became supergroups: each has another id since, and is still the same room."""

from __future__ import annotations

import msgspec

__all__ = ["Moves"]


class Moves:
    """Where each room is now that has ever moved."""

    def __init__(self) -> None:
        self._moved: dict[int, int] = {}

    def now(self, chat: int) -> int:
        """Where this chat is now; itself, where it never moved."""
        return self._moved.get(chat, chat)

    def note(self, old: int, new: int) -> None:
        """This chat is there from now on, and what had moved to it before is too."""
        self._moved[old] = new
        for chat, there in self._moved.items():
            if there == old:
                self._moved[chat] = new

    def before(self, chat: int) -> list[int]:
        """The ids that this chat had."""
        return [old for old, new in self._moved.items() if new == chat]

    def all(self) -> dict[int, int]:
        """From each old id to the one of today."""
        return dict(self._moved)

    def dump(self) -> bytes:
        return msgspec.json.encode(self._moved)

    def load(self, kept: bytes | None) -> None:
        """Know what `dump` said, and nothing else."""
        self._moved = msgspec.json.decode(kept, type=dict[int, int]) if kept else {}

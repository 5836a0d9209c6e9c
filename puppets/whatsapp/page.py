"""What was read at once, before it is safe."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..events import Event
from ..memory import key_of
from ..payloads import Payload
from .marks import Remembered, Standing

__all__ = ["Page"]


@dataclass(slots=True)
class Page:
    """Events, and what is to be remembered with them."""

    events: list[Event] = field(default_factory=list)
    known: dict[tuple[type[Payload], str], Payload] = field(default_factory=dict)
    chats: dict[str, Remembered] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    """By the places of their lines: see `Ledger.standings`."""
    said: set[str] = field(default_factory=set)
    """What could not be read, and is said with this."""
    at: float = 0.0

    def know(self, payload: Payload) -> None:
        self.known[type(payload), key_of(payload)] = payload

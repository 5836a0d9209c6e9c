"""What was told at once, before it is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..events import Batch, Event
from ..memory import key_of
from ..payloads import Payload
from .crossings import Crossing
from .waiting import Waiting

__all__ = ["Page"]


@dataclass(slots=True)
class Page:
    """Events, and what there is to be known besides."""

    events: list[Event] = field(default_factory=list)
    known: dict[tuple[type[Payload], str], Payload] = field(default_factory=dict)
    crossings: list[Crossing] = field(default_factory=list)
    settled: dict[str, str] = field(default_factory=dict)
    """What the first choice has settled, by message."""
    waiting: list[Waiting] = field(default_factory=list)
    """Who has pressed a button, and is to be shown something once the page is safe."""
    state: dict[str, bytes | None] = field(default_factory=dict)
    """What is to be kept besides, by name, in the same commit."""
    newest: str = ""
    """The time stamp of the last thing in it."""

    def know(self, payload: Payload) -> None:
        self.known[type(payload), key_of(payload)] = payload

    def batch(self, state: Mapping[str, bytes]) -> Batch:
        """All of it, and what the provider keeps for itself with it."""
        return Batch(
            events=tuple(self.events),
            cursor=self.newest or None,
            known=tuple(self.known.values()),
            state={**state, **self.state},
        )

"""What one answer comes to, while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..events import Batch, Event
from ..memory import key_of
from ..payloads import Payload, RoomMemberPayload, RoomPayload
from .crossings import Crossing
from .faces import Face

__all__ = ["Page"]


@dataclass(slots=True)
class Page:
    """What one answer comes to, before it is safe."""

    events: list[Event] = field(default_factory=list)
    known: dict[tuple[type[Payload], str], Payload] = field(default_factory=dict)
    crossings: list[Crossing] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)

    def know(self, payload: Payload) -> None:
        self.known[type(payload), key_of(payload)] = payload

    def move(self, old: str, new: str) -> None:
        """Whoever is known in the old room is known in the new one."""
        self.known.pop((RoomPayload, old), None)
        for kind, key in list(self.known):
            member = self.known[kind, key]
            if isinstance(member, RoomMemberPayload) and member.room_id == old:
                del self.known[kind, key]
                self.know(replace(member, room_id=new))

    def batch(self, cursor: str | None) -> Batch:
        return Batch(
            events=tuple(self.events), cursor=cursor, known=tuple(self.known.values())
        )

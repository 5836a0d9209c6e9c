"""What one answer comes to, while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..events import Batch, Event
from ..memory import key_of
from ..payloads import Payload, RoomMemberPayload, RoomPayload
from .crossings import Pending
from .faces import Face
from .waiting import Waiting

__all__ = ["Page"]


@dataclass(slots=True)
class Page:
    """What one answer comes to, before it is safe."""

    events: list[Event] = field(default_factory=list)
    known: dict[tuple[type[Payload], str], Payload] = field(default_factory=dict)
    crossings: Pending = field(default_factory=dict)
    faces: list[Face] = field(default_factory=list)
    moved: dict[int, int] | None = None
    """The rooms that have moved, where one more has."""
    settled: dict[str, str] = field(default_factory=dict)
    """What the first choice has settled, by message."""
    waiting: list[Waiting] = field(default_factory=list)
    """Who has pressed a button, and is to be answered once the page is safe."""
    state: dict[str, bytes | None] = field(default_factory=dict)
    """What is to be kept besides, by name, in the same commit."""
    heard: datetime = field(default_factory=lambda: datetime.now(UTC))

    def know(self, payload: Payload) -> None:
        self.known[type(payload), key_of(payload)] = payload

    def forget(self, room_id: str, contact_id: str, *, is_me: bool) -> None:
        """This one is no member; without the puppet itself a room is unknown to it."""
        self.known.pop((RoomMemberPayload, f"{room_id} {contact_id}"), None)
        if is_me:
            self.known.pop((RoomPayload, room_id), None)

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
            events=tuple(self.events),
            cursor=cursor,
            known=tuple(self.known.values()),
            state=self.state,
        )

"""What one answer of the homeserver comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from .._decoding import decoded
from ..enums import DirtyType
from ..errors import Malformed, PlatformError, Unauthorized
from ..events import Batch, DirtyEvent, ErrorEvent, Event, RoomEvent
from ..payloads import Payload
from . import lobby, wire
from .content import Place, moment
from .seals import Told

__all__ = ["Page", "place_of", "stale", "while_there"]


@dataclass(slots=True)
class Page:
    """What one answer comes to."""

    events: list[Event] = field(default_factory=list)
    known: list[Payload] = field(default_factory=list)
    state: dict[str, bytes] = field(default_factory=dict)

    def bear(self, error: PlatformError) -> None:
        """A no that stays a no is said, and holds up nothing; any other is raised."""
        if error.retryable or isinstance(error, Unauthorized):
            raise error
        self.events.append(ErrorEvent(error=error))

    def readable(
        self, raws: Iterable[msgspec.Raw], horizon: datetime | None
    ) -> Iterator[Told]:
        """What can be read of these, and is not of before the horizon (3.7)."""
        for raw in raws:
            try:
                event = decoded("an event cannot be read", raw, wire.Event)
            except Malformed as error:
                self.events.append(ErrorEvent(error=error))
                continue
            if horizon is None or moment(event.origin_server_ts) >= horizon:
                yield Told(event, bytes(raw))

    def batch(self, cursor: str, *first: Event) -> Batch:
        return Batch(
            events=(*first, *self.events),
            cursor=cursor,
            known=tuple(self.known),
            state=self.state,
        )


def stale(event: Event, names: Callable[[str], list[str]]) -> Iterator[Event]:
    """A room may have been read by an alias, or by the id that it had before."""
    match event:
        case (
            RoomEvent(room_id=room_id)
            | DirtyEvent(
                payload_type=DirtyType.ROOM | DirtyType.ROOM_MEMBER, payload_id=room_id
            )
        ):
            for name in names(room_id):
                for kind in (DirtyType.ROOM, DirtyType.ROOM_MEMBER):
                    yield DirtyEvent(payload_type=kind, payload_id=name)


def place_of(told: list[Told], place: Place, me: str) -> Place:
    """A chat that the puppet opens may be heard before it is known as one."""
    if place.other is not None:
        return place
    guests = (lobby.direct_guest(each.event, me) for each in told)
    return Place(place.room_id, next(filter(None, guests), None))


def while_there(told: list[Told], place: Place, me: str) -> list[Told]:
    """Of a room what was said while the puppet was in it; of a direct chat all."""
    if place.other is not None:
        return told
    found: list[Told] = []
    is_there = True
    for each in told:
        if lobby.arrives(each.event, me):
            if is_there:  # for the first time, then: what stands before is of others
                found.clear()
            is_there = True
        if is_there:
            found.append(each)
        if lobby.departs(each.event, me):
            is_there = False
    return found

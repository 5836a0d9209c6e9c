"""What one answer of the homeserver comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from .._decoding import decoded
from ..errors import Malformed, PlatformError, Unauthorized
from ..events import Batch, ErrorEvent, Event
from ..payloads import Payload
from . import lobby, wire
from .content import Place, moment
from .seals import Told

__all__ = ["Page", "since_arrival"]


@dataclass(slots=True)
class Page:
    """What one answer comes to."""

    events: list[Event] = field(default_factory=list)
    known: list[Payload] = field(default_factory=list)

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

    def batch(self, cursor: str) -> Batch:
        return Batch(events=tuple(self.events), cursor=cursor, known=tuple(self.known))


def since_arrival(told: list[Told], place: Place, me: str) -> list[Told]:
    """Of a room that the puppet came into, what was said since; of a direct chat all."""
    if place.other is not None:
        return told
    arrivals = [n for n, each in enumerate(told) if lobby.arrives(each.event, me)]
    return told[arrivals[-1] :] if arrivals else told

"""How a puppet has been doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .state import Health, State


@dataclass(slots=True)
class Vitals:
    """What `Puppet.health` tells of the past; it outlives a session."""

    last_event: datetime | None = None
    last_heartbeat: datetime | None = None
    last_error: Exception | None = None
    reconnects: int = 0

    def health(
        self, *, state: State, logged_in: bool, online: bool, journal_depth: int
    ) -> Health:
        """These, and how the puppet is at this moment."""
        return Health(
            state=state,
            logged_in=logged_in,
            online=online,
            journal_depth=journal_depth,
            last_event=self.last_event,
            last_heartbeat=self.last_heartbeat,
            last_error=self.last_error,
            reconnects=self.reconnects,
        )

"""Off, starting, on, stopping; and how a puppet is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

__all__ = ["Health", "State"]


class State(Enum):
    """Where a puppet is in its life: each state leads to the next, the last to the first."""

    OFF = "off"
    STARTING = "starting"
    ON = "on"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a puppet is doing, at one moment (contract 1.13)."""

    state: State
    logged_in: bool
    online: bool
    """The stream is connected, and the platform was heard within its silence limit."""
    last_event: datetime | None
    last_heartbeat: datetime | None
    reconnects: int
    journal_depth: int
    """Events that the platform was told are received, and whose handlers have not ended."""
    last_error: Exception | None

"""How long the puppet was away: Telegram keeps what is said for a day, and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..events import GapEvent
from ..memory import Memory

__all__ = ["Absence"]

KEPT_FOR = timedelta(hours=24)
NOTED_EVERY = timedelta(minutes=10)
_HEARD = "heard"


class Absence:
    """When Telegram was heard last, as far as that is safe."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._heard: datetime | None = None
        self._noted: datetime | None = None

    async def ends(self, now: datetime) -> GapEvent | None:
        """
        Telegram is heard at `now`, and all that was heard before is safe.

        The gap, where more has gone by since then than Telegram keeps (contract 3.3).
        """
        before, self._heard = self._heard or await self._kept(), now
        if before is None:
            return None
        if self._noted is None or now - self._noted >= NOTED_EVERY:
            self._noted = now
            await self._memory.set_state(_HEARD, before.isoformat().encode())
        if now - before <= KEPT_FOR:
            return None
        key = f"gap {before.isoformat()}"
        return GapEvent(key=key, since=before, until=now - KEPT_FOR)

    async def _kept(self) -> datetime | None:
        kept = await self._memory.state(_HEARD)
        return datetime.fromisoformat(kept.decode()).astimezone(UTC) if kept else None

"""How long the puppet was away: Telegram keeps what is said for a day, and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..events import GapEvent
from ..memory import Memory

__all__ = ["HEARD", "Absence"]

KEPT_FOR = timedelta(hours=24)
NOTED_EVERY = timedelta(minutes=10)
HEARD = "heard"
"""Under this name a memory keeps when Telegram was heard last."""


class Absence:
    """When Telegram was heard last, as far as that is safe."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._heard: datetime | None = None
        self._noted: datetime | None = None

    async def ends(self, now: datetime) -> GapEvent | None:
        """
        Telegram is heard at `now`.

        The gap, where more has gone by since it was heard than Telegram keeps (contract
        3.3).
        """
        before = await self._last()
        if before is None or now - before <= KEPT_FOR:
            return None
        key = f"gap {before.isoformat()}"
        return GapEvent(key=key, since=before, until=now - KEPT_FOR)

    async def is_long(self, now: datetime) -> bool:
        """Whether Telegram keeps nothing any more of when it was heard last."""
        before = await self._last()
        return before is None or now - before > KEPT_FOR

    def note(self, now: datetime) -> dict[str, bytes | None]:
        """What the memory is to keep with what is heard at `now`."""
        if self._noted is not None and now - self._noted < NOTED_EVERY:
            return {}
        return {HEARD: now.isoformat().encode()}

    def keep(self, now: datetime, *, noted: bool) -> None:
        """What was heard at `now` is safe; and that it was heard then, where `noted`."""
        self._heard = now
        if noted:
            self._noted = now

    async def _last(self) -> datetime | None:
        return self._heard or await self._kept()

    async def _kept(self) -> datetime | None:
        kept = await self._memory.state(HEARD)
        return datetime.fromisoformat(kept.decode()).astimezone(UTC) if kept else None

"""A time to tell, where any will do."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["NOON"]

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

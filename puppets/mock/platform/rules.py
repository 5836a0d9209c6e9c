"""What the platform allows, as numbers."""

from __future__ import annotations

from ...limits import Limits

__all__ = ["RULES"]

RULES = Limits(
    text_length=4096,
    file_size=10 * 1024 * 1024,
    edit_window=15 * 60,
    recall_window=2 * 60,
)

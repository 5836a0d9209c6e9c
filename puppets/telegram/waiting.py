"""Someone who has pressed a button."""

from __future__ import annotations

from dataclasses import dataclass

from . import wire

__all__ = ["Waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One press that is to be answered; what becomes of the message beside that."""

    query_id: str
    notice: str = ""
    shown: wire.Message | None = None
    """The message with the button, where it is to be closed."""
    line: str = ""
    """What it says from then on, below its text."""

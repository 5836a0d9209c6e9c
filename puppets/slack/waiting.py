"""Someone who has pressed a button."""

from __future__ import annotations

from dataclasses import dataclass

from .._presses import Verdict
from .interaction import Shown

__all__ = ["Waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One press, and what it came to."""

    channel: str
    user: str
    shown: Shown
    verdict: Verdict

    @property
    def notice(self) -> str:
        """What is shown to the chooser alone; nothing of what they see beside the others."""
        is_seen = self.verdict.is_heard and self.verdict.line
        return "" if is_seen else self.verdict.notice

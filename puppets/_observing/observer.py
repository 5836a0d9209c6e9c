"""What it is to look on."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias

from ..events import Event

__all__ = ["Ended", "Observer", "Wait", "nothing"]

Ended: TypeAlias = Callable[[BaseException | None], None]
"""Called once when what was begun has ended, with what it raised."""


class Wait(Enum):
    """Why a send waits."""

    PACE = "pace"
    """It would be faster than the platform allows."""
    RATE_LIMIT = "rate_limit"
    """The platform said that it was too fast, and how long to wait."""
    RETRY = "retry"
    """It did not go out, and is tried again."""


def nothing(_: BaseException | None) -> None:
    """Of this nobody takes note."""


class Observer:
    """
    Told of everything at once, and never awaited: it must be quick.

    What is begun and ended runs in the task that does the work, so that whatever is
    begun in between is inside of it. One that raises looks on no more.
    """

    def heard(self, event: Event) -> None:
        """It is on its way to the handlers, if there are any."""

    def handling(self, event: Event) -> Ended:
        """Its handlers are called now, one after the other."""
        return nothing

    def calling(self, event: Event, name: str) -> Ended:
        """The handler of this name is called with it; without one, a bot with several."""
        return nothing

    def sending(self, conversation_id: str) -> Ended:
        """Something is to be said there; it may have to wait."""
        return nothing

    def waiting(self, conversation_id: str, why: Wait, seconds: float) -> Ended:
        """A send waits, for about so long."""
        return nothing

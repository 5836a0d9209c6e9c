"""What can go wrong with the platform, at will."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from .refusals import AnswerLost, TooFast, Unreachable

__all__ = ["Faults", "Refusal"]


class Refusal(Exception):
    """What the platform itself answers, in its own words."""


@dataclass
class Faults:
    """The faults that are to happen, and those that last."""

    down: bool = False
    deaf: bool = False
    delay: float = 0.0
    throttle: float | None = None
    drops: bool = False
    stutters: bool = False
    garbles: bool = False
    cuts: bool = False

    async def meet_call(self) -> None:
        """What every call meets on its way in."""
        if self.delay:
            await asyncio.sleep(self.delay)
        self.refuse_if_down()
        seconds, self.throttle = self.throttle, None
        if seconds is not None:
            raise TooFast("too fast", seconds=seconds)

    def meet_answer(self) -> None:
        """What the answer to a send meets on its way out."""
        cut, self.cuts = self.cuts, False
        if cut:
            raise AnswerLost("the connection broke before the answer")

    def meet_connection(self) -> None:
        """What a connection meets that is being made."""
        self.refuse_if_down()
        dropped, self.drops = self.drops, False
        if dropped:
            raise Unreachable("the connection was dropped")

    def refuse_if_down(self) -> None:
        if self.down:
            raise Unreachable("the platform is down")

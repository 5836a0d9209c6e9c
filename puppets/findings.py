"""What a look at a platform finds, and how that is mended: what `puppets doctor` shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TypeAlias

__all__ = ["Check", "Finding", "clock", "latency"]

MOST_SKEW = 30.0
"""Seconds that a clock may be wrong: past minutes, signatures are refused for it."""
SLOW = 1.0
"""Seconds for an answer, past which a bot feels slow."""
ASKED = 3
"""How often it is asked how long an answer takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    What was found, for a person who reads one line; never a secret.

    `remedy` is how to mend what is not ok, and of what is ok how it would be better.
    """

    what: str
    ok: bool = True
    remedy: str = ""

    def __post_init__(self) -> None:
        if not self.ok and not self.remedy:
            raise ValueError(f"what is wrong needs a remedy: {self.what}")


Check: TypeAlias = Callable[[], Awaitable[Finding]]
"""One look; it may raise a `PuppetError` instead, which is then what was found."""


def clock(date: str, now: datetime) -> Finding:
    """How far our clock is from the platform's, as its `Date` header says it."""
    from email.utils import parsedate_to_datetime  # only a doctor needs it

    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return Finding(what="the platform does not tell its time")
    off = (now - there.replace(tzinfo=there.tzinfo or UTC)).total_seconds()
    if abs(off) <= MOST_SKEW:
        return Finding(what="right, to the second that the platform tells")
    side = "fast" if off > 0 else "slow"
    return Finding(
        what=f"{abs(off):,.0f} s {side}, by the platform's clock",
        ok=False,
        remedy="set this machine's clock, by NTP for example",
    )


async def latency(ask: Callable[[], Awaitable[object]]) -> Finding:
    """How long an answer takes: the median of a few."""
    took = []
    for _ in range(ASKED):
        began = perf_counter()
        await ask()
        took.append(perf_counter() - began)
    median = sorted(took)[ASKED // 2]
    what = f"{median * 1000:,.0f} ms for an answer"
    if median <= SLOW:
        return Finding(what=what)
    return Finding(what=what, remedy="run the bot nearer to the platform")

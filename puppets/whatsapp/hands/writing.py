"""A line on a drawer that may be changed: a pencil, then a field and a tick."""

from __future__ import annotations

from ...errors import Unavailable
from .hand import Hand

__all__ = ["rewrite"]


async def rewrite(hand: Hand, text: str) -> None:
    """Write something else into the field that has come, and press the tick beside it."""
    box = await hand.wait("drawer_box")
    await hand.clear(box)
    await hand.type_lines(text)
    await hand.press("drawer_done")
    if not await hand.gone("drawer_box"):
        raise Unavailable("the page did not take what was written")

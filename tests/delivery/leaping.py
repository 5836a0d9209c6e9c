"""Waiting on a clock that leaps: in long strides, since each look costs real time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from conformance.hearing import happens

__all__ = ["PATIENCE", "comes_true"]

PATIENCE = 200.0
"""Seconds of that clock in which whatever is to happen has happened."""
STRIDE = 0.25


async def comes_true(is_so: Callable[[], bool], what: str) -> float:
    """When it is so, to a quarter of a second."""

    async def look() -> float:
        while not is_so():
            await asyncio.sleep(STRIDE)
        return asyncio.get_running_loop().time()

    return await happens(look(), what, within=PATIENCE)

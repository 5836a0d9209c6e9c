"""Cancellations without the frames in which they arose, which keep what was in them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

__all__ = ["bare"]

T = TypeVar("T")


async def bare(coming: Awaitable[T]) -> T:
    """
    What comes; a cancellation without its traceback, in which the frames of grpcio would
    keep the call, and a socket with it.
    """
    try:
        return await coming
    except asyncio.CancelledError as error:
        del coming
        raise error.with_traceback(None)  # noqa: B904 - it is the same one

"""How long a test may take."""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable

import pytest

__all__ = ["limited"]

MARGIN = 3.0


def limited(item: pytest.Item, test: Callable[..., object]) -> Callable[..., object]:
    """
    The test, cancelled shortly before pytest-timeout would break off the event loop.

    A loop that is broken off can run no teardown; a cancelled test can be cleaned up
    after, and its traceback says what it was waiting for.
    """
    mark = item.get_closest_marker("timeout")
    if mark is None or not mark.args or not inspect.iscoroutinefunction(test):
        return test
    return _cancelled(test, max(mark.args[0] - MARGIN, mark.args[0] / 2))


def _cancelled(
    test: Callable[..., Awaitable[object]], seconds: float
) -> Callable[..., Awaitable[None]]:
    @functools.wraps(test)
    async def run(*args: object, **kwargs: object) -> None:
        try:
            async with asyncio.timeout(seconds) as clock:
                await test(*args, **kwargs)
        except TimeoutError as error:
            if clock.expired():
                raise AssertionError(f"not done after {seconds:g} s") from error
            raise

    return run

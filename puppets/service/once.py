"""What two ask for at the same time, asked for once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

__all__ = ["Once"]

T = TypeVar("T")


class Once(Generic[T]):
    """
    Questions under way, by their keys: whoever asks the same meanwhile gets the same
    answer. One who is cancelled leaves the others theirs.
    """

    def __init__(self) -> None:
        self._coming: dict[str, asyncio.Task[T]] = {}

    async def ask(self, key: str, ask: Callable[[], Coroutine[None, None, T]]) -> T:
        coming = self._coming.get(key)
        if coming is None:
            coming = self._coming[key] = asyncio.create_task(ask())
            coming.add_done_callback(lambda _: self._coming.pop(key, None))
        return await asyncio.shield(coming)

    async def close(self) -> None:
        """Ask no more."""
        coming = list(self._coming.values())
        for each in coming:
            each.cancel()
        await asyncio.gather(*coming, return_exceptions=True)

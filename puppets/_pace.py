"""Not faster than the platform allows."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator

from .limits import Rate, Scope


class Pace:
    """Sliding windows, one for each rate and conversation, or for the whole account."""

    def __init__(self, rates: tuple[Rate, ...]) -> None:
        self._rates = rates
        self._windows: dict[tuple[Rate, str], deque[float]] = {}

    async def turn(self, conversation_id: str) -> None:
        """Wait until a send to this conversation is within every rate, and count it."""
        while delay := self.delay(conversation_id):  # noqa: ASYNC110 - only time opens it
            await asyncio.sleep(delay)
        now = asyncio.get_running_loop().time()
        for rate, window in self._windows_of(conversation_id):
            window.append(now)
            if len(window) > rate.count:
                window.popleft()

    def delay(self, conversation_id: str) -> float:
        """Seconds that a send to this conversation has to wait, as it is now."""
        now = asyncio.get_running_loop().time()
        waits = [
            window[0] + rate.seconds - now
            for rate, window in self._windows_of(conversation_id)
            if len(window) >= rate.count
        ]
        return max(0.0, *waits) if waits else 0.0

    def _windows_of(self, conversation_id: str) -> Iterator[tuple[Rate, deque[float]]]:
        for rate in self._rates:
            if conversation_id.startswith(rate.prefix):
                key = "" if rate.scope is Scope.ACCOUNT else conversation_id
                yield rate, self._windows.setdefault((rate, key), deque())

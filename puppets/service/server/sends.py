"""A file that is sent once, however often a foreign client tries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ...errors import DeliveryUncertain
from ...file_box import FileBox

__all__ = ["FileSends"]

Send = Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What goes where; the size is None where nobody has read the file."""

    conversation_id: str
    name: str
    size: int | None


class FileSends:
    """
    Wechaty's TypeScript client sends a file again, in pieces, whenever sending it at once
    ended in an error, or the connection did. Where the first may have gone out, the
    pieces are the same send: they get its outcome, and nothing is sent again.
    """

    LASTS = 60.0
    """Seconds in which a second try is taken for that."""

    def __init__(self) -> None:
        self._unclear: dict[Trial, tuple[float, asyncio.Future[str]]] = {}

    async def close(self) -> None:
        """End what nobody waits for any more."""
        left = {sending for _, sending in self._unclear.values()}
        for sending in left:
            sending.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._unclear.clear()

    async def first(self, conversation_id: str, file: FileBox, send: Send) -> str:
        """Send it, also where whoever asked goes away meanwhile."""
        sending = asyncio.ensure_future(send())
        try:
            return await asyncio.shield(sending)
        except (asyncio.CancelledError, DeliveryUncertain):
            self._tidy()
            trial = Trial(conversation_id, file.name, file.size)
            self._unclear[trial] = time.monotonic(), sending
            sending.add_done_callback(_look)
            raise

    async def second(self, conversation_id: str, file: FileBox, send: Send) -> str:
        """What becomes of the first try, where there was one; else send it."""
        self._tidy()
        for size in (file.size, None):
            trial = Trial(conversation_id, file.name, size)
            if trial in self._unclear:
                _, sending = self._unclear.pop(trial)
                return await asyncio.shield(sending)
        return await send()

    def _tidy(self) -> None:
        begin = time.monotonic() - self.LASTS
        for trial, (at, sending) in list(self._unclear.items()):
            if at < begin and sending.done():
                del self._unclear[trial]


def _look(sending: asyncio.Future[str]) -> None:
    """Its error is for whoever asks; asyncio would call it forgotten."""
    if not sending.cancelled():
        sending.exception()

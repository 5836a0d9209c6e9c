"""The websockets over which Slack tells, all of which are listened to at once."""

from __future__ import annotations

import asyncio
import logging

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.frames import Frame, Opcode
from websockets.protocol import Event, State

from ..errors import Unavailable

__all__ = ["Line", "Lines"]

logger: logging.Logger = logging.getLogger("puppets.slack.socket")
logger.setLevel(logging.INFO)  # below that, the address, which lets in whoever has it

OPEN_TIMEOUT = 10.0
CLOSE_TIMEOUT = 1.0
LARGEST = 16 * 1024 * 1024
_PIECES = {Opcode.TEXT, Opcode.BINARY, Opcode.CONT}


class Line(ClientConnection):
    """
    One websocket, which tells when there is something to be read.

    Slack pings its sockets several times a minute: so it is known to be there. An
    answer to a ping of ours would prove no more than that a proxy is.
    """

    stirred: asyncio.Event
    """Shared by all lines that are listened to at once."""
    waiting: int = 0
    """Whole messages that can be read without waiting."""
    was_pinged: bool = False
    is_leaving: bool = False
    """Slack has said that it is about to close this one."""

    def process_event(self, event: Event) -> None:
        was_open = self.response is not None
        super().process_event(event)
        if was_open and isinstance(event, Frame):
            self.was_pinged |= event.opcode is Opcode.PING
            self.waiting += event.opcode in _PIECES and event.fin
            self._stir()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stir()

    @property
    def is_over(self) -> bool:
        return self.waiting == 0 and self.state is State.CLOSED

    async def next(self) -> str:
        """The next message; only where one is `waiting`."""
        self.waiting -= 1
        return await self.recv(decode=True)

    async def says(self, text: bytes) -> None:
        """Say something, if there is still somebody to hear it."""
        try:
            await self.send(text, text=True)
        except ConnectionClosed:
            logger.info("a socket was closed before all on it was acknowledged")

    def _stir(self) -> None:
        if "stirred" in vars(self):
            self.stirred.set()


class Lines:
    """The lines that are open, the oldest first."""

    def __init__(self, proxy: str | None) -> None:
        self._proxy = proxy
        self._lines: list[Line] = []
        self._stirred = asyncio.Event()

    async def open(self, url: str) -> None:
        """Listen to one more; raises `Unavailable` where it cannot be opened."""
        try:
            line = await connect(
                url,
                create_connection=Line,
                proxy=self._proxy,
                open_timeout=OPEN_TIMEOUT,
                close_timeout=CLOSE_TIMEOUT,
                ping_interval=None,
                max_size=LARGEST,
                logger=logger,
            )
        except (OSError, InvalidHandshake, InvalidURI, TimeoutError) as error:
            # What it says may hold the address.
            words = f"no socket: {type(error).__name__}"
            raise Unavailable(words) from None
        if not isinstance(line, Line):
            raise TypeError("websockets has made a connection of another kind")
        line.stirred = self._stirred
        self._stirred.set()
        self._lines.append(line)

    async def close(self) -> None:
        """Close all; what is cut off is closed by the next call."""
        while self._lines:
            await self._lines[-1].close()
            self._lines.pop()

    def __bool__(self) -> bool:
        return bool(self._lines)

    async def next(self) -> list[tuple[Line, str]]:
        """
        What can be read now, of an older line first; nothing where Slack has only shown
        that it is there. Raises `Unavailable` when the last line is lost.
        """
        while True:
            self._stirred.clear()
            found, was_pinged = [], False
            for line in tuple(self._lines):
                while line.waiting:
                    found.append((line, await line.next()))
                was_pinged |= line.was_pinged
                line.was_pinged = False
                if line.is_over:
                    self._lines.remove(line)
            if found or was_pinged:
                return found
            if not self._lines:
                raise Unavailable("the socket was closed")
            await self._stirred.wait()

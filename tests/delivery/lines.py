"""The two ways in which Telegram tells its updates, open to whatever is said on them."""

from __future__ import annotations

import io
import itertools
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

import aiohttp

from puppets.limits import Limits
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.webhook import HEADER
from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer

__all__ = ["LINES", "Hasty", "Line", "Polling", "Posting"]

SECRET = "let-me-in"


class Hasty(TelegramPuppet):
    """One that neither keeps a pace nor tries a send again."""

    limits: Limits = replace(TelegramPuppet.limits, rates=())
    send_timeout: float = 0.0


class Line(ABC):
    """From the platform to one puppet."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self.alice = server.sign_up("Alice")

    @abstractmethod
    def options(self) -> TelegramOptions:
        """Of the puppet at the other end."""

    @abstractmethod
    async def push(self, write: Callable[[int], bytes]) -> None:
        """Tell, word for word, what `write` makes of the number of the update."""

    @abstractmethod
    async def say(self, text: str) -> None:
        """Tell what Alice says."""


class Polling(Line):
    """The puppet asks."""

    def options(self) -> TelegramOptions:
        server = self._server
        return TelegramOptions(token=server.token, api_url=server.url, poll_timeout=1)

    async def push(self, write: Callable[[int], bytes]) -> None:
        self._server.tell_verbatim(write)

    async def say(self, text: str) -> None:
        self._server.say(self.alice, self.alice, text)


class Posting(Line):
    """The puppet is posted to; here by the test, for the stand-in posts only JSON."""

    def __init__(self, server: TelegramServer) -> None:
        super().__init__(server)
        self._numbers = itertools.count(1)
        self._port = free_port()
        self.statuses: list[int] = []

    def options(self) -> TelegramOptions:
        return TelegramOptions(
            token=self._server.token,
            api_url=self._server.url,
            webhook_url=f"http://127.0.0.1:{self._port}/updates",
            webhook_secret=SECRET,
            webhook_port=self._port,
        )

    async def push(self, write: Callable[[int], bytes]) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                self.options().webhook_url,
                data=io.BytesIO(write(next(self._numbers))),
                headers={HEADER: SECRET},
            ) as response,
        ):
            self.statuses.append(response.status)

    async def say(self, text: str) -> None:
        await self.push(lambda number: json.dumps(self._said(text, number)).encode())

    def _said(self, text: str, number: int) -> object:
        alice = {"id": self.alice, "first_name": "Alice"}
        return {
            "update_id": number,
            "message": {
                "message_id": number + 1_000_000,
                "date": 1_700_000_000,
                "chat": {**alice, "type": "private"},
                "from": {**alice, "is_bot": False},
                "text": text,
            },
        }


LINES: dict[str, type[Line]] = {"poll": Polling, "webhook": Posting}

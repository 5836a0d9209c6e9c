"""
The HTTP under python-telegram-bot: its `BaseRequest`, over aiohttp.

The SDK is given a token without its secret, for it writes addresses into logs and errors;
the secret is put in here, on the last step.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from .options import TelegramOptions
from .upload import form
from .wire import Reply

__all__ = [
    "AnswerLost",
    "Connection",
    "JsonRequest",
    "NotSent",
    "RawRequest",
    "TooFast",
    "Unreadable",
]

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0
REQUEST_TIMEOUT = 15 * 60.0  # for the longest upload; an answer has READ_TIMEOUT


class NotSent(NetworkError):
    """Nothing went out: there was no connection."""


class AnswerLost(NetworkError):
    """The request went out, or part of it, and nobody knows what became of it."""


class Unreadable(TelegramError):
    """The answer is not what the Bot API answers with."""


class TooFast(TelegramError):
    """Flood control; the SDK's own `RetryAfter` warns of itself when it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds:g}")
        self.seconds = seconds


class Connection:
    """One client session, shared by the requests of one puppet."""

    def __init__(self, options: TelegramOptions) -> None:
        self._options = options
        self._session: aiohttp.ClientSession | None = None
        self.mask: str = f"token-of-{options.bot_id}"
        """What stands for the token in every address outside of this module."""

    async def open(self) -> None:
        if self._session is None:
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(cookie_jar=jar)

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @asynccontextmanager
    async def ask(
        self,
        method: str,
        url: str,
        body: object = None,
        *,
        wait: float = READ_TIMEOUT,
        total: float | None = None,
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        """
        One request; `NotSent` or `AnswerLost` where it fails, at any time.

        What aiohttp raises may hold the address, and so the token: it is not chained.
        """
        if self._session is None:
            raise NotSent("the puppet has no connection: it is not started")
        timeout = aiohttp.ClientTimeout(
            total=total, sock_connect=CONNECT_TIMEOUT, sock_read=wait
        )
        try:
            async with self._session.request(
                method,
                url.replace(self.mask, self._options.token),
                data=body,
                timeout=timeout,
                proxy=self._options.proxy,
                allow_redirects=False,
            ) as response:
                yield response
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(_told(error)) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise AnswerLost(_told(error)) from None

    async def download(self, path: str) -> AsyncGenerator[bytes]:
        """A file, piece by piece."""
        url = f"{self._options.file_base}/bot{self.mask}/{path}"
        async with self.ask("GET", url) as response:
            if response.status != HTTPStatus.OK:
                raise BadRequest(f"file not found ({response.status})")
            async for chunk in response.content.iter_any():
                yield chunk


class JsonRequest(BaseRequest):
    """What the SDK's own methods go over: answers are read into dictionaries."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def read_timeout(self) -> float:
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """The connection is opened, and closed, by whoever owns it."""

    async def shutdown(self) -> None:
        """See `initialize`."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        wait = read_timeout if isinstance(read_timeout, int | float) else READ_TIMEOUT
        body = form(request_data) if request_data else None
        async with self._connection.ask(
            method, url, body, wait=wait, total=REQUEST_TIMEOUT
        ) as response:
            return response.status, await response.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:  # Any: the SDK's own type
        try:
            return msgspec.json.decode(payload, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise Unreadable("the answer cannot be read") from error


class RawRequest(JsonRequest):
    """What our calls go over: the result is left as bytes, to be read once."""

    async def do_request(
        self,
        *args: Any,  # noqa: ANN401 - the SDK's signature once more
        **kwargs: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        status, answer = await super().do_request(*args, **kwargs)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            reply = self.parse_json_payload(answer)
            raise TooFast(reply["parameters"].get("retry_after", 1))
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            reply = msgspec.json.decode(payload, type=Reply)
        except msgspec.MsgspecError as error:
            raise Unreadable("the answer cannot be read") from error
        return {
            "result": reply.result,
            "description": reply.description,
            "parameters": _given(reply),
        }


def _given(reply: Reply) -> dict[str, float]:
    parameters = msgspec.structs.asdict(reply.parameters)
    return {name: value for name, value in parameters.items() if value}


def _told(error: Exception) -> str:
    """What went wrong, without any address in it."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__

"""
The HTTP under python-telegram-bot: its `BaseRequest`, over aiohttp.

The SDK is given a token without its secret, for it writes addresses into logs and errors;
the secret is put in here, on the last step.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from .._decoding import UNREADABLE
from .answers import Reply
from .options import TelegramOptions
from .upload import Outgoing, form

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
    """The answer is not what the Bot API answers with; it is kept, and shown nowhere."""

    def __init__(self, answer: bytes) -> None:
        super().__init__("the answer cannot be read")
        self.answer = answer


class TooFast(TelegramError):
    """Flood control; the SDK's own `RetryAfter` warns of itself when it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds:g}")
        self.seconds = seconds


class Discreet(aiohttp.ClientResponse):
    """An answer that does not show the address: tracebacks may show what is at hand."""

    def __repr__(self) -> str:
        return f"<answer {self.status}>"


class Connection:
    """One client session, shared by the requests of one puppet."""

    def __init__(self, options: TelegramOptions) -> None:
        self._options = options
        self._session: aiohttp.ClientSession | None = None
        self.mask: str = f"token-of-{options.bot_id}"
        """What stands for the token in every address outside of this module."""
        self.date: str = ""
        """When the latest answer was given, as its header says it."""

    async def open(self) -> None:
        if self._session is None:
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(
                cookie_jar=jar, response_class=Discreet
            )

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @asynccontextmanager
    async def ask(
        self,
        method: str,
        url: str,
        body: Outgoing | None = None,
        *,
        wait: float = READ_TIMEOUT,
        total: float | None = None,
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        """
        One request; `NotSent` or `AnswerLost` where it fails, at any time. What was
        not written to its end cannot have been carried out: it counts as not sent.

        What aiohttp raises may hold the address, and so the token: it is left behind.
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
                return
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            failure: NetworkError = NotSent(self._told(error))
        # A ValueError is of an address that cannot be asked.
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            is_out = body is None or body.is_out
            failure = (
                AnswerLost(self._told(error)) if is_out else NotSent(self._told(error))
            )
        raise failure  # out here, so that nothing hangs on it

    async def read(self, answer: aiohttp.ClientResponse) -> bytes:
        """All of it; a gateway that refuses may quote the address, token and all."""
        if answer.status == HTTPStatus.OK:
            return await answer.read()
        return (await answer.read()).replace(self._secret.encode(), b"...")

    def _told(self, error: Exception) -> str:
        """What went wrong; aiohttp may tell the address with it, token and all."""
        reason = error.strerror if isinstance(error, OSError) else None
        told = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
        return told.replace(self._secret, "...")

    @property
    def _secret(self) -> str:
        return self._options.token.partition(":")[2]

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
        body = Outgoing(form(request_data)) if request_data else None
        async with self._connection.ask(
            method, url, body, wait=wait, total=REQUEST_TIMEOUT
        ) as response:
            self._connection.date = response.headers.get("Date", "")
            answer = await self._connection.read(response)
            if response.status != HTTPStatus.OK:
                self._refuse(response, answer)
            return response.status, answer

    def _refuse(self, response: aiohttp.ClientResponse, answer: bytes) -> None:
        """The SDK sees for itself that it is too fast."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:  # Any: the SDK's own type
        try:
            return msgspec.json.decode(payload, type=dict[str, Any])
        except UNREADABLE as error:
            raise Unreadable(payload) from error


class RawRequest(JsonRequest):
    """What our calls go over: the result is left as bytes, to be read once."""

    def _refuse(self, response: aiohttp.ClientResponse, answer: bytes) -> None:
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooFast(_pause(response, answer))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            reply = msgspec.json.decode(payload, type=Reply)
        except UNREADABLE as error:
            raise Unreadable(payload) from error
        return {
            "result": reply.result,
            "description": reply.description,
            "parameters": _given(reply),
        }


def _given(reply: Reply) -> dict[str, float]:
    parameters = msgspec.structs.asdict(reply.parameters)
    return {name: value for name, value in parameters.items() if value}


def _pause(response: aiohttp.ClientResponse, answer: bytes) -> float:
    """Seconds to wait; a gateway tells them in a header alone, or not at all."""
    header = response.headers.get("Retry-After", "")
    told = float(header) if header.isdecimal() else 0.0
    with suppress(*UNREADABLE):
        told = max(told, msgspec.json.decode(answer, type=Reply).parameters.retry_after)
    return told or 1.0

"""How the Client-Server API is asked, and the only place where its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote, urlencode

import aiohttp
import msgspec
from aiohttp import payload
from aiohttp_socks import ProxyConnector
from nio.client.async_client import AsyncClient, AsyncClientConfig

from .._decoding import UNREADABLE, decoded
from ..errors import (
    ConfigurationError,
    DeliveryUncertain,
    Malformed,
    Rejected,
    Unavailable,
)
from .answers import Refusal
from .options import GitterOptions
from .refusals import BROKEN, Refused, failed, ours

__all__ = ["Calling", "path"]

T = TypeVar("T")

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0


def path(*parts: str, version: str = "client/v3") -> str:
    """Where something is asked; each part may hold whatever it likes."""
    return "/".join(["/_matrix", version, *(quote(part, safe="") for part in parts)])


class Calling:
    """Requests through nio's own client; nothing is asked twice, nobody waits in here."""

    def __init__(self, options: GitterOptions) -> None:
        self._options = options
        # Waiting and trying again are the outbox's and the pump's: see `max_...`.
        how = AsyncClientConfig(
            max_limit_exceeded=0, max_timeouts=0, encryption_enabled=bool(options.store)
        )
        self.native: AsyncClient = AsyncClient(
            options.homeserver.rstrip("/"),
            options.user_id,
            options.device_id,
            options.store or None,
            config=how,
        )

    def open(self) -> None:
        if self.native.client_session is None:
            self.native.client_session = aiohttp.ClientSession(
                connector=_connector(self._options),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=_patience(READ_TIMEOUT),
                middlewares=(_tells_of_losses,),
            )

    async def close(self) -> None:
        session, self.native.client_session = self.native.client_session, None
        if session is not None:
            await session.close()

    async def get(
        self,
        asked: str,
        where: str,
        kind: type[T],
        query: Mapping[str, str] | None = None,
        *,
        wait: float = READ_TIMEOUT,
    ) -> T:
        target = f"{where}?{urlencode(query)}" if query else where
        return decoded(asked, await self._ask(asked, "GET", target, wait=wait), kind)

    async def post(
        self, asked: str, where: str, kind: type[T], body: object = None
    ) -> T:
        written = _written(asked, {} if body is None else body)
        return decoded(asked, await self._ask(asked, "POST", where, written), kind)

    async def put(
        self, asked: str, where: str, kind: type[T], body: object, *, send: bool = False
    ) -> T:
        """A `send` may be repeated under the same address alone."""
        answer = await self._ask(asked, "PUT", where, _written(asked, body), send=send)
        try:
            return decoded(asked, answer, kind)
        except Malformed as error:
            if send:
                raise DeliveryUncertain(str(error)) from error
            raise

    async def upload(
        self, asked: str, where: str, kind: type[T], body: payload.Payload
    ) -> T:
        answer = await self._ask(asked, "POST", where, body)
        return decoded(asked, answer, kind)

    @asynccontextmanager
    async def response(
        self,
        asked: str,
        method: str,
        target: str,
        body: bytes | payload.Payload | None = None,
        *,
        send: bool = False,
        wait: float = READ_TIMEOUT,
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        """An answer that is a yes; anything else is raised."""
        if self.native.client_session is None:
            raise Unavailable("the puppet has no connection: it is not started")
        try:
            response = await self.native.send(
                method, target, body, self._headers(body), timeout=_patience(wait)
            )
            async with response:
                if response.status >= HTTPStatus.BAD_REQUEST:
                    await _refuse(asked, response, send=send)
                yield response
        except BROKEN as error:
            raise failed(asked, error, send=send) from error

    async def _ask(
        self,
        asked: str,
        method: str,
        target: str,
        body: bytes | payload.Payload | None = None,
        *,
        send: bool = False,
        wait: float = READ_TIMEOUT,
    ) -> bytes:
        async with self.response(
            asked, method, target, body, send=send, wait=wait
        ) as response:
            return await response.read()

    def _headers(self, body: bytes | payload.Payload | None) -> dict[str, str]:
        token = self.native.access_token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
        return headers


def _connector(options: GitterOptions) -> ProxyConnector | None:
    if not options.proxy:
        return None
    try:
        return ProxyConnector.from_url(options.proxy)
    except ValueError:  # which shows the address, and a password in it
        words = f"proxy ({options.variable('proxy')}) must be an HTTP or SOCKS address"
        raise ConfigurationError(words) from None


class Lost(aiohttp.ClientError):
    """A poll's connection has ended."""


async def _tells_of_losses(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """
    Aiohttp asks once more by itself where a connection ends. Of a poll that is the
    pump's to do, which counts it and says so (contract 1.13).
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        if request.url.path.endswith("/sync"):
            raise Lost(type(error).__name__) from error
        raise


async def _refuse(asked: str, response: aiohttp.ClientResponse, *, send: bool) -> None:
    answer = await response.read()
    try:
        refusal = msgspec.json.decode(answer, type=Refusal)
    except UNREADABLE:  # a gateway's page
        refusal = Refusal()
    status = response.status
    cause = Refused(f"{status} {refusal.errcode}".strip())
    raise ours(asked, status, refusal, response.headers, send=send) from cause


def _patience(wait: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, sock_connect=CONNECT_TIMEOUT, sock_read=wait
    )


def _written(asked: str, body: object) -> bytes:
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError as error:
        raise Rejected(f"{asked}: text must be whole characters") from error

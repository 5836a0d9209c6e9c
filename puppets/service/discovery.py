"""Where the service of a token is, by those who know it."""

from __future__ import annotations

import ssl
from http import HTTPStatus
from typing import Annotated

import aiohttp
import msgspec

from ..errors import Unavailable

__all__ = ["discovered"]

TIMEOUT = 15.0
LONGEST_ANSWER = 64 * 1024
NOWHERE = "0.0.0.0"  # noqa: S104 - what is said of a service that is not there

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What is answered; older gateways say `ip`."""

    host: str = ""
    ip: str = ""
    port: Port = 0


async def discovered(authority: str, token: str) -> str:
    """
    The endpoint of this token's service, `host:port`.

    Raises `Unavailable` where the authority cannot be reached, or knows of none now: a
    service that is started again is not known for a while.
    """
    try:
        status, said = await _asked(f"https://{authority}/v0/hosties/{token}")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        # What aiohttp raises may hold the address, and with it the token.
        words = f"{authority} cannot be asked for the service: {type(error).__name__}"
        raise Unavailable(words) from None
    if status != HTTPStatus.OK:
        raise Unavailable(f"{authority} knows of no service now: HTTP status {status}")
    return _endpoint(authority, said)


async def _asked(url: str) -> tuple[int, bytes]:
    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=ssl.create_default_context()),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT),
        ) as session,
        session.get(url, allow_redirects=False) as response,
    ):
        return response.status, await response.content.read(LONGEST_ANSWER)


def _endpoint(authority: str, said: bytes) -> str:
    try:
        place = msgspec.json.decode(said, type=Place)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise Unavailable(f"{authority}: {error}") from error
    host = place.host or place.ip
    if not host or host == NOWHERE or not place.port:
        raise Unavailable(f"{authority} knows of no service now")
    return f"[{host}]:{place.port}" if ":" in host else f"{host}:{place.port}"

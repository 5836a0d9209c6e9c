"""Fetch a file from a url that somebody else may have chosen (contract 4.9)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from ..errors import Forbidden, NotFound, PlatformError, Rejected, TooLarge, Unavailable
from .admission import FetchRules
from .sources import CHUNK
from .unpacking import Body
from .urls import parsed, redirected

__all__ = ["REDIRECTS", "Download", "fetch"]

REDIRECTS = 5

_MOVED = frozenset({301, 302, 303, 307, 308})
_ENCODING = "accept-encoding"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Download:
    """A file that begins to arrive; `media_type` as the server says it."""

    chunks: AsyncIterator[bytes]
    media_type: str | None


@asynccontextmanager
async def fetch(
    url: str, rules: FetchRules, headers: Mapping[str, str] = _NOTHING
) -> AsyncGenerator[Download]:
    """
    Open `url`, following at most 5 redirects; each hop is held against the rules.

    `headers` go to the url's own origin alone. No message shows more of a url than its
    host. Raises `Forbidden` for what the rules or the server refuse, `NotFound`,
    `TooLarge` (while reading, too), `Rejected` for any other 4xx, `Unavailable`, and
    `Malformed` for a body whose encoding cannot be read.
    """
    deadline = asyncio.get_running_loop().time() + rules.timeout
    here = parsed(url)
    for _ in range(REDIRECTS + 1):
        async with _hop(here, rules, headers, deadline) as response:
            if response.status not in _MOVED:
                async with aclosing(
                    _body(response, rules.size_limit, deadline)
                ) as chunks:
                    yield Download(chunks, response.headers.get("Content-Type"))
                return
            there = redirected(here, response.headers.get("Location", ""))
        if there.origin() != here.origin():
            headers = _NOTHING
        here = there
    raise Forbidden(f"{here.host} is more than {REDIRECTS} redirects away")


class _Checked(AbstractResolver):
    """Answers with the addresses that were checked, so no name is asked for twice."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return [_result(host, address, port) for address in self._addresses]

    async def close(self) -> None:
        """Nothing is held."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET if ip_address(address).version == 4 else socket.AF_INET6
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=family,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


@asynccontextmanager
async def _hop(
    url: URL, rules: FetchRules, headers: Mapping[str, str], deadline: float
) -> AsyncGenerator[aiohttp.ClientResponse]:
    host = url.raw_host or ""
    async with _within(deadline, host):
        addresses = await rules.admit(host, url.port or 0)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            resolver=_Checked(addresses), use_dns_cache=False, force_close=True
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(),
        auto_decompress=False,
        trust_env=False,  # A proxy would resolve the name again.
    ) as session:
        async with _within(deadline, host):
            response = await session.get(
                url, headers=_plain(headers), allow_redirects=False
            )
        async with response:
            yield response


def _plain(headers: Mapping[str, str]) -> Mapping[str, str]:
    others = {name: said for name, said in headers.items() if name.lower() != _ENCODING}
    return {**others, _ENCODING: "identity"}


async def _body(
    response: aiohttp.ClientResponse, limit: int, deadline: float
) -> AsyncGenerator[bytes]:
    host = response.url.host or ""
    _refuse(host, response.status)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    body = Body(host, encoding)
    if encoding == "identity" and (response.content_length or 0) > limit:
        raise TooLarge(f"the file at {host} is over {limit} bytes", limit=limit)
    length = 0
    while True:
        async with _within(deadline, host):
            raw = await response.content.read(CHUNK)
        for piece in body.decoded(raw):
            length += len(piece)
            if length > limit:
                raise TooLarge(f"the file at {host} is over {limit} bytes", limit=limit)
            yield piece
        if not raw:
            return


def _refuse(host: str, status: int) -> None:
    kind: type[PlatformError]
    match status:
        case 200:
            return
        case 404 | 410:
            kind = NotFound
        case 401 | 403 | 407 | 451:
            kind = Forbidden
        case 408 | 425 | 429:
            kind = Unavailable
        case _ if 400 <= status < 500:
            kind = Rejected
        case _:
            kind = Unavailable
    raise kind(f"{host} answered {status}")


@asynccontextmanager
async def _within(deadline: float, host: str) -> AsyncGenerator[None]:
    """What goes wrong here is ours to say; what goes wrong in the caller's block is not."""
    with _said_plainly(host):
        async with asyncio.timeout_at(deadline):
            yield


@contextmanager
def _said_plainly(host: str) -> Generator[None]:
    try:
        yield
    except TimeoutError as error:
        raise Unavailable(f"{host} took too long") from error
    except (aiohttp.ClientResponseError, aiohttp.InvalidURL) as error:
        # `from None`: what these say holds the whole url, and tracebacks are logged.
        raise Unavailable(f"{host} cannot be read: {type(error).__name__}") from None
    except (aiohttp.ClientError, OSError) as error:
        raise Unavailable(f"{host} cannot be read: {type(error).__name__}") from error

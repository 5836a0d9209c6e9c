"""Fetch a file from a url that somebody else may have chosen (contract 4.9)."""

from __future__ import annotations

import asyncio
import re
import socket
import zlib
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from ..errors import (
    Forbidden,
    Malformed,
    NotFound,
    PlatformError,
    Rejected,
    TooLarge,
    Unavailable,
)
from .admission import FetchRules

__all__ = ["REDIRECTS", "Download", "fetch", "redirected"]

REDIRECTS = 5
CHUNK = 65_536

_MOVED = frozenset({301, 302, 303, 307, 308})
_ENCODING = "accept-encoding"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_TRICKS = re.compile(r"[\x00-\x1f\x7f\\]")  # Read differently by different parsers.
_SPELLED_OUT = re.compile(r"[!-~]+")  # Nothing in it needs an escape.
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*")


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
    here = _parsed(url)
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


def _parsed(text: str) -> URL:
    try:
        url = URL(text)
    except ValueError:
        # `from None`: what it says may hold the whole url.
        raise Forbidden("this is not a url that can be fetched") from None
    if url.scheme not in {"http", "https"} or _TRICKS.search(text):
        raise Forbidden("only plain http and https urls are fetched")
    if url.raw_user is not None or url.raw_password is not None:
        raise Forbidden("a url that holds a user or a password is not fetched")
    if not _HOST.fullmatch(url.raw_host or ""):
        raise Forbidden("a url is fetched from a plain host name or address only")
    return _unchanged(url, text)


def _unchanged(url: URL, text: str) -> URL:
    """`url` with its path and query as `text` spells them: some urls are signed."""
    if not _SPELLED_OUT.fullmatch(text):
        return url
    exact = URL(text, encoded=True)
    return URL.build(
        scheme=url.scheme,
        authority=url.raw_authority,
        path=exact.raw_path,
        query_string=exact.raw_query_string,
        encoded=True,
    )


def redirected(here: URL, location: str) -> URL:
    """Where `location` leads from `here`; never from https back to http."""
    try:
        text = str(here.join(URL(location, encoded=True)))
    except ValueError:
        raise Malformed(f"{here.host} redirects to no url") from None
    there = _parsed(text)
    if here.scheme == "https" and there.scheme != "https":
        raise Forbidden(f"{here.host} redirects from https to http")
    return there


async def _body(
    response: aiohttp.ClientResponse, limit: int, deadline: float
) -> AsyncGenerator[bytes]:
    host = response.url.host or ""
    _refuse(host, response.status)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    body = _Body(host, encoding)
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


class _Body:
    """
    Undoes the encoding of a body, a bounded piece at a time.

    We ask for none, but some stores hold their files compressed and serve them so.
    """

    def __init__(self, host: str, encoding: str) -> None:
        if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
            raise Malformed(
                f"{host} sent the file in an encoding that nobody asked for"
            )
        self._host = host
        self._inflater = None if encoding == "identity" else _inflater()

    def decoded(self, raw: bytes) -> Iterator[bytes]:
        """What `raw` adds to the file; empty `raw` means that the body is at its end."""
        if self._inflater is None:
            yield from (raw,) if raw else ()
            return
        try:
            yield from self._inflated(self._inflater, raw)
        except zlib.error as error:
            raise Malformed(
                f"{self._host} sent a file that cannot be unpacked"
            ) from error

    def _inflated(self, inflater: zlib._Decompress, raw: bytes) -> Iterator[bytes]:
        ended = not raw
        piece = b""
        while raw or len(piece) == CHUNK:
            if inflater.eof and raw:
                # The file may be several compressed one after the other.
                self._inflater = inflater = _inflater()
            piece = inflater.decompress(raw, CHUNK)
            yield piece
            raw = inflater.unused_data or inflater.unconsumed_tail
        if ended and not inflater.eof:
            raise Unavailable(f"{self._host} sent only a part of the file")


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 32)


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

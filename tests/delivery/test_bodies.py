"""A file from the web ends at its limit, however much there is of it (4.9)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from aiohttp import web

from puppets import FileBox, Malformed, PlatformError, TooLarge
from tests.contract.site import Site

pytestmark = pytest.mark.anyio

Figures = Callable[[str, object], None]
MB = 1_000_000
GB = 1_000 * MB


async def taken(box: FileBox) -> tuple[int, type[Exception] | None]:
    """How many bytes of the file are handed out, and what ends it."""
    read = 0
    try:
        async for chunk in box.chunks():
            read += len(chunk)
    except PlatformError as error:
        return read, type(error)
    return read, None


class Stream:
    """A page that sends these pieces for as long as somebody takes them."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]], **headers: str) -> None:
        self._pieces = pieces
        self._headers = {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        self.sent = 0

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=self._headers)
        await response.prepare(request)
        for piece in self._pieces():
            await response.write(piece)
            self.sent += len(piece)
        return response


def ten_gigabytes() -> Iterator[bytes]:
    piece = b"x" * (1 << 20)
    return (piece for _ in range(10 * GB // len(piece)))


async def test_ten_gigabytes_end_at_the_limit(
    site: Site, record_property: Figures
) -> None:
    site.pages["/a"] = stream = Stream(ten_gigabytes)
    box = FileBox.from_url(site.url("/a"), allow_private=True)
    read, error = await taken(box)
    assert error is TooLarge
    assert 49 * MB < read <= 50 * 1024 * 1024
    assert stream.sent < 100 * MB
    record_property("bytes read", read)


async def test_ten_gigabytes_that_are_announced_are_not_begun(
    site: Site, record_property: Figures
) -> None:
    site.pages["/a"] = Stream(ten_gigabytes, Content_Length=str(10 * GB))
    read, error = await taken(FileBox.from_url(site.url("/a"), allow_private=True))
    assert (read, error) == (0, TooLarge)
    record_property("bytes read", read)


def bomb(pack: Callable[[bytes], bytes]) -> Callable[[], Iterator[bytes]]:
    """Ten gigabytes of nothing, packed into ten megabytes."""
    packed = pack(bytes(20 * MB))
    return lambda: (packed for _ in range(500))


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)]
)
async def test_a_bomb_goes_off_no_further_than_the_limit(
    site: Site,
    encoding: str,
    pack: Callable[[bytes], bytes],
    record_property: Figures,
) -> None:
    site.pages["/a"] = stream = Stream(bomb(pack), Content_Encoding=encoding)
    box = FileBox.from_url(site.url("/a"), size_limit=10 * MB, allow_private=True)
    read, error = await taken(box)
    assert error is TooLarge
    assert 9 * MB < read <= 10 * MB
    record_property("bytes read", read)
    record_property("bytes sent", stream.sent)


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "x"])
async def test_a_bomb_that_cannot_be_opened_is_not_touched(
    site: Site, encoding: str, record_property: Figures
) -> None:
    site.pages["/a"] = Stream(ten_gigabytes, Content_Encoding=encoding)
    read, error = await taken(FileBox.from_url(site.url("/a"), allow_private=True))
    assert (read, error) == (0, Malformed)
    record_property("bytes read", read)

"""What comes back of a fetch, and what its errors show (4.9)."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp import web

from puppets._files.fetch import fetch
from puppets.errors import Forbidden, NotFound, PuppetError, Rejected, Unavailable
from tests.contract.site import LOCAL, Site, fetched, says

pytestmark = pytest.mark.anyio


# What comes back.


async def test_a_file_comes_as_it_is(site: Site) -> None:
    content = bytes(range(256)) * 1_000
    site.shows("/a", content, Content_Type="image/png")
    async with fetch(site.url("/a"), LOCAL) as download:
        chunks = [chunk async for chunk in download.chunks]
    assert download.media_type == "image/png"
    assert b"".join(chunks) == content
    assert max(map(len, chunks)) <= 65_536


async def test_no_encoding_is_asked_for_whatever_the_caller_says(site: Site) -> None:
    site.shows("/a", b"x")
    await fetched(site.url("/a"), headers={"ACCEPT-encoding": "br", "X-Key": "k"})
    (request,) = site.asked
    assert request.headers.getall("Accept-Encoding") == ["identity"]
    assert request.headers["X-Key"] == "k"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, Forbidden),
        (403, Forbidden),
        (404, NotFound),
        (410, NotFound),
        (418, Rejected),
        (429, Unavailable),
        (500, Unavailable),
        (503, Unavailable),
        (204, Unavailable),
        (206, Unavailable),
        (304, Unavailable),
    ],
)
async def test_every_answer_but_200_is_an_error(
    site: Site, status: int, error: type[PuppetError]
) -> None:
    site.shows("/a", status=status)
    with pytest.raises(error, match=str(status)) as caught:
        await fetched(site.url("/a"))
    assert type(caught.value) is error


async def test_nobody_there_is_unavailable(site: Site) -> None:
    unused = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = unused.sockets[0].getsockname()[1]
    unused.close()
    await unused.wait_closed()
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1"):
        await fetched(f"http://127.0.0.1:{port}/")


async def test_a_certificate_that_nobody_vouches_for_is_unavailable(site: Site) -> None:
    # Plain HTTP where TLS is expected: the handshake fails as it would on a bad one.
    with pytest.raises(Unavailable):
        await fetched(f"https://127.0.0.1:{site.port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("path", "arrives"),
    [
        ("/a%2Fb?sign=x%2Fy%3D&t=a+b", "/a%2Fb?sign=x%2Fy%3D&t=a+b"),
        ("/a b/ñ?x=ñ", "/a%20b/%C3%B1?x=%C3%B1"),
        ("?x=1", "/?x=1"),
        ("#top", "/"),
    ],
)
async def test_a_url_arrives_as_it_is_spelled(
    site: Site, path: str, arrives: str
) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x")

    site.pages = dict.fromkeys(["/", "/a/b", "/a%2Fb", "/a b/ñ"], page)
    await fetched(site.url(path))
    assert site.asked[0].path_qs == arrives


# What others do with it.


async def test_an_error_of_the_readers_own_is_left_alone(site: Site) -> None:
    site.shows("/a", b"x" * 100)

    async def reads() -> None:
        async with fetch(site.url("/a"), LOCAL) as download:
            async for _ in download.chunks:
                raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await reads()


async def test_a_reader_that_is_cancelled_leaves_nothing_behind(site: Site) -> None:
    begun = asyncio.Event()

    async def stalls(request: web.Request) -> web.StreamResponse:
        begun.set()
        await site.released.wait()
        return web.Response()

    site.pages["/a"] = stalls
    before = asyncio.all_tasks()
    reading = asyncio.create_task(fetched(site.url("/a")))
    await begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    mine = {task for task in asyncio.all_tasks() - before if "fetch" in repr(task)}
    assert mine == set()


SECRETS = "secret-path", "secret-query", "secret-fragment", "secret-header"


async def texts_of(url: str, headers: Mapping[str, str]) -> AsyncIterator[str]:
    try:
        await fetched(url, headers=headers)
    except PuppetError as error:
        yield str(error)
        yield repr(error)
        yield "".join(traceback.format_exception(error))


async def test_an_answer_that_cannot_be_read_shows_no_url() -> None:
    async with says(b"HTTP/9 what\r\n\r\n") as url:
        said = [text async for text in texts_of(url + "?secret-query", {})]
    assert said
    assert "secret-query" not in "".join(said)


@pytest.mark.parametrize("status", [302, 401, 404, 500])
async def test_an_error_shows_the_host_and_no_more(site: Site, status: int) -> None:
    site.shows("/secret-path", status=status, Location="file:///secret-path")
    url = site.url("/secret-path?key=secret-query#secret-fragment")
    said = [text async for text in texts_of(url, {"X": "secret-header"})]
    assert said
    assert not [text for text in said if any(secret in text for secret in SECRETS)]

"""How long a fetched file may be, whatever the server says of it (4.9)."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from puppets._files.admission import FetchRules, is_address
from puppets.errors import TooLarge, Unavailable
from tests.contract.site import LOCAL, Site, fetched, lengths, says

pytestmark = pytest.mark.anyio


async def test_a_file_of_just_the_limit_is_read(site: Site) -> None:
    site.shows("/a", b"x" * 1_000)
    rules = FetchRules(admits=is_address, size_limit=1_000)
    assert len(await fetched(site.url("/a"), rules)) == 1_000


async def test_a_length_over_the_limit_is_refused_before_the_first_byte(
    site: Site,
) -> None:
    site.shows("/a", b"x" * 1_001)
    rules = FetchRules(admits=is_address, size_limit=1_000)
    seen: list[int] = []
    with pytest.raises(TooLarge) as caught:
        await lengths(site.url("/a"), rules, seen)
    assert caught.value.limit == 1_000
    assert seen == []


async def test_a_stream_without_end_is_stopped_at_the_limit(site: Site) -> None:
    sent = 0
    hung_up = asyncio.Event()

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65_536)
                sent += 65_536
        finally:
            hung_up.set()

    site.pages["/a"] = endless
    rules = FetchRules(admits=is_address, size_limit=1_000_000)
    seen: list[int] = []
    with pytest.raises(TooLarge):
        await lengths(site.url("/a"), rules, seen)
    await hung_up.wait()
    assert 0 < sum(seen) <= 1_000_000
    assert sent < 50_000_000


async def test_a_length_that_lies_does_not_pass_the_limit() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + b"x" * 5_000
    async with says(raw) as url:
        seen: list[int] = []
        with suppress(Unavailable):
            await lengths(url, LOCAL, seen)
    assert sum(seen) <= 5


async def test_a_file_that_breaks_off_is_unavailable() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort"
    async with says(raw) as url:
        with pytest.raises(Unavailable):
            await fetched(url)


async def test_a_server_that_speaks_something_else_is_unavailable() -> None:
    async with says(b"220 mail.test ESMTP\r\n\r\n") as url:
        with pytest.raises(Unavailable):
            await fetched(url)

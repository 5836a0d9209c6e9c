"""How long a fetch may take (4.9)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from aiohttp import web

from puppets._files.admission import FetchRules, is_address
from puppets.errors import Unavailable
from tests.contract.site import Site, fetched

pytestmark = pytest.mark.anyio


async def test_a_server_that_never_answers_is_unavailable(site: Site) -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await site.released.wait()
        return web.Response()

    site.pages["/a"] = silent
    rules = FetchRules(admits=is_address, timeout=0.1)
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), rules)


async def test_a_file_that_stops_coming_is_unavailable(site: Site) -> None:
    async def stalls(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"the beginning")
        await site.released.wait()
        return response

    site.pages["/a"] = stalls
    rules = FetchRules(admits=is_address, timeout=0.3)
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), rules)


async def test_a_resolver_that_never_answers_is_unavailable() -> None:
    async def silent(_host: str, _port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return ()

    with pytest.raises(Unavailable, match="too long"):
        await fetched("http://files.test/", FetchRules(resolve=silent, timeout=0.05))


async def test_redirects_share_one_timeout(site: Site) -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await site.released.wait()
        return web.Response()

    site.moves("/a", "/b")
    site.pages["/b"] = silent
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), FetchRules(admits=is_address, timeout=0.2))
    assert site.paths == ["/a", "/b"]

"""Without a fault the proxy is not there: every way of HTTP/1.1 gets through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import httpx
import pytest

from puppets_standins.faults import FaultProxy

from .raw import ask, connected
from .upstream import Echo

pytestmark = pytest.mark.anyio

BODY = bytes(range(256)) * 1200


async def slices() -> AsyncIterator[bytes]:
    for start in range(0, len(BODY), 70_000):
        yield BODY[start : start + 70_000]


async def insist(writer: asyncio.StreamWriter, request: bytes) -> None:
    async with asyncio.timeout(5):
        while True:
            writer.write(request)
            await writer.drain()
            await asyncio.sleep(0)


async def test_a_body_with_a_length_gets_through(
    echo: Echo, client: aiohttp.ClientSession
) -> None:
    async with client.post("/echo?a=b", data=BODY) as response:
        assert await response.read() == BODY
        assert response.headers["X-Path"] == "/echo?a=b"
    assert echo.heard == [BODY]


async def test_a_body_in_chunks_gets_through(
    echo: Echo, client: aiohttp.ClientSession
) -> None:
    async with client.post("/echo", data=slices()) as response:
        assert await response.read() == BODY
    assert echo.heard == [BODY]


async def test_a_body_that_is_first_asked_for_gets_through(
    echo: Echo, client: aiohttp.ClientSession
) -> None:
    async with client.post("/echo", data=BODY, expect100=True) as response:
        assert await response.read() == BODY


async def test_httpx_gets_through(proxy: FaultProxy) -> None:
    async with httpx.AsyncClient(base_url=proxy.url) as client:
        for body in (BODY, b"", b"short"):
            assert (await client.post("/echo", content=body)).content == body
        in_chunks = await client.post("/echo", content=slices())
        assert in_chunks.content == BODY
    assert {request.connection for request in proxy.requests} == {1}


@pytest.mark.parametrize("query", ["", "?chunked"], ids=["to the end", "in chunks"])
async def test_an_answer_without_a_length_gets_through(
    client: aiohttp.ClientSession, query: str
) -> None:
    async with client.get(f"/pieces{query}") as response:
        assert await response.read() == b"one two three"


async def test_an_answer_that_ends_with_its_connection_gets_through(
    proxy: FaultProxy,
) -> None:
    heard = await ask(proxy, b"GET /pieces HTTP/1.0\r\n\r\n")
    assert heard.body == b"one two three"
    assert not heard.reset


async def test_a_head_alone_and_an_answer_without_a_body_get_through(
    client: aiohttp.ClientSession, proxy: FaultProxy
) -> None:
    async with client.head("/echo") as response:
        assert response.status == 200
    async with client.get("/nowhere") as response:
        assert response.status == 404
    assert [request.status for request in proxy.requests] == [200, 404]


async def test_a_kept_connection_is_kept_and_its_requests_are_noted(
    client: aiohttp.ClientSession, proxy: FaultProxy
) -> None:
    before = asyncio.get_running_loop().time()
    for path in ("/echo1", "/echo2?x"):
        async with client.put(path, data=b"a"):
            pass
    first, second = proxy.requests
    assert (first.method, first.path, second.path) == ("PUT", "/echo1", "/echo2?x")
    assert first.connection == second.connection == 1
    assert before <= first.at <= second.at <= asyncio.get_running_loop().time()
    assert first.fault is None


async def test_requests_side_by_side_do_not_wait_for_each_other(
    echo: Echo, client: aiohttp.ClientSession
) -> None:
    async with asyncio.TaskGroup() as tasks:
        slow = tasks.create_task(client.post("/wait"))
        async with client.post("/echo", data=b"quick") as response:
            assert await response.read() == b"quick"
        assert not slow.done()
        echo.gate.set()
    assert await slow.result().text() == "at last"


async def test_a_client_that_leaves_is_missed_by_the_server(
    echo: Echo, client: aiohttp.ClientSession, proxy: FaultProxy
) -> None:
    waiting = asyncio.create_task(client.post("/wait"))
    while not proxy.requests:
        await asyncio.sleep(0)
    waiting.cancel()
    await echo.left.wait()


async def test_a_server_that_ends_an_idle_connection_ends_it_for_the_client(
    echo: Echo, client: aiohttp.ClientSession, proxy: FaultProxy
) -> None:
    async with client.post("/echo", data=b"a"):
        pass
    echo.hang_up()
    while proxy.connections:
        await asyncio.sleep(0)
    async with client.post("/echo", data=b"b") as response:
        assert await response.read() == b"b"
    assert [request.connection for request in proxy.requests] == [1, 2]


async def test_a_server_that_is_not_there_resets_the_client() -> None:
    async with Echo() as echo:
        gone = echo.url
    async with FaultProxy(gone) as proxy:
        heard = await ask(proxy, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert heard == type(heard)(b"", reset=True)


async def test_what_is_no_http_ends_the_connection(proxy: FaultProxy) -> None:
    assert (await ask(proxy, b"hello\r\n\r\n")).raw == b""
    assert proxy.requests == []


async def test_empty_lines_before_a_request_are_no_request(proxy: FaultProxy) -> None:
    answer = await ask(proxy, b"\r\n\r\nGET /echo HTTP/1.0\r\n\r\n")
    assert answer.head.startswith(b"HTTP/1.0 200 OK")


async def test_a_client_that_overhears_the_end_is_reset(
    echo: Echo, proxy: FaultProxy
) -> None:
    request = b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
    async with connected(proxy) as (reader, writer):
        writer.write(request)
        await reader.readuntil(b"\r\n\r\n")
        echo.hang_up()
        assert await reader.read() == b""
        with pytest.raises(ConnectionError):
            await insist(writer, request)
    assert len(echo.heard) == 1

"""Connections that break, to the byte."""

from __future__ import annotations

import asyncio
from io import BytesIO

import aiohttp
import httpx
import pytest

from puppets_standins.faults import CutAnswer, CutBefore, CutBody, FaultProxy

from .raw import Heard, ask, connected, heard
from .upstream import Early, Echo

pytestmark = pytest.mark.anyio

SMALL = b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789"
RESETS = pytest.mark.parametrize("reset", [True, False], ids=["a reset", "an end"])


@RESETS
async def test_nothing_of_a_request_that_is_cut_before_reaches_the_server(
    echo: Echo, proxy: FaultProxy, reset: bool
) -> None:
    fault = proxy.inject(CutBefore(reset=reset), times=1)
    assert await ask(proxy, SMALL) == Heard(b"", reset=reset)
    assert echo.begun == 0
    assert fault.met == proxy.requests
    assert proxy.requests[0].fault == CutBefore(reset=reset)
    assert (await ask(proxy, SMALL.replace(b"Host", b"Connection: close\r\nHost"))).body


@RESETS
@pytest.mark.parametrize("at", [0, 1, 9])
async def test_so_much_of_a_body_that_is_cut_reaches_the_server(
    echo: Echo, proxy: FaultProxy, at: int, reset: bool
) -> None:
    proxy.inject(CutBody(at=at, reset=reset), times=1)
    assert await ask(proxy, SMALL) == Heard(b"", reset=reset)
    while not echo.begun:
        await asyncio.sleep(0)
    await echo.close()
    assert bytes(echo.pieces) == b"0123456789"[:at]
    assert echo.heard == []


async def test_a_long_body_is_cut_where_it_was_to_be(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    proxy.inject(CutBody(at=1_000_001), times=1)
    with pytest.raises(aiohttp.ClientError):
        await client.post("/echo", data=BytesIO(bytes(5_000_000)))
    await echo.close()
    assert len(echo.pieces) == 1_000_001
    assert echo.heard == []


@RESETS
async def test_an_answer_can_be_lost_whole(
    echo: Echo, proxy: FaultProxy, reset: bool
) -> None:
    proxy.inject(CutAnswer(reset=reset), times=1)
    assert await ask(proxy, SMALL) == Heard(b"", reset=reset)
    assert echo.heard == [b"0123456789"]
    assert proxy.requests[0].status is None


@RESETS
@pytest.mark.parametrize("at", [1, 17, 150])
async def test_an_answer_can_be_cut_at_any_byte(
    echo: Echo, proxy: FaultProxy, at: int, reset: bool
) -> None:
    proxy.inject(CutAnswer(at=at, reset=reset), times=1)
    answer = await ask(proxy, SMALL)
    assert len(answer.raw) == at
    assert answer.raw.startswith(b"HTTP/1.1 200 OK"[:at])
    assert answer.reset is reset
    assert echo.heard == [b"0123456789"]


@RESETS
async def test_a_long_answer_is_cut_where_it_was_to_be(
    proxy: FaultProxy, reset: bool
) -> None:
    large = bytes(1_000_000)
    proxy.inject(CutAnswer(at=700_001, reset=reset), times=1)
    async with connected(proxy, window=4096) as (reader, writer):
        writer.write(SMALL.replace(b"10\r\n\r\n0123456789", b"1000000\r\n\r\n") + large)
        answer = await heard(reader)
    assert len(answer.raw) == 700_001
    assert answer.reset is reset


async def test_an_answer_is_lost_only_when_the_server_has_the_whole_request() -> None:
    async with Early() as early, FaultProxy(early.url) as proxy:
        proxy.inject(CutAnswer(), times=1)
        async with connected(proxy) as (reader, writer):
            writer.write(SMALL[:-5])
            await early.answered.wait()
            await asyncio.sleep(0.05)  # in which a cut that comes too early would come
            writer.write(SMALL[-5:])
            assert (await heard(reader)).raw == b""
        async with asyncio.timeout(5):
            await early.whole.wait()


@RESETS
async def test_a_connection_can_end_after_a_whole_answer(
    proxy: FaultProxy, reset: bool
) -> None:
    proxy.inject(CutAnswer(at=None, reset=reset), times=1)
    answer = await ask(proxy, SMALL)
    assert answer.body == b"0123456789"
    assert answer.reset is reset


async def test_only_so_many_requests_of_this_kind_are_cut(
    proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    fault = proxy.inject(CutAnswer(), method="post", path="/ECHO/a*", times=2)
    outcomes = []
    for method, path in [
        ("PUT", "/echo/a"),
        ("POST", "/echo/b"),
        ("POST", "/echo/a?b"),
        ("POST", "/echo/ab"),
        ("POST", "/echo/a"),
    ]:
        try:
            async with client.request(method, path, data=b"a") as response:
                outcomes.append(response.status)
        except aiohttp.ClientError:
            outcomes.append(0)
    assert outcomes == [200, 200, 0, 0, 200]
    assert [request.path for request in fault.met] == ["/echo/a?b", "/echo/ab"]


async def test_a_fault_without_a_number_lasts_until_it_is_ended(
    proxy: FaultProxy,
) -> None:
    async with httpx.AsyncClient(base_url=proxy.url) as client:
        with proxy.inject(CutAnswer(), path="/echo") as fault:
            for _ in range(4):
                with pytest.raises(httpx.TransportError):
                    await client.post("/echo", content=b"a")
        assert (await client.post("/echo", content=b"a")).status_code == 200
    assert len(fault.met) == 4

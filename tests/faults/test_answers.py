"""Answers that are late, another's, doubled, or never come to an end."""

from __future__ import annotations

import asyncio
import json
from contextlib import AbstractAsyncContextManager

import aiohttp
import pytest

from puppets_standins.faults import (
    DelayAnswer,
    DelayRequest,
    FaultProxy,
    HalfOpen,
    Hang,
    Overtaken,
    Reply,
    Twice,
)

from .raw import ask
from .upstream import Echo

pytestmark = pytest.mark.anyio

HASTY = aiohttp.ClientTimeout(total=0.2)


async def read(answer: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> bytes:
    async with answer as response:
        return await response.read()


async def test_the_proxy_can_answer_itself(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    body = json.dumps({"retry": 3}).encode()
    headers = {"Retry-After": "3", "Content-Type": "application/json"}
    proxy.inject(Reply(status=429, body=body, headers=headers), times=2)
    for expect in (False, True):
        async with client.post("/echo", data=b"a", expect100=expect) as response:
            assert response.status == 429
            assert response.headers["Retry-After"] == "3"
            assert await response.json() == {"retry": 3}
    async with client.post("/echo", data=b"b") as response:
        assert response.status == 200
    assert echo.heard == [b"b"]
    assert {request.connection for request in proxy.requests} == {1}
    assert [request.status for request in proxy.requests] == [429, 429, 200]


@pytest.mark.parametrize("status", [204, 299, 500])
async def test_any_status_can_be_answered(
    proxy: FaultProxy, client: aiohttp.ClientSession, status: int
) -> None:
    proxy.inject(Reply(status=status), times=2)
    for method in ("GET", "HEAD"):
        async with client.request(method, "/echo") as response:
            assert response.status == status


async def test_a_request_can_be_late(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    now = asyncio.get_running_loop().time
    proxy.inject(DelayRequest(seconds=0.15), times=1)
    begun = now()
    late = asyncio.create_task(client.post("/echo", data=b"late"))
    while not proxy.requests:
        await asyncio.sleep(0)
    async with client.post("/echo", data=b"early"):
        pass
    async with await late:
        assert now() - begun >= 0.15
    assert echo.heard == [b"early", b"late"]


async def test_an_answer_can_be_late_though_the_server_is_not(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    now = asyncio.get_running_loop().time
    proxy.inject(DelayAnswer(seconds=0.15), times=1)
    begun = now()
    late = asyncio.create_task(client.post("/echo", data=b"first"))
    while not echo.heard:
        await asyncio.sleep(0)
    async with client.post("/echo", data=b"second"):
        assert not late.done()
    async with await late:
        assert now() - begun >= 0.15
    assert echo.heard == [b"first", b"second"]


async def test_answers_can_be_overtaken(
    proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    fault = proxy.inject(Overtaken(), path="/echo", times=2)
    order = []

    async def say(text: str) -> None:
        async with client.post("/echo", data=text.encode()) as response:
            order.append(await response.text())

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(say("first"))
        tasks.create_task(say("second"))
        while len(fault.met) < 2:
            await asyncio.sleep(0)
        async with client.post("/echo/other") as response:
            assert response.status == 200
        assert order == []
        tasks.create_task(say("third"))
    assert order[0] == "third"
    assert sorted(order[1:]) == ["first", "second"]


@pytest.mark.parametrize("expect", [True, False], ids=["first asked for", "sent"])
async def test_a_request_can_come_twice(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession, expect: bool
) -> None:
    proxy.inject(Twice(), times=1)
    async with client.post("/echo", data=b"a", expect100=expect) as response:
        assert await response.read() == b"a"
    async with client.post("/echo", data=b"b"):
        pass
    assert echo.heard == [b"a", b"a", b"b"]
    assert len(proxy.requests) == 2


async def test_a_client_is_told_only_once_to_go_on(proxy: FaultProxy) -> None:
    proxy.inject(Twice(), times=1)
    heard = await ask(
        proxy,
        b"POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
        b"Connection: close\r\nContent-Length: 2\r\n\r\nhi",
    )
    assert heard.raw.count(b"100 Continue") == 1
    assert heard.raw.endswith(b"hi")


@pytest.mark.parametrize("query", ["", "?chunked", "?packed", "?chunked&packed"])
async def test_an_answer_can_come_changed(
    proxy: FaultProxy, client: aiohttp.ClientSession, query: str
) -> None:
    proxy.rewrite(bytes.upper, path="/pieces", times=1)
    proxy.rewrite(lambda body: body + b" four", path="/pieces", times=1)
    said = []
    for path in ("/nowhere", "/pieces", "/pieces"):
        async with client.get(path + query) as response:
            said.append(await response.read())
    assert said == [b"404: Not Found", b"ONE TWO THREE four", b"one two three"]


async def test_an_answer_that_is_waited_for_can_come_changed(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    waiting = asyncio.create_task(client.post("/wait"))
    while not proxy.requests:
        await asyncio.sleep(0)
    with proxy.rewrite(bytes.upper):
        echo.gate.set()
        async with await waiting as response:
            assert await response.read() == b"AT LAST"


@pytest.mark.parametrize("at", [0, 20, 200])
async def test_an_answer_can_hang(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession, at: int
) -> None:
    proxy.inject(Hang(at=at), times=1)
    with pytest.raises(TimeoutError):
        await read(client.post("/echo", data=bytes(900), timeout=HASTY))
    assert len(echo.heard) == 1
    async with client.post("/echo", data=b"next") as response:
        assert await response.read() == b"next"


async def test_a_half_open_connection_takes_requests_and_gives_no_answer(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    async with client.post("/echo", data=b"before"):
        pass
    with proxy.inject(HalfOpen(), path="/echo") as fault:
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await client.post("/echo", data=b"lost", timeout=HASTY)
        async with client.post("/echo/other", data=b"other"):
            pass
    async with client.post("/echo", data=b"after"):
        pass
    assert echo.heard == [b"before", b"other", b"after"]
    assert len(fault.met) == 2


async def test_what_waits_for_its_answer_is_half_open_too_and_stays_so(
    echo: Echo, proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    waiting = asyncio.create_task(client.post("/wait", timeout=HASTY))
    while not proxy.requests:
        await asyncio.sleep(0)
    with proxy.inject(HalfOpen()) as fault:
        echo.gate.set()
        with pytest.raises(TimeoutError):
            await waiting
    assert fault.met == proxy.requests
    assert proxy.requests[0].status is None


async def test_a_closed_proxy_refuses_and_has_hung_up(
    proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    waiting = asyncio.create_task(client.post("/wait"))
    while not proxy.requests:
        await asyncio.sleep(0)
    await proxy.close()
    with pytest.raises(aiohttp.ClientError):
        await waiting
    with pytest.raises(aiohttp.ClientConnectorError):
        await client.post("/echo", data=b"a")
    await proxy.reopen()
    async with client.post("/echo", data=b"a") as response:
        assert await response.read() == b"a"


@pytest.mark.parametrize("reset", [True, False], ids=["a reset", "an end"])
async def test_hanging_up_ends_what_is_open_and_nothing_else(
    proxy: FaultProxy, client: aiohttp.ClientSession, reset: bool
) -> None:
    waiting = asyncio.create_task(client.post("/wait"))
    while not proxy.requests:
        await asyncio.sleep(0)
    proxy.hang_up(reset=reset)
    kind = aiohttp.ClientOSError if reset else aiohttp.ServerDisconnectedError
    with pytest.raises(kind):
        await waiting
    async with client.post("/echo", data=b"a") as response:
        assert response.status == 200

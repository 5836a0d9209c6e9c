"""Websockets through the proxy, with the client and server of `websockets` and aiohttp."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidMessage, InvalidStatus

from puppets_standins.faults import (
    CutBefore,
    FaultProxy,
    FrameSwap,
    FrameTwice,
    HalfOpen,
    Reply,
)

from .upstream import Talk

pytestmark = pytest.mark.anyio


async def told(socket: ClientConnection, count: int) -> list[str | bytes]:
    async with asyncio.timeout(5):
        return [await socket.recv() for _ in range(count)]


async def test_messages_get_through_in_both_directions(
    talk: Talk, line: FaultProxy
) -> None:
    said: list[str | bytes] = ["hello", b"\x00\xff", "", "x" * 126, "y" * 70_000]
    async with connect(line.websocket_url) as socket:
        for message in said:
            await socket.send(message)
        await socket.send(["in ", "several ", "frames"])
        heard = await told(socket, len(said) + 1)
        await (await socket.ping())
    assert heard == [*said, "in several frames"]
    assert talk.heard == heard
    assert [request.status for request in line.requests] == [101]


async def test_the_client_of_aiohttp_gets_through(line: FaultProxy) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(line.url, compress=15) as socket,
    ):
        await socket.send_str("hello")
        assert await socket.receive_str() == "hello"
        await socket.ping()


async def test_a_message_can_come_twice(talk: Talk, line: FaultProxy) -> None:
    async with connect(f"{line.websocket_url}/a") as socket:
        line.inject(FrameTwice(), path="/b", times=1)
        fault = line.inject(FrameTwice(), path="/a", times=2)
        for text in ("1", "2", "3"):
            await socket.send(text)
        assert await told(socket, 5) == ["1", "1", "2", "2", "3"]
    assert talk.heard == ["1", "2", "3"]
    assert len(fault.met) == 2


async def test_messages_that_could_be_packed_come_twice_whole(
    line: FaultProxy,
) -> None:
    letters, digits = "abcdefghij" * 5, "0123456789" * 5
    async with connect(line.websocket_url, compression="deflate") as socket:
        line.inject(FrameTwice(), times=2)
        for text in (letters, digits, letters):
            await socket.send(text)
        heard = await told(socket, 5)
    assert heard == [letters, letters, digits, digits, letters]


async def test_a_ping_in_the_midst_of_a_message_does_not_come_with_it(
    talk: Talk, line: FaultProxy
) -> None:
    async with connect(line.websocket_url) as socket:
        line.inject(FrameTwice(), times=1)
        [connection] = talk.connections

        async def parts() -> AsyncIterator[str]:
            yield "one, "
            await (await connection.ping())
            yield "two"

        await connection.send(parts())
        assert await told(socket, 2) == ["one, two", "one, two"]


async def test_a_message_can_come_after_the_next(line: FaultProxy) -> None:
    async with connect(line.websocket_url) as socket:
        line.inject(FrameSwap(), times=1)
        for text in ("1", "2", "3", "4"):
            await socket.send(text)
        await (await socket.ping())
        assert await told(socket, 4) == ["2", "1", "3", "4"]


async def test_both_sides_hear_how_the_other_ends(talk: Talk, line: FaultProxy) -> None:
    async with connect(line.websocket_url) as socket:
        await socket.close(4001, "enough")
        [connection] = talk.connections
        await connection.wait_closed()
        assert (connection.close_code, connection.close_reason) == (4001, "enough")
    async with connect(line.websocket_url) as socket:
        await socket.send("hello")
        await told(socket, 1)
        await talk.connections[1].close(4002, "go away")
        await socket.wait_closed()
        assert (socket.close_code, socket.close_reason) == (4002, "go away")


async def test_a_half_open_websocket_says_nothing_and_hears_nothing(
    talk: Talk, line: FaultProxy
) -> None:
    async with connect(line.websocket_url, close_timeout=0.1) as socket:
        with line.inject(HalfOpen()):
            await socket.send("lost")
            pong = asyncio.ensure_future(await socket.ping())
            await talk.connections[0].send("lost too")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await socket.recv()
            assert not pong.done()
        await socket.send("still lost")
        assert line.connections == 1
    assert talk.heard == []


async def test_a_half_open_websocket_may_answer_pings_and_nothing_else(
    talk: Talk, line: FaultProxy
) -> None:
    async with connect(line.websocket_url, close_timeout=0.1) as socket:
        line.inject(HalfOpen(pongs=True))
        await socket.send("lost")
        for _ in range(2):
            await (await socket.ping(b"are you there?"))
        await talk.connections[0].close()
        await (await socket.ping())
    assert talk.heard == []


async def test_a_handshake_meets_what_any_request_meets(line: FaultProxy) -> None:
    line.inject(Reply(status=503), times=1)
    line.inject(CutBefore(), times=1)
    with pytest.raises(InvalidStatus):
        await connect(line.websocket_url)
    with pytest.raises(InvalidMessage):
        await connect(line.websocket_url)
    async with connect(line.websocket_url) as socket:
        await (await socket.ping())


async def test_a_websocket_that_is_hung_up_on_breaks_on_both_sides(
    talk: Talk, line: FaultProxy
) -> None:
    async with connect(line.websocket_url) as socket:
        line.hang_up()
        with pytest.raises(ConnectionClosedError):
            await socket.recv()
        await talk.connections[0].wait_closed()

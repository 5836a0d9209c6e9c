"""Socket Mode: hello, envelopes, acknowledgements, and the end of a socket."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from puppets_standins.slack import APP_TOKEN, SlackServer

from .asking import Ask, Line, come, heard, line

pytestmark = pytest.mark.anyio


async def test_a_socket_says_hello_and_tells_what_happens(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as opened:
        said = server.say(alice, alice, "hello & <you>")
        told = await heard(opened)
        event = told["payload"]["event"]
        assert told["type"] == "events_api"
        assert (told["retry_attempt"], told["accepts_response_payload"]) == (0, False)
        assert (event["text"], event["ts"]) == ("hello &amp; &lt;you&gt;", said.ts)
        assert (event["user"], event["channel_type"]) == (alice, "im")
        await come(lambda: server.app.outlet.is_idle)


async def test_a_ticket_is_good_once(ask: Ask) -> None:
    url = (await ask("apps.connections.open", APP_TOKEN))["url"]
    async with ask.http.ws_connect(url) as opened:
        assert (await heard(opened))["num_connections"] == 1
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await ask.http.ws_connect(url)


async def test_a_ticket_is_good_for_a_while(server: SlackServer, ask: Ask) -> None:
    url = (await ask("apps.connections.open", APP_TOKEN))["url"]
    server.store.pass_time(server.store.pace.ticket + 1)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await ask.http.ws_connect(url)


async def test_each_event_goes_to_one_of_the_sockets(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as one, line(ask) as other:
        for number in range(20):
            server.say(alice, alice, str(number))
        heards = [await _drained(server, one), await _drained(server, other)]
        texts = [event["text"] for each in heards for event in each]
        assert sorted(texts, key=int) == [str(number) for number in range(20)]
        assert all(heards), "one socket got everything"


async def test_what_is_not_acknowledged_comes_again_and_then_no_more(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as opened:
        server.say(alice, alice, "anyone?")
        told = [await heard(opened, answer=False) for _ in range(4)]
        assert [each["retry_attempt"] for each in told] == [0, 1, 2, 3]
        assert [each["retry_reason"] for each in told] == ["", *["timeout"] * 3]
        assert len({each["payload"]["event_id"] for each in told}) == 1
        await come(lambda: len(server.app.outlet.dropped) == 1)


async def test_an_acknowledgement_on_another_socket_counts(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as one:
        server.say(alice, alice, "anyone?")
        told = await heard(one, answer=False)
        async with line(ask) as other:
            await other.send_json({"envelope_id": told["envelope_id"]})
            await come(lambda: server.app.outlet.is_idle)
            assert server.app.outlet.dropped == []


async def test_what_is_said_while_nobody_listens_is_tried_again(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.say(alice, alice, "too early")
    async with line(ask) as opened:
        told = await heard(opened)
        assert told["payload"]["event"]["text"] == "too early"
        assert told["retry_attempt"] > 0


async def test_what_is_said_long_before_is_lost(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.say(alice, alice, "much too early")
    await come(lambda: len(server.app.outlet.dropped) == 1)
    async with line(ask) as opened:
        server.say(alice, alice, "in time")
        assert (await heard(opened))["payload"]["event"]["text"] == "in time"


async def test_the_eleventh_socket_is_turned_away(ask: Ask) -> None:
    async with AsyncExitStack() as opened:
        for _ in range(10):
            await opened.enter_async_context(line(ask))
        url = (await ask("apps.connections.open", APP_TOKEN))["url"]
        async with ask.http.ws_connect(url) as eleventh:
            assert (await heard(eleventh))["reason"] == "too_many_websockets"
            assert (await eleventh.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_slack_pings_and_answers_pings(ask: Ask) -> None:
    url = (await ask("apps.connections.open", APP_TOKEN))["url"]
    async with ask.http.ws_connect(url, autoping=False) as opened:
        await heard(opened)
        await opened.ping(b"are you there?")
        kinds: dict[aiohttp.WSMsgType, Any] = {}
        while len(kinds) < 2:
            async with asyncio.timeout(5):
                frame = await opened.receive()
            kinds[frame.type] = frame.data
        assert bytes(kinds[aiohttp.WSMsgType.PING]).startswith(b"Ping from ")
        assert bytes(kinds[aiohttp.WSMsgType.PONG]) == b"are you there?"


async def test_an_event_comes_twice(server: SlackServer, ask: Ask, alice: str) -> None:
    async with line(ask) as opened:
        server.duplicate_next()
        server.say(alice, alice, "twice")
        first, second = await heard(opened), await heard(opened)
        assert first["payload"] == second["payload"]
        assert first["envelope_id"] != second["envelope_id"]


async def test_an_event_that_cannot_be_read(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as opened:
        server.garble_next()
        server.say(alice, alice, "lost")
        server.say(alice, alice, "clear")
        garbled, clear = await heard(opened), await heard(opened)
        assert garbled["payload"]["event"]["ts"] == ["not a time"]
        assert clear["payload"]["event"]["text"] == "clear"


async def _drained(server: SlackServer, opened: Line) -> list[dict[str, Any]]:
    """All that one socket has been told, as far as it is acknowledged elsewhere or here."""
    found: list[dict[str, Any]] = []
    while True:
        try:
            async with asyncio.timeout(0.05):
                told = await opened.receive_json()
        except TimeoutError:
            return found
        await opened.send_json({"envelope_id": told["envelope_id"]})
        found.append(told["payload"]["event"])

"""How a socket ends: a refresh, a switch, a break; and one that stays open and is deaf."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from puppets_standins.slack import APP_TOKEN, SlackServer

from .asking import Ask, Line, come, heard, line

pytestmark = pytest.mark.anyio


async def test_a_refresh_is_announced_and_ends_the_socket(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as old:
        server.refresh()
        warning = await heard(old)
        assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
        server.say(alice, alice, "still here")
        assert (await heard(old))["payload"]["event"]["text"] == "still here"
        assert (await heard(old))["reason"] == "refresh_requested"
        assert (await old.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_events_during_a_refresh_go_to_the_new_socket(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as old:
        server.refresh()
        await heard(old)
        async with line(ask) as new:
            assert (await heard(old))["reason"] == "refresh_requested"
            server.say(alice, alice, "over here")
            assert (await heard(new))["payload"]["event"]["text"] == "over here"


async def test_socket_mode_that_is_switched_off_says_so(
    server: SlackServer, ask: Ask
) -> None:
    async with line(ask) as opened:
        server.disable_link()
        assert (await heard(opened))["reason"] == "link_disabled"
        answer = await ask("apps.connections.open", APP_TOKEN)
        assert answer == {"ok": False, "error": "forbidden_team"}


async def test_a_deaf_socket_stays_open_and_says_nothing(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    url = (await ask("apps.connections.open", APP_TOKEN))["url"]
    async with ask.http.ws_connect(url, autoping=False) as opened:
        await heard(opened)
        server.deafen()
        server.say(alice, alice, "unheard")
        await opened.ping()
        await come(lambda: len(server.app.outlet.dropped) == 1)
        while True:  # what was on its way before
            try:
                async with asyncio.timeout(0.2):
                    frame = await opened.receive()
            except TimeoutError:
                break
            assert frame.type is aiohttp.WSMsgType.PING
        assert not opened.closed
        server.undeafen()
        server.say(alice, alice, "heard")
        texts = await _texts_after(opened)
        assert texts == ["heard"]


async def test_a_broken_socket_is_not_told_anything_more(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as broken:
        server.drop_connections()
        frame = await broken.receive()
        assert frame.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
        async with line(ask) as mended:
            server.say(alice, alice, "back again")
            assert (await heard(mended))["payload"]["event"]["text"] == "back again"


async def test_when_nobody_is_connected_the_next_socket_is_broken(
    server: SlackServer, ask: Ask
) -> None:
    server.drop_connections()
    url = (await ask("apps.connections.open", APP_TOKEN))["url"]
    async with ask.http.ws_connect(url) as broken:
        frames = [await broken.receive() for _ in range(2)]
        assert frames[0].type is aiohttp.WSMsgType.TEXT
        assert frames[1].type is not aiohttp.WSMsgType.TEXT
    async with line(ask):
        pass


async def _texts_after(opened: Line) -> list[str]:
    while True:
        async with asyncio.timeout(5):
            frame = await opened.receive()
        if frame.type is aiohttp.WSMsgType.TEXT:
            told = frame.json()
            await opened.send_json({"envelope_id": told["envelope_id"]})
            return [told["payload"]["event"]["text"]]

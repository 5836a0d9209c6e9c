"""Sockets that are refreshed, refused and switched off; and the token."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from aiohttp import web

from conformance.hearing import eventually, happens, heard_text
from puppets import (
    ErrorEvent,
    GapEvent,
    LogoutEvent,
    MessageEvent,
    Unauthorized,
    Unavailable,
)
from puppets.slack import LinkDisabled, SlackOptions, SlackPuppet
from puppets.slack.stream import SocketMode
from puppets_standins.slack import SlackServer

from .listening import next_texts, sockets
from .making import made
from .serving import asking, served

pytestmark = pytest.mark.anyio


# Refreshing.


async def test_the_next_socket_is_open_before_the_old_one_is_closed(
    server: SlackServer, source: SocketMode, alice: str
) -> None:
    async with aclosing(source.answers()) as answers:
        await anext(answers)
        assert sockets(server) == 1
        server.refresh()
        found: list[str] = []
        number = 0
        while number < 5 or sockets(server) > 1:
            server.say(alice, alice, str(number))
            found += await next_texts(answers)
            number += 1
        await anext(answers)
    assert server.app.outlet.peak == 2
    assert found == [str(each) for each in range(number)]
    assert server.app.outlet.dropped == []


async def test_nothing_is_missed_and_nothing_said_twice_at_a_refresh(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with (
        puppet.listen(MessageEvent) as messages,
        puppet.listen(ErrorEvent) as errors,
        puppet.listen(GapEvent) as gaps,
    ):
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        expected = []
        for turn in range(3):
            server.refresh()
            for number in range(10):
                text = f"{turn}.{number}"
                server.say(alice, alice, text)
                expected.append(text)
                await asyncio.sleep(0)
            await eventually(
                lambda: sockets(server) == 1 and server.app.outlet.is_idle,
                "the old socket to end",
            )
        for text in expected:
            await heard_text(messages, text)
        assert puppet.health.reconnects == 0
        for events in (messages, errors, gaps):
            await _is_silent(events)
    assert server.app.outlet.dropped == []


async def test_a_refresh_that_slack_refuses_costs_nothing_till_the_old_one_ends(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with puppet.listen(MessageEvent) as messages, puppet.listen(ErrorEvent) as errors:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        server.throttle(1, "apps.connections.open")
        server.refresh()
        server.say(alice, alice, "on the old one")
        await heard_text(messages, "on the old one")
        assert puppet.health.reconnects == 0
        error = (await anext(errors)).error
        server.say(alice, alice, "on the new one")
        await heard_text(messages, "on the new one")
    assert isinstance(error, Unavailable)


async def test_socket_mode_that_is_switched_off_ends_it_with_a_reason(
    server: SlackServer, puppet: SlackPuppet
) -> None:
    with puppet.listen(ErrorEvent) as errors, puppet.listen(LogoutEvent) as logouts:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        server.disable_link()
        error = (await anext(errors)).error
        await anext(logouts)
        assert not puppet.is_logged_in
    assert isinstance(error, LinkDisabled)
    assert "Socket Mode" in str(error)


async def test_too_many_sockets_are_a_reason_to_wait(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        for socket in server.app.outlet.sockets:
            socket.end("too_many_websockets")
        error = (await anext(errors)).error
        server.say(alice, alice, "still there?")
        await heard_text(messages, "still there?")
    assert isinstance(error, Unavailable)
    assert "too many sockets" in str(error)


async def test_what_is_acknowledged_too_late_costs_nothing(
    server: SlackServer, source: SocketMode, alice: str
) -> None:
    async with aclosing(source.answers()) as answers:
        server.say(alice, alice, "one")
        assert await next_texts(answers) == ["one"]
        server.refresh()
        server.drop_connections()
        await eventually(lambda: not sockets(server), "the socket to be lost")
        with pytest.raises(Unavailable, match="closed"):
            await anext(answers)


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_socket_that_is_not_opened_is_unavailable_and_shows_no_ticket(
    status: int,
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("apps.connections.open"):
            url = f"ws://{request.host}/link/?ticket=hush"
            return web.json_response({"ok": True, "url": url})
        return web.Response(status=status)

    async with served(answer) as url, asking(url) as client:
        told = SlackOptions(
            bot_token="xoxb-a", app_token="xapp-a", api_url=f"{url}/api/"
        )
        source = SocketMode(told, client)
        with pytest.raises(Unavailable) as caught:
            await source.open()
    assert "hush" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("body", ["<html>", '{"ok":true,"url":"not a url"}'])
async def test_what_is_no_socket_of_slack_s_is_unavailable(body: str) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=body, content_type="application/json")

    async with served(answer) as url, asking(url) as client:
        told = SlackOptions(
            bot_token="xoxb-a", app_token="xapp-a", api_url=f"{url}/api/"
        )
        with pytest.raises(Unavailable):
            await SocketMode(told, client).open()


# The token.


async def test_an_app_that_is_taken_out_ends_it(
    server: SlackServer, puppet: SlackPuppet
) -> None:
    with puppet.listen(ErrorEvent) as errors, puppet.listen(LogoutEvent) as logouts:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        server.uninstall()
        assert isinstance((await anext(errors)).error, Unauthorized)
        await anext(logouts)


async def test_a_token_that_is_void_is_noticed_though_nothing_tells_of_it(
    server: SlackServer,
) -> None:
    puppet = made(server, check=1.0)
    with puppet.listen(ErrorEvent) as errors:
        async with puppet:
            await eventually(lambda: puppet.health.online, "the puppet to be online")
            server.voided |= {server_token(server): "token_revoked"}
            error = (await happens(anext(errors), "the error")).error
    assert isinstance(error, Unauthorized)


async def test_a_token_of_somebody_else_that_is_void_ends_nothing(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with puppet.listen(MessageEvent) as messages:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [alice], "bot": []}}
        server.bulletin.to([server.app], revoked, "")
        server.say(alice, alice, "still there?")
        await heard_text(messages, "still there?")
        assert puppet.is_logged_in


def server_token(server: SlackServer) -> str:
    return next(token for token, grant in server.app.grants.items() if grant.is_bot)


async def _is_silent(events: AsyncIterator[object]) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await anext(events)

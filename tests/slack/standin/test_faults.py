"""What can be made to go wrong."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from puppets_standins.slack import SlackServer

from .asking import Ask, heard, line

pytestmark = pytest.mark.anyio


async def test_going_down_and_coming_up_on_the_same_port(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    url = server.url
    async with line(ask) as opened:
        await server.go_down()
        frame = await opened.receive()
        assert frame.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
        with pytest.raises(aiohttp.ClientError):
            await ask("auth.test")
        await server.come_up()
    assert server.url == url
    async with line(ask) as opened:
        server.say(alice, alice, "back")
        assert (await heard(opened))["payload"]["event"]["text"] == "back"


async def test_a_send_that_is_accepted_and_never_answered(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.cut_after_accepting()
    assert (await ask("auth.test"))["ok"] is True
    with pytest.raises(aiohttp.ClientError):
        await ask("chat.postMessage", channel=alice, text="said")
    assert [message.text for message in server.messages(alice, alice)] == ["said"]
    assert (await ask("chat.postMessage", channel=alice, text="and on"))["ok"] is True


async def test_delayed_answers(server: SlackServer, ask: Ask) -> None:
    server.delay(0.1)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await ask("auth.test")
    assert loop.time() - started >= 0.1


async def test_a_platform_that_is_broken_says_so(server: SlackServer, ask: Ask) -> None:
    server.faults.refusing = True
    assert await ask.refused("auth.test") == "internal_error"
    server.faults.refusing = False
    assert (await ask("auth.test"))["ok"] is True


async def test_a_call_is_refused_with_any_word(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.faults.errors["chat.update"] = ["edit_window_closed"]
    said = await ask("chat.postMessage", channel=alice, text="tee")
    edit = {"channel": said["channel"], "ts": said["ts"], "text": "tea"}
    assert await ask.refused("chat.update", **edit) == "edit_window_closed"
    assert (await ask("chat.update", **edit))["ok"] is True


async def test_requests_are_counted_refused_or_not(
    server: SlackServer, ask: Ask, room: str
) -> None:
    await ask("auth.test")
    await ask("chat.makeTea")
    await ask("chat.postMessage", "xoxb-nobody", channel=room)
    asked = [(each.method, each.channel) for each in server.faults.calls]
    assert asked == [
        ("auth.test", ""),
        ("chat.makeTea", ""),
        ("chat.postMessage", room),
    ]


async def test_a_revoked_token_is_told_to_the_app(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    async with line(ask) as opened:
        server.revoke()
        event = (await heard(opened))["payload"]["event"]
        assert event["type"] == "tokens_revoked"
        assert event["tokens"]["bot"] == [server.app.user.id]
        assert (await ask("auth.test"))["error"] == "token_revoked"

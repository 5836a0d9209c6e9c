"""What can be made to go wrong."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask, polled, texts

pytestmark = pytest.mark.anyio


async def test_a_dropped_connection_loses_nothing(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    server.drop_connections()
    with pytest.raises(aiohttp.ClientError):
        await poll
    server.say(alice, alice, "still here")
    assert texts((await ask("getUpdates", timeout=1))[1]) == ["still here"]


async def test_when_nobody_is_connected_the_next_poll_is_dropped(
    server: TelegramServer, ask: Ask
) -> None:
    server.drop_connections()
    assert (await ask("getMe"))[0] == 200
    with pytest.raises(aiohttp.ClientError):
        await ask("getUpdates")
    assert await ask("getUpdates") == (200, [])


async def test_going_down_and_coming_up_on_the_same_port(
    server: TelegramServer, ask: Ask
) -> None:
    url = server.url
    assert (await ask("getMe"))[0] == 200
    await server.go_down()
    with pytest.raises(aiohttp.ClientError):
        await ask("getMe")
    await server.come_up()
    assert server.url == url
    assert (await ask("getMe"))[0] == 200


async def test_refusing_everything(server: TelegramServer, ask: Ask) -> None:
    server.refuse_everything()
    assert await ask("getMe") == (502, "Bad Gateway")
    server.refuse_everything(on=False)
    assert (await ask("getMe"))[0] == 200


async def test_throttling_the_next_call(
    server: TelegramServer, http: aiohttp.ClientSession, ask: Ask
) -> None:
    server.throttle(7)
    assert (await ask("getUpdates"))[0] == 200
    async with http.post(f"{server.url}/bot{server.token}/getMe") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    assert (await ask("getMe"))[0] == 200


async def test_an_update_comes_twice_though_confirmed(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    server.duplicate_next()
    server.say(alice, alice, "twice")
    _, [first] = await ask("getUpdates")
    _, [second] = await ask("getUpdates", offset=first["update_id"] + 1)
    assert second == first
    assert await ask("getUpdates", offset=first["update_id"] + 1) == (200, [])


async def test_an_update_that_cannot_be_read(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    server.garble_next()
    server.say(alice, alice, "lost")
    server.say(alice, alice, "clear")
    _, [garbled, clear] = await ask("getUpdates")
    assert garbled["message"] == {"message_id": "not a number"}
    assert clear["message"]["text"] == "clear"


async def test_a_revoked_token_ends_the_poll_and_is_refused_until_reinstated(
    server: TelegramServer, ask: Ask
) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    server.revoke()
    assert await poll == await ask("getMe") == (401, "Unauthorized")
    server.reinstate()
    assert (await ask("getMe"))[0] == 200


async def test_deaf_to_polls_only(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    waiting = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    server.deafen()
    server.say(alice, alice, "unheard")
    assert (await ask("sendMessage", chat_id=alice, text="I still speak"))[0] == 200
    assert not waiting.done()
    server.undeafen()
    assert texts((await waiting)[1]) == ["unheard"]


async def test_a_send_that_is_accepted_and_never_answered(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    server.cut_after_accepting()
    assert (await ask("getMe"))[0] == 200
    with pytest.raises(aiohttp.ClientError):
        await ask("sendMessage", chat_id=alice, text="said")
    assert [message["text"] for message in server.messages(alice)] == ["said"]


async def test_delayed_answers(server: TelegramServer, ask: Ask) -> None:
    server.delay(0.1)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await ask("getMe")
    assert loop.time() - started >= 0.1


async def test_requests_are_counted_refused_or_not(
    server: TelegramServer, ask: Ask
) -> None:
    await ask("getMe")
    await ask("makeTea")
    await ask("getMe", "43:wrong")
    assert server.requests == 3
    assert [method for method, _ in server.calls] == ["getme", "maketea", "getme"]


async def test_logging_out_ends_everything(server: TelegramServer, ask: Ask) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    assert await ask("logOut") == (200, True)
    assert await poll == await ask("getMe") == (400, "Logged out")

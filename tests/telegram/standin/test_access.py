"""Who may be written to."""

from __future__ import annotations

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


async def test_a_chat_that_is_not_there(ask: Ask) -> None:
    assert await ask("sendMessage", chat_id=999, text="hi") == (
        400,
        "Bad Request: chat not found",
    )
    assert await ask("sendMessage", text="hi") == (400, "Bad Request: chat_id is empty")


async def test_people_who_block_never_start_or_delete_their_account(
    server: TelegramServer, ask: Ask
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob", started=False)
    server.open_group("tea", [alice, bob])
    assert await ask("sendMessage", chat_id=bob, text="hi") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    server.block(alice)
    assert await ask("sendMessage", chat_id=alice, text="hi") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    server.unblock(alice)
    assert (await ask("sendMessage", chat_id=alice, text="hi"))[0] == 200
    server.delete_account(alice)
    assert await ask("sendMessage", chat_id=alice, text="hi") == (
        403,
        "Forbidden: user is deactivated",
    )
    assert (await ask("getChat", chat_id=alice))[1]["first_name"] == ""


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_thrown_out_hears_of_it_and_cannot_write(
    server: TelegramServer, ask: Ask, kind: str
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice], kind == "supergroup", announced=False)
    server.remove(alice, group, server.bot.id)
    server.say(alice, group, "now we are alone")
    _, updates = await ask("getUpdates")
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert updates[1]["message"]["left_chat_member"]["id"] == server.bot.id
    assert len(updates) == 2
    assert await ask("sendMessage", chat_id=group, text="hi") == (
        403,
        f"Forbidden: bot was kicked from the {kind} chat",
    )


async def test_a_group_that_became_a_supergroup(
    server: TelegramServer, ask: Ask, http: aiohttp.ClientSession
) -> None:
    alice = server.sign_up("Alice")
    old = server.open_group("tea", [alice], announced=False)
    new = server.migrate(alice, old)
    _, updates = await ask("getUpdates")
    assert (
        updates[0]["message"]["chat"]["id"]
        == updates[1]["message"]["migrate_from_chat_id"]
        == old
    )
    assert (
        updates[1]["message"]["chat"]["id"]
        == updates[0]["message"]["migrate_to_chat_id"]
        == new
    )
    async with http.post(
        f"{server.url}/bot{server.token}/sendMessage",
        json={"chat_id": old, "text": "hi"},
    ) as response:
        assert await response.json() == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new},
        }
    assert (await ask("sendMessage", chat_id=new, text="hi"))[0] == 200

"""Updates by webhook."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.script import hook
from tests.telegram.standin.asking import Ask, polled, texts

pytestmark = pytest.mark.anyio

WEBHOOK_IS_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def test_a_webhook_hears_in_order_with_its_secret_and_polling_is_refused(
    server: TelegramServer, ask: Ask
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard) as address:
        assert await ask("setWebhook", url=address, secret_token="s-3cret") == (
            200,
            True,
        )
        assert await ask("getUpdates") == (409, WEBHOOK_IS_ACTIVE)
        server.say(alice, alice, "one")
        server.say(alice, alice, "two")
        await server.bot.queue.emptied()
        assert texts(heard) == ["one", "two"]
        assert {update["secret"] for update in heard} == {"s-3cret"}
        assert await ask("deleteWebhook") == (200, True)
    assert await ask("getUpdates") == (200, [])


async def test_a_webhook_that_fails_is_asked_again_and_the_failure_told(
    server: TelegramServer, ask: Ask
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard, 500, 503) as address:
        await ask("setWebhook", url=address)
        server.say(alice, alice, "one")
        assert (await ask("getWebhookInfo"))[1]["pending_update_count"] == 1
        server.say(alice, alice, "two")
        await server.bot.queue.emptied()
        _, told = await ask("getWebhookInfo")
        await ask("deleteWebhook")
    assert texts(heard) == ["one", "one", "one", "two"]
    assert (
        told["last_error_message"]
        == "Wrong response from the webhook: 503 Service Unavailable"
    )
    assert told["pending_update_count"] == 0


async def test_deleting_a_webhook_may_drop_what_is_pending(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "old")
    assert await ask("deleteWebhook", drop_pending_updates=True) == (200, True)
    assert await ask("getUpdates") == (200, [])


async def test_setting_a_webhook_ends_a_poll(server: TelegramServer, ask: Ask) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    async with hook([]) as address:
        await ask("setWebhook", url=address)
        assert await poll == (409, "Conflict: terminated by setWebhook request")
        await ask("deleteWebhook")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"url": "http://example.org/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        (
            {"url": "https://example.org", "secret_token": "sp ace"},
            "secret token contains unallowed characters",
        ),
    ],
    ids=["plain http abroad", "no url", "a secret with a space"],
)
async def test_a_bad_webhook_is_refused(
    ask: Ask, given: dict[str, str], words: str
) -> None:
    assert await ask("setWebhook", **given) == (400, f"Bad Request: {words}")


# What goes wrong.


async def test_a_delivery_whose_answer_is_lost_is_made_again(
    server: TelegramServer, ask: Ask
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard) as address:
        await ask("setWebhook", url=address)
        server.drop_connections()
        server.say(alice, alice, "one")
        server.say(alice, alice, "two")
        await server.bot.queue.emptied()
        with pytest.raises(aiohttp.ClientError):
            await ask("getWebhookInfo")
        _, told = await ask("getWebhookInfo")
        await ask("deleteWebhook")
    assert texts(heard) == ["one", "one", "two"]
    assert told["last_error_message"] == "Webhook connection closed"


async def test_nothing_is_delivered_while_the_platform_is_deaf(
    server: TelegramServer, ask: Ask, http: aiohttp.ClientSession
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard) as address:
        await ask("setWebhook", url=address)
        server.deafen()
        server.say(alice, alice, "unheard")
        look = asyncio.create_task(ask("getWebhookInfo"))
        assert (await ask("sendMessage", chat_id=alice, text="hello"))[0] == 200
        await http.get(address)  # a delivery would have come before this
        assert (heard, look.done()) == ([], False)
        server.undeafen()
        await server.bot.queue.emptied()
        assert (await look)[0] == 200
        await ask("deleteWebhook")
    assert texts(heard) == ["unheard"]


async def test_nothing_is_delivered_while_the_platform_is_down(
    server: TelegramServer, ask: Ask, http: aiohttp.ClientSession
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard) as address:
        await ask("setWebhook", url=address)
        await server.go_down()
        server.say(alice, alice, "later")
        await http.get(address)  # a delivery would have come before this
        assert heard == []
        await server.come_up()
        await server.bot.queue.emptied()
        await ask("deleteWebhook")
    assert texts(heard) == ["later"]


async def test_nothing_is_delivered_to_a_bot_whose_token_is_void(
    server: TelegramServer, ask: Ask, http: aiohttp.ClientSession
) -> None:
    alice, heard = server.sign_up("Alice"), list[dict[str, Any]]()
    async with hook(heard) as address:
        await ask("setWebhook", url=address)
        server.revoke()
        server.say(alice, alice, "later")
        await http.get(address)  # a delivery would have come before this
        assert heard == []
        server.reinstate()
        await server.bot.queue.emptied()
        await ask("deleteWebhook")
    assert texts(heard) == ["later"]

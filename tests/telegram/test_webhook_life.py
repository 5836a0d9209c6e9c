"""A webhook that starts, and stays, and gives way to another."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace

import pytest

from puppets import ReadyEvent, Unavailable
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets.telegram.webhook import Webhook
from puppets_standins.telegram.server import TelegramServer

pytestmark = pytest.mark.anyio

OTHER = "http://127.0.0.1:9/another"


@pytest.fixture
def hooked(hooked: TelegramOptions) -> TelegramOptions:
    """As soon as it may be, the webhook is looked after."""
    return replace(hooked, webhook_check=1.0)


@asynccontextmanager
async def opened(options: TelegramOptions) -> AsyncIterator[Webhook]:
    client = TelegramClient(options)
    await client.open()
    posts = Webhook(options, client)
    await posts.open()
    try:
        yield posts
    finally:
        await posts.close()
        await client.close()


async def test_a_port_that_is_taken_is_said_at_the_start(
    hooked: TelegramOptions,
) -> None:
    with socket.create_server(("127.0.0.1", hooked.webhook_port)):
        puppet = TelegramPuppet(hooked)
        with pytest.raises(OSError, match="in use"):
            await puppet.start()
    async with puppet:
        assert puppet.is_logged_in


async def test_signs_of_life_come_from_telegram(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    async with opened(hooked) as posts, aclosing(posts.answers()) as answers:
        assert (await anext(answers)).updates == ()
        assert "getwebhookinfo" not in {method for method, _ in server.calls}
        assert (await anext(answers)).updates == ()
        assert "getwebhookinfo" in {method for method, _ in server.calls}


async def test_an_api_that_says_nothing_is_not_waited_for_long(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    async with opened(hooked) as posts, aclosing(posts.answers()) as answers:
        await anext(answers)
        server.deafen()
        with pytest.raises(Unavailable, match="does not say"):
            await anext(answers)
        server.undeafen()


async def test_a_webhook_that_is_taken_away_is_noticed_and_left_to_its_taker(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    async with opened(hooked) as posts, aclosing(posts.answers()) as answers:
        await anext(answers)
        await server.bot.webhook.open(OTHER, "")
        with pytest.raises(Unavailable, match="taken the webhook away"):
            await anext(answers)
    assert server.bot.webhook.url == OTHER


async def test_a_puppet_whose_token_is_revoked_has_no_webhook_to_delete(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    puppet = TelegramPuppet(hooked)
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            server.revoke()
    assert puppet.health.last_error is None

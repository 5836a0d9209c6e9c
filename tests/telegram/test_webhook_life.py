"""A webhook that starts, and stays."""

from __future__ import annotations

import socket
from contextlib import aclosing

import pytest

from fixtures.telegram.server import TelegramServer
from puppets import Unavailable
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram import webhook as webhook_module
from puppets.telegram.client import TelegramClient
from puppets.telegram.webhook import Webhook

pytestmark = pytest.mark.anyio


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
    server: TelegramServer, hooked: TelegramOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "LIFE_SIGN", 0.01)
    client = TelegramClient(hooked)
    await client.open()
    posts = Webhook(hooked, client)
    await posts.open()
    try:
        async with aclosing(posts.answers()) as answers:
            assert (await anext(answers)).updates == ()
            assert (await anext(answers)).updates == ()
            assert ("getwebhookinfo") in {method for method, _ in server.calls}
            await client.delete_webhook()
            with pytest.raises(Unavailable, match="taken the webhook away"):
                await anext(answers)
    finally:
        await posts.close()
        await client.close()

"""The SDK's own client works, and is told no secret that it could tell."""

from __future__ import annotations

import logging
import traceback

import pytest
from telegram import Bot

from puppets import FileBox, PlatformError
from puppets.telegram import TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio

SECRET = "AAstand-in-stand-in-stand-in-stand-1"


async def test_native_is_the_sdk_s_client_and_works(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    assert isinstance(puppet.native, Bot)
    assert puppet.native.username == "puppet_bot"
    sent = await puppet.native.send_document(alice, b"abc", filename="a.txt")
    assert sent.document is not None
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"abc"


# Secrets.


async def test_the_token_is_in_no_log_and_no_error(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    alice = str(server.sign_up("Alice"))
    async with made(server) as puppet:
        await puppet.message_send_file(alice, FileBox.from_bytes(b"a", name="a.txt"))
        shown = [repr(puppet), repr(puppet.native), str(puppet.native)]
        await server.go_down()
        for _ in range(2):
            try:
                await puppet.contact_payload("77")
            except PlatformError as error:
                shown += traceback.format_exception(error)
    try:
        await made(server, token=f"43:{SECRET}").start()
    except PlatformError as error:
        shown += traceback.format_exception(error)
    assert len(shown) > 6
    assert SECRET not in "\n".join([*shown, caplog.text])


async def test_the_webhook_s_secret_is_in_no_log(
    client: TelegramClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await client.set_webhook("https://a.example/b", "hush-hush")
    assert "a.example" in caplog.text
    assert "hush-hush" not in caplog.text

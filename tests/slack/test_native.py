"""The SDK's own client works, and no secret stands where it may be read."""

from __future__ import annotations

import logging
import traceback

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from conformance.hearing import eventually
from puppets import FileBox, PlatformError
from puppets.slack import SlackPuppet
from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackServer

from .making import made, options

pytestmark = pytest.mark.anyio


async def test_native_is_the_sdk_s_client_and_works(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    assert isinstance(puppet.native, AsyncWebClient)
    posted = await puppet.native.chat_postMessage(channel=room, text="*bold*")
    assert server.messages(server.app.user.id, room)[-1].ts == posted["ts"]


async def test_the_sdk_tries_nothing_by_itself(puppet: SlackPuppet) -> None:
    assert puppet.native.retry_handlers == []


async def test_the_secrets_are_in_no_log_and_no_error(
    server: SlackServer, alice: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    urls: list[str] = []
    server.witness(lambda _, answer: urls.append(str(answer.get("url", ""))))
    shown = [*await _lives(server, alice), *await _fails(server)]
    shown.append(repr(options(server, signing_secret=SIGNING_SECRET)))
    everything = "\n".join([*shown, caplog.text])
    assert "users.info" in everything
    assert "not_authed" in everything or "invalid_auth" in everything
    tickets = [url.partition("?")[2] for url in urls if "?" in url]
    assert tickets
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "hush", *tickets):
        assert secret not in everything


async def _lives(server: SlackServer, alice: str) -> list[str]:
    """A life with a file in it, and with an end in failures; what of it is shown."""
    async with made(server, signing_secret=SIGNING_SECRET) as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        box = FileBox.from_bytes(b"a", name="a.txt")
        sent = await puppet.message_send_file(alice, box)
        await (await puppet.message_file(sent)).read()
        shown = [repr(puppet), repr(puppet.native), str(puppet.native)]
        await server.go_down()
        for _ in range(2):
            with pytest.raises(PlatformError) as caught:
                await puppet.contact_payload("U0NOBODY")
            shown += traceback.format_exception(caught.value)
    await server.come_up()
    return shown


async def _fails(server: SlackServer) -> list[str]:
    """Starts with tokens that are none; what is shown of them."""
    shown = []
    for wrong in (
        made(server, bot_token="xoxb-hush"),
        made(server, app_token="xapp-hush"),
    ):
        with pytest.raises(PlatformError) as caught:
            await wrong.start()
        shown += traceback.format_exception(caught.value)
    return shown

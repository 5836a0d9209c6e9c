"""What we ask of the Bot API, and what its refusals come to."""

from __future__ import annotations

import logging
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import TelegramError

from fixtures.telegram.server import TelegramServer
from puppets import (
    ConfigurationError,
    ContactPayload,
    DeliveryUncertain,
    FileBox,
    Forbidden,
    NotFound,
    PlatformError,
    Puppet,
    RateLimited,
    Rejected,
    TooLarge,
    Unauthorized,
    Unavailable,
)
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient

pytestmark = pytest.mark.anyio

SECRET = "AAstand-in-stand-in-stand-in-stand-1"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def client(server: TelegramServer) -> AsyncIterator[TelegramClient]:
    client = TelegramClient(TelegramOptions(token=server.token, api_url=server.url))
    await client.open()
    yield client
    await client.close()


@pytest.fixture
async def puppet(server: TelegramServer) -> AsyncIterator[TelegramPuppet]:
    async with made(server) as puppet:
        yield puppet


def made(server: TelegramServer, token: str | None = None) -> TelegramPuppet:
    return TelegramPuppet(
        TelegramOptions(token=token or server.token, api_url=server.url, poll_timeout=1)
    )


# Options.


@pytest.mark.parametrize("token", ["", "abc", "123:", ":abc", "0:abc", "12 3:abc/"])
def test_what_is_no_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_TOKEN") as caught:
        TelegramOptions(token=token)
    assert not token or f" {token}" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_url": "api.telegram.org"},
        {"api_url": "https://["},
        {"file_url": "nowhere"},
        {"poll_timeout": 60.0},
        {"poll_timeout": 0.0},
        {"webhook_url": "nowhere", "webhook_secret": "a"},
        {"webhook_url": "https://a.example", "webhook_secret": ""},
        {"webhook_url": "https://a.example", "webhook_secret": "not this one"},
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_"):
        TelegramOptions(token=f"42:{SECRET}", **wrong)  # type: ignore[arg-type]  # wrong


def test_every_option_has_its_variable() -> None:
    found = TelegramOptions.from_environment(
        {
            "TELEGRAM_TOKEN": f"42:{SECRET}",
            "TELEGRAM_API_URL": "http://localhost:1/",
            "TELEGRAM_POLL_TIMEOUT": "5",
            "TELEGRAM_WEBHOOK_URL": "https://a.example/b",
            "TELEGRAM_WEBHOOK_SECRET": "s3",
            "TELEGRAM_PROXY": "http://me:word@proxy",
        }
    )
    assert (found.api_base, found.file_base) == (
        "http://localhost:1",
        "http://localhost:1/file",
    )
    assert (found.poll_timeout, found.webhook_secret) == (5.0, "s3")
    for secret in (SECRET, "s3", "word"):
        assert secret not in repr(found)


# Refusals.


async def refused(puppet: Puppet, to: str, kind: type[PlatformError]) -> PlatformError:
    with pytest.raises(kind) as caught:
        await puppet.message_send_text(to, "hello")
    assert isinstance(caught.value.__cause__, TelegramError)
    return caught.value


async def test_a_wrong_token_is_unauthorized_at_once(server: TelegramServer) -> None:
    puppet = made(server, "43:no-such-bot")
    with pytest.raises(Unauthorized):
        await puppet.start()
    assert server.requests == 1


async def test_a_chat_that_is_not_there(puppet: TelegramPuppet) -> None:
    await refused(puppet, "77", NotFound)


async def test_someone_who_has_blocked_the_bot(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    server.block(alice)
    await refused(puppet, str(alice), Forbidden)


async def test_a_group_that_the_bot_was_thrown_out_of(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice])
    server.remove(alice, group, server.bot.id)
    await refused(puppet, str(group), Forbidden)


async def test_a_right_that_the_bot_has_not(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    group = server.open_group("tea", [server.sign_up("Alice")])
    with pytest.raises(Forbidden):
        await puppet.room_set_topic(str(group), "coffee")


async def test_an_empty_text_is_rejected(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with pytest.raises(Rejected, match="empty"):
        await puppet.message_send_text(str(alice), "  ")


async def test_flood_control_says_how_long(
    server: TelegramServer, client: TelegramClient
) -> None:
    server.throttle(3)
    with pytest.raises(RateLimited) as caught:
        await client.get_me()
    assert caught.value.retry_after == 3


@pytest.mark.parametrize(
    ("send", "kind"), [(True, DeliveryUncertain), (False, Unavailable)]
)
async def test_a_gateway_that_fails_leaves_a_send_uncertain(
    server: TelegramServer,
    client: TelegramClient,
    send: bool,
    kind: type[PlatformError],
) -> None:
    alice = server.sign_up("Alice")
    server.refuse_everything()
    with pytest.raises(kind):
        await (client.send("SendMessage", alice, text="a") if send else client.get_me())


async def test_an_answer_that_is_lost_leaves_a_send_uncertain(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    server.cut_after_accepting()
    with pytest.raises(DeliveryUncertain):
        await client.send("SendMessage", alice, text="a")
    assert [each["text"] for each in server.messages(alice)] == ["a"]


async def test_a_server_that_is_not_there_got_nothing(
    server: TelegramServer, client: TelegramClient
) -> None:
    await server.go_down()
    fresh = TelegramClient(TelegramOptions(token=server.token, api_url=server.url))
    try:
        with pytest.raises(Unavailable):
            await fresh.open()
    finally:
        await fresh.close()


async def test_a_client_that_is_closed_says_so(server: TelegramServer) -> None:
    client = TelegramClient(TelegramOptions(token=server.token, api_url=server.url))
    with pytest.raises(Unavailable, match="not started"):
        await client.get_me()


async def test_a_method_that_an_old_server_has_not(
    server: TelegramServer, client: TelegramClient
) -> None:
    with pytest.raises(Rejected, match="has no sendHologram"):
        await client.send("SendHologram", 1)


async def test_half_of_a_character_is_rejected(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with pytest.raises(Rejected):
        await puppet.message_send_text(str(alice), "a\ud83d")


# Rooms that move.


async def test_a_request_to_a_room_that_moved_follows_it(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    old = server.open_group("tea", [alice], admin=True)
    new = server.migrate(alice, old)
    said = await client.send("SendMessage", old, text="still here?")
    assert said.message.chat.id == new
    assert client.moves.all() == {old: new}


async def test_a_number_of_the_old_room_is_not_taken_for_one_of_the_new(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    old = server.open_group("tea", [alice], admin=True)
    said = await client.send("SendMessage", old, text="old")
    new = server.migrate(alice, old)
    await client.send("SendMessage", new, text="new")
    before = server.messages(new)
    with pytest.raises(Rejected):
        await client.delete_message(old, said.message.message_id)
    assert server.messages(new) == before


# Files.


async def test_a_file_that_is_gone_is_not_found(client: TelegramClient) -> None:
    with pytest.raises(NotFound):
        await client.get_file("no-such-file")


async def test_a_file_over_the_download_limit_is_too_large(
    server: TelegramServer,
) -> None:
    alice = server.sign_up("Alice")
    options = TelegramOptions(
        token=server.token, api_url=server.url, poll_timeout=1, download_limit=9
    )
    async with TelegramPuppet(options) as puppet:
        sent = await puppet.message_send_file(
            str(alice), FileBox.from_bytes(b"0123456789", name="a.bin")
        )
        with pytest.raises(TooLarge) as caught:
            await puppet.message_file(sent)
    assert caught.value.limit == 9


# The SDK's own client.


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
        await made(server, f"43:{SECRET}").start()
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


# What only memory knows.


async def test_someone_who_cannot_be_asked_about_is_remembered(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    ghost = ContactPayload(id="99", name="Ghost")
    await puppet._memory.save(ghost)
    assert await puppet.contact_payload("99") == ghost

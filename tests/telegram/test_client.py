"""What we ask of the Bot API, and what its refusals come to."""

from __future__ import annotations

import pytest
from telegram.error import TelegramError

from puppets import (
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
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio

SECRET = "AAstand-in-stand-in-stand-in-stand-1"


# Refusals.


async def refused(puppet: Puppet, to: str, kind: type[PlatformError]) -> PlatformError:
    with pytest.raises(kind) as caught:
        await puppet.message_send_text(to, "hello")
    assert isinstance(caught.value.__cause__, TelegramError)
    return caught.value


async def test_a_wrong_token_is_unauthorized_at_once(server: TelegramServer) -> None:
    puppet = made(server, token="43:no-such-bot")
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

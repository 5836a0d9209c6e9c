"""Long polling: nothing is confirmed before it is safe, and nothing is hidden."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from puppets import (
    ErrorEvent,
    HeartbeatEvent,
    Malformed,
    MessageEvent,
    PlatformError,
    ReadyEvent,
    RoomMigrateEvent,
    Unavailable,
)
from puppets.telegram.client import TelegramClient
from puppets.telegram.refusals import OtherPoller, WebhookIsSet
from puppets.telegram.stream import (
    EARLIEST,
    Answer,
    Told,
    poll,
    read,
)
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio


def texts(answer: Answer) -> list[str]:
    return [
        told.update.message.text
        for told in answer.updates
        if isinstance(told, Told) and told.update.message
    ]


# Polling.


async def test_the_first_answer_comes_at_once_though_it_is_empty(
    client: TelegramClient,
) -> None:
    async with aclosing(poll(client, None, 25)) as answers:
        assert await anext(answers) == Answer((), EARLIEST)


async def test_an_answer_is_confirmed_only_when_the_next_is_asked_for(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "one")
    async with aclosing(poll(client, None, 1)) as answers:
        first = await anext(answers)
        assert texts(first) == ["one"]
    async with aclosing(poll(client, None, 1)) as answers:
        assert await anext(answers) == first
        assert (await anext(answers)).updates == ()
    assert len(server.bot.queue) == 0


async def test_the_cursor_goes_on_from_where_it_was(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "one")
    async with aclosing(poll(client, None, 1)) as answers:
        cursor = (await anext(answers)).cursor
    server.say(alice, alice, "two")
    async with aclosing(poll(client, cursor, 1)) as answers:
        assert texts(await anext(answers)) == ["two"]


async def test_more_than_one_answer_holds_arrives(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    for number in range(150):
        server.say(alice, alice, str(number))
    async with aclosing(poll(client, None, 1)) as answers:
        found = texts(await anext(answers)) + texts(await anext(answers))
    assert found == [str(number) for number in range(150)]


async def test_an_update_that_comes_again_confirms_nothing_that_is_new(
    server: TelegramServer, client: TelegramClient
) -> None:
    alice = server.sign_up("Alice")
    server.duplicate_next()
    server.say(alice, alice, "one")
    async with aclosing(poll(client, None, 1)) as answers:
        first = await anext(answers)
        again = await anext(answers)
        assert texts(first) == texts(again) == ["one"]
        assert again.cursor == first.cursor
        server.say(alice, alice, "two")
        assert texts(await anext(answers)) == ["two"]


async def test_kinds_that_must_be_asked_for_are_asked_for(
    server: TelegramServer, client: TelegramClient
) -> None:
    async with aclosing(poll(client, None, 1)) as answers:
        await anext(answers)
    assert {"message_reaction", "chat_member"} <= server.bot.queue.allowed


async def test_a_connection_that_is_dropped_is_unavailable(
    server: TelegramServer, client: TelegramClient
) -> None:
    server.drop_connections()
    async with aclosing(poll(client, None, 1)) as answers:
        with pytest.raises(Unavailable):
            await anext(answers)


async def test_a_server_that_says_nothing_is_unavailable(
    server: TelegramServer, client: TelegramClient
) -> None:
    server.deafen()
    async with aclosing(poll(client, None, 0)) as answers:
        with pytest.raises(Unavailable):
            await anext(answers)


# What cannot be read.


def test_an_update_that_cannot_be_read_names_the_path() -> None:
    raw = b'{"update_id": 3, "message": {"message_id": "x"}}'
    found = read(raw)
    assert isinstance(found, Malformed)
    assert (found.path, found.update) == ("$.message.message_id", raw)
    assert "x" not in repr(found.path)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"update_id": null}'], ids=repr)
def test_what_is_no_update_is_malformed(raw: bytes) -> None:
    found = read(raw)
    assert isinstance(found, Malformed)
    assert found.update == raw


async def test_what_cannot_be_read_is_said_and_the_next_is_read(
    server: TelegramServer,
) -> None:
    alice = server.sign_up("Alice")
    puppet = made(server)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        async with puppet:
            server.garble_next()
            server.say(alice, alice, "lost")
            server.say(alice, alice, "found")
            error = (await anext(errors)).error
            assert (await anext(messages)).message.text == "found"
            assert puppet.is_logged_in
    assert isinstance(error, Malformed)
    assert error.path.startswith("$.message.")


# Who else is there.


async def test_another_poller_is_said_and_outlived(server: TelegramServer) -> None:
    alice = server.sign_up("Alice")
    puppet, other = made(server), made(server)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        async with puppet:
            async with other:
                error = (await anext(errors)).error
            server.say(alice, alice, "alone again")
            assert (await anext(messages)).message.text == "alone again"
    assert isinstance(error, OtherPoller)
    assert "another poller" in str(error)


async def test_a_webhook_that_is_set_is_said_at_the_start(
    server: TelegramServer, client: TelegramClient
) -> None:
    await client.set_webhook("https://a.example/b", "s")
    puppet = made(server)
    with pytest.raises(WebhookIsSet, match="TELEGRAM_WEBHOOK_URL"):
        await puppet.start()
    await client.delete_webhook()
    await puppet.start()
    await puppet.stop()


async def test_a_webhook_that_is_set_meanwhile_ends_it_with_a_reason(
    server: TelegramServer, client: TelegramClient
) -> None:
    puppet = made(server)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            await client.set_webhook("https://a.example/b", "s")
            error = (await anext(errors)).error
    assert isinstance(error, WebhookIsSet)
    assert isinstance(error, PlatformError)


async def test_polls_that_come_back_are_signs_of_life(server: TelegramServer) -> None:
    puppet = made(server)
    with puppet.listen(HeartbeatEvent) as beats:
        async with puppet:
            await anext(beats)
            assert puppet.health.online


# Rooms that move.


async def test_a_move_that_only_a_refusal_told_of_is_told_and_kept(
    server: TelegramServer,
) -> None:
    alice = server.sign_up("Alice")
    old = server.open_group("tea", [alice], admin=True)
    new = server.migrate(alice, old)
    server.bot.queue.clear()
    puppet = made(server)
    with puppet.listen(RoomMigrateEvent) as moves:
        async with puppet:
            await puppet.message_send_text(str(old), "still here?")
            event = await anext(moves)
            assert (event.room_id, event.successor_id) == (str(old), str(new))
        async with puppet:
            assert (await puppet.room_payload(str(old))).id == str(new)

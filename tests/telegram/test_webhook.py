"""Updates that are posted: who is let in, and what is said yes to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from puppets import (
    ErrorEvent,
    InProcessMemory,
    Malformed,
    MessageEvent,
    ReadyEvent,
)
from puppets.events import Batch
from puppets.memory import Entry
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.webhook import HEADER
from puppets_standins.telegram.server import TelegramServer

from .conftest import SECRET
from .updates import JSON, said

pytestmark = pytest.mark.anyio

UPDATE: JSON = {"update_id": 1, "message": said(text="hello")}


@pytest.fixture
async def puppet(hooked: TelegramOptions) -> AsyncIterator[TelegramPuppet]:
    puppet = TelegramPuppet(hooked)
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            yield puppet


async def post(
    hooked: TelegramOptions, body: bytes, secret: str | None = SECRET
) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.webhook_url, data=body, headers=headers) as response,
    ):
        return response.status


# What is posted is heard.


async def test_what_people_say_arrives(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with puppet.listen(MessageEvent) as messages:
        for number in range(20):
            server.say(alice, alice, str(number))
        found = [(await anext(messages)).message.text for _ in range(20)]
    assert found == [str(number) for number in range(20)]


async def test_what_was_said_before_the_webhook_was_set_arrives(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "early")
    puppet = TelegramPuppet(hooked)
    with puppet.listen(MessageEvent) as messages:
        async with puppet:
            assert (await anext(messages)).message.text == "early"


async def test_the_webhook_is_taken_away_at_the_end(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    async with TelegramPuppet(hooked) as puppet:
        with puppet.listen(ReadyEvent) as ready:
            await anext(ready)
        assert server.bot.webhook.url == hooked.webhook_url
    assert server.bot.webhook.url == ""


async def test_a_puppet_that_polls_goes_on_after_one_with_a_webhook(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    alice = server.sign_up("Alice")
    async with TelegramPuppet(hooked) as puppet:
        with puppet.listen(ReadyEvent) as ready:
            await anext(ready)
    server.say(alice, alice, "in between")
    polls = TelegramPuppet(TelegramOptions(token=server.token, api_url=server.url))
    with polls.listen(MessageEvent) as messages:
        async with polls:
            assert (await anext(messages)).message.text == "in between"


# Yes is said to what is safe.


class SlowMemory(InProcessMemory):
    """A memory that takes its time, until it is let go on."""

    def __init__(self) -> None:
        super().__init__()
        self.began = asyncio.Event()
        self.goes_on = asyncio.Event()

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        if any(isinstance(event, MessageEvent) for event in batch.events):
            self.began.set()
            await self.goes_on.wait()
        return await super().accept(batch)


async def test_yes_is_said_only_when_the_update_is_safe(
    hooked: TelegramOptions,
) -> None:
    memory = SlowMemory()
    puppet = TelegramPuppet(hooked, memory=memory)
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            asked = asyncio.create_task(post(hooked, json.dumps(UPDATE).encode()))
            await memory.began.wait()
            assert not asked.done()
            memory.goes_on.set()
            assert await asked == 200


async def test_no_is_said_to_what_was_not_made_safe(hooked: TelegramOptions) -> None:
    memory = SlowMemory()
    puppet = TelegramPuppet(hooked, memory=memory)
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            asked = asyncio.create_task(post(hooked, json.dumps(UPDATE).encode()))
            await memory.began.wait()
    assert await asked == 503


async def test_an_update_that_comes_twice_is_heard_once(
    hooked: TelegramOptions, puppet: TelegramPuppet
) -> None:
    body = json.dumps(UPDATE).encode()
    other = {"update_id": 2, "message": {**said(text="next"), "message_id": 6}}
    with puppet.listen(MessageEvent) as messages:
        assert [await post(hooked, body), await post(hooked, body)] == [200, 200]
        await post(hooked, json.dumps(other).encode())
        found = [(await anext(messages)).message.text for _ in range(2)]
    assert found == ["hello", "next"]


# Who is let in.


@pytest.mark.parametrize("secret", [None, "", "let-me-i", "let-me-in2", "é"])
async def test_who_does_not_show_the_secret_is_not_let_in(
    hooked: TelegramOptions, puppet: TelegramPuppet, secret: str | None
) -> None:
    assert await post(hooked, json.dumps(UPDATE).encode(), secret) == 401
    assert await puppet.message_list() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"hello"], ids=repr)
async def test_what_is_no_json_object_is_refused(
    hooked: TelegramOptions, puppet: TelegramPuppet, body: bytes
) -> None:
    assert await post(hooked, body) == 400


async def test_what_is_too_large_is_refused(
    hooked: TelegramOptions, puppet: TelegramPuppet
) -> None:
    assert await post(hooked, b" " * 10_001) == 413


async def test_an_update_that_cannot_be_read_is_said_and_not_sent_again(
    hooked: TelegramOptions, puppet: TelegramPuppet
) -> None:
    body = json.dumps({"update_id": 1, "message": {"message_id": "x"}}).encode()
    with puppet.listen(ErrorEvent) as errors:
        assert await post(hooked, body) == 200
        error = (await anext(errors)).error
    assert isinstance(error, Malformed)


async def test_a_post_that_breaks_off_is_no_update(
    hooked: TelegramOptions, puppet: TelegramPuppet
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", hooked.webhook_port)
    head = f"POST /updates HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"
    writer.write(head.encode() + b'Content-Length: 99\r\n\r\n{"update_id": 1')
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await post(hooked, json.dumps(UPDATE).encode()) == 200
    assert await puppet.message_list() == ["7:5"]


async def test_another_path_is_not_there(
    hooked: TelegramOptions, puppet: TelegramPuppet
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.webhook_url + "/x", headers={HEADER: SECRET}) as response,
    ):
        assert response.status == 404

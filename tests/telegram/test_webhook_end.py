"""The end of a webhook: nobody is left waiting, and nothing is left open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

import aiohttp
import pytest

from puppets import MessageEvent
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets.telegram.stream import Answer, Told
from puppets.telegram.webhook import HEADER, Webhook
from puppets_standins.telegram.server import TelegramServer

from .conftest import SECRET
from .updates import said

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(hooked: TelegramOptions) -> AsyncIterator[TelegramClient]:
    client = TelegramClient(hooked)
    await client.open()
    yield client
    await client.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def post(
    session: aiohttp.ClientSession, hooked: TelegramOptions, number: int
) -> int:
    update = {"update_id": number, "message": {**said(), "message_id": number}}
    async with session.post(
        hooked.webhook_url,
        data=json.dumps(update).encode(),
        headers={HEADER: SECRET},
    ) as response:
        return response.status


def numbers(answer: Answer) -> set[int]:
    return {told.update.update_id for told in answer.updates if isinstance(told, Told)}


async def taken(answers: AsyncIterator[Answer], wanted: set[int]) -> int:
    """How many answers it takes until all of these updates are told."""
    count, missing = 0, set(wanted)
    while missing:
        missing -= numbers(await anext(answers))
        count += 1
    return count


def _call_off(asked: asyncio.Future[Answer]) -> None:
    asked.cancel()


async def test_posts_that_wait_together_are_made_safe_together(
    hooked: TelegramOptions, client: TelegramClient, session: aiohttp.ClientSession
) -> None:
    webhook = Webhook(hooked, client)
    await webhook.open()
    async with aclosing(webhook.answers()) as answers:
        await anext(answers)
        posts = [asyncio.create_task(post(session, hooked, 1 + n)) for n in range(10)]
        while webhook._box._letters.qsize() < 10:
            await asyncio.sleep(0)
        assert await taken(answers, set(range(1, 11))) == 1
        assert not any(each.done() for each in posts)
        follower = asyncio.create_task(post(session, hooked, 11))
        assert await taken(answers, {11}) == 1
        assert await asyncio.gather(*posts) == [200] * 10
    assert await follower == 503
    await webhook.close()


async def test_a_post_that_nobody_takes_any_more_is_refused(
    hooked: TelegramOptions, client: TelegramClient, session: aiohttp.ClientSession
) -> None:
    webhook = Webhook(hooked, client)
    await webhook.open()
    waiting = asyncio.create_task(post(session, hooked, 1))
    while not webhook._box._letters.qsize():
        await asyncio.sleep(0)
    await webhook.close()
    assert await waiting == 503


@pytest.mark.parametrize("turns", range(12))
async def test_who_knocks_while_it_closes_is_not_left_standing(
    hooked: TelegramOptions, client: TelegramClient, turns: int
) -> None:
    """However far the loop has come with them: python/cpython#109564 is at the third."""
    webhook = Webhook(hooked, client)
    await webhook.open()
    knocking = asyncio.open_connection("127.0.0.1", hooked.webhook_port)
    visitor = asyncio.create_task(knocking)
    for _ in range(turns):
        await asyncio.sleep(0)
    await webhook.close()
    with suppress(ConnectionError):
        reader, writer = await visitor
        try:
            assert await reader.read() == b""
        finally:
            writer.close()


async def test_a_webhook_is_taken_away_though_its_setting_was_not_answered(
    server: TelegramServer, hooked: TelegramOptions, client: TelegramClient
) -> None:
    webhook = Webhook(hooked, client)
    await webhook.open()
    async with aclosing(webhook.answers()) as answers:
        asked = asyncio.ensure_future(anext(answers))
        server.witness(lambda *_: _call_off(asked))
        with pytest.raises(asyncio.CancelledError):
            await asked
    server.witness(lambda *_: None)
    assert server.bot.webhook.url == hooked.webhook_url
    await webhook.close()
    assert server.bot.webhook.url == ""


async def test_what_was_not_answered_at_the_end_is_heard_after_the_next_start(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    alice, puppet = server.sign_up("Alice"), TelegramPuppet(hooked)
    with puppet.listen(MessageEvent) as messages:
        for number in range(10):
            async with puppet:
                server.say(alice, alice, str(number))
        async with puppet:
            found = [(await anext(messages)).message.text for _ in range(10)]
    assert found == [str(number) for number in range(10)]

"""Updates by webhook: of one chat one after the other, of several side by side."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from fixtures.telegram import TelegramServer
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


class Listener:
    """A bot's web server, which answers when it may."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.most_at_once = 0
        self.may_answer: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._open = 0

    async def accept(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        self.begun.append(text)
        self._open += 1
        self.most_at_once = max(self.most_at_once, self._open)
        await self.may_answer[text].wait()
        self._open -= 1
        return web.Response()

    async def heard(self, count: int) -> None:
        while len(self.begun) < count:
            await asyncio.sleep(0)


@pytest.fixture
async def listener(server: TelegramServer, ask: Ask) -> AsyncIterator[Listener]:
    """Somebody whom the platform tells, two things at once."""
    listener, app = Listener(), web.Application()
    app.router.add_post("/hook", listener.accept)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await ask("setWebhook", url=url, max_connections=2)
    yield listener
    await ask("deleteWebhook")
    await runner.cleanup()


async def test_one_chat_does_not_hold_up_another_and_each_keeps_its_order(
    server: TelegramServer, listener: Listener
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    for text in ("b1", "b2", "a2"):
        listener.may_answer[text].set()
    for who, text in ((alice, "a1"), (alice, "a2"), (bob, "b1"), (bob, "b2")):
        server.say(who, who, text)
    await listener.heard(3)
    assert sorted(listener.begun) == ["a1", "b1", "b2"]
    listener.may_answer["a1"].set()
    await server.bot.queue.emptied()
    assert listener.begun[3:] == ["a2"]


async def test_no_more_come_at_once_than_the_bot_allows(
    server: TelegramServer, listener: Listener
) -> None:
    for number in range(8):
        person = server.sign_up(f"Person {number}")
        server.say(person, person, str(number))
    await listener.heard(2)
    for number in range(8):
        listener.may_answer[str(number)].set()
    await server.bot.queue.emptied()
    assert listener.most_at_once == 2

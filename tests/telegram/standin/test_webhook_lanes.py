"""Updates by webhook: of one chat one after the other, of several side by side."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


class Listener:
    """A bot's web server, which answers when it may."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        """The text of each message, and of what else is told the kind."""
        self.most_at_once = 0
        self.may_answer: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._open = 0

    async def accept(self, request: web.Request) -> web.Response:
        text = _text(await request.json())
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


async def test_who_comes_is_told_of_though_the_chat_is_held_up(
    server: TelegramServer, ask: Ask, listener: Listener
) -> None:
    kinds = ["message", "chat_member", "message_reaction"]
    info = (await ask("getWebhookInfo"))[1]
    await ask("setWebhook", url=info["url"], allowed_updates=kinds)
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    room = server.open_group("tea", [alice], supergroup=True, admin=True)
    listener.may_answer["chat_member"].set()
    listener.may_answer["message_reaction"].set()
    said = server.say(alice, room, "hello")
    server.invite(alice, room, [bob])
    server.leave(bob, room)
    server.react(alice, room, said["message_id"], "👍")
    await listener.heard(4)
    others = ["chat_member", "chat_member", "message_reaction"]
    assert sorted(listener.begun)[:3] == others
    for held in (listener.begun[0], "hello", "new_chat_members", "left_chat_member"):
        listener.may_answer[held].set()
    await server.bot.queue.emptied()


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


def _text(update: dict[str, Any]) -> str:
    kind, said = next(item for item in update.items() if item[0] != "update_id")
    deeds = {"new_chat_members", "left_chat_member"}.intersection(said)
    return deeds.pop() if deeds else said.get("text", kind)

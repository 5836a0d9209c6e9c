"""What counts as brought again, where a handler that asks was cut off with others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from puppets import Bot, Message
from puppets.mock import Mocker, MockPuppet, Person, Room

from .orders import read

pytestmark = pytest.mark.anyio


class Lives:
    """A bot whose handlers never end, until they may; to an order, it `asks`."""

    def __init__(self, bot: Bot) -> None:
        self.asks: Callable[[Message], Awaitable[object]] | None = None
        self.hangs = True
        self._told: asyncio.Queue[tuple[str, bool]] = asyncio.Queue()
        bot.on_message(self._hear)

    async def _hear(self, message: Message) -> None:
        self._told.put_nowait((message.text, message.redelivered))
        if message.text == "order" and self.asks is not None:
            await self.asks(message)
        if self.hangs:
            await asyncio.Event().wait()

    async def tell(self, *texts: str, again: bool) -> None:
        """These are begun next, in any order; whether they were before."""
        told = {await self._told.get() for _ in texts}
        assert told == {(text, again) for text in texts}

    def end(self) -> None:
        """From now on, what is begun ends."""
        self.asks, self.hangs = None, False


@pytest.fixture
def lives(bot: Bot, puppet: MockPuppet) -> Lives:
    puppet.stop_grace = 0.01
    return Lives(bot)


@pytest.fixture
def tea(mocker: Mocker, alice: Person, bob: Person) -> Room:
    return mocker.room("Tea", alice, bob)


async def test_what_was_begun_beside_an_answer_from_elsewhere_counts(
    bot: Bot, lives: Lives, tea: Room, alice: Person
) -> None:
    lives.asks = lambda message: message.talker.ask("Which size?")
    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Which size?")
        await alice.says("L")
        await alice.says("next")
        await lives.tell("order", "next", again=False)
    lives.end()
    async with bot:
        await lives.tell("order", "L", "next", again=True)
    assert bot.puppet.health.journal_depth == 0


async def test_what_was_begun_beside_one_answer_of_several_counts(
    bot: Bot, lives: Lives, tea: Room, alice: Person, bob: Person
) -> None:
    async def poll(message: Message) -> None:
        assert message.room is not None
        room = message.room
        await asyncio.gather(*(room.ask("Milk?", of=each.id) for each in (alice, bob)))

    lives.asks = poll
    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Milk?", "Milk?", room=tea)
        await bob.says("no", room=tea)
        await bob.says("next", room=tea)
        await lives.tell("order", "next", again=False)
    lives.end()
    async with bot:
        await lives.tell("order", "no", "next", again=True)
    assert bot.puppet.health.journal_depth == 0


async def test_what_was_begun_beside_a_question_that_was_brought_again_counts(
    bot: Bot, lives: Lives, tea: Room, alice: Person, bob: Person
) -> None:
    async with bot:
        await alice.says("order", room=tea)
        await lives.tell("order", again=False)
    lives.asks = lambda message: message.ask("Which size?")
    async with bot:
        await lives.tell("order", again=True)
        await read(alice, "Which size?", room=tea)
        await bob.says("next", room=tea)
        await lives.tell("next", again=False)
    lives.end()
    async with bot:
        await lives.tell("order", "next", again=True)
    assert bot.puppet.health.journal_depth == 0

"""The same bot on servers that stand in for real platforms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from conformance import World
from puppets import Bot, Message
from puppets_standins.slack.world import SlackWorld
from puppets_standins.telegram.world import TelegramWorld

pytestmark = pytest.mark.anyio

WORLDS: dict[str, type[World]] = {"telegram": TelegramWorld, "slack": SlackWorld}


@pytest.fixture(params=WORLDS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with WORLDS[request.param]() as world:
        yield world


async def test_two_people_are_asked_in_one_room(world: World) -> None:
    bot = Bot(world.puppet())

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text == "order":
            size = await message.ask(f"{message.talker.name}, which size?")
            await message.reply(f"{size.talker.name} has {size.text}")
        else:
            await message.say(f"heard {message.text}")

    alice, bob = await world.human("Alice"), await world.human("Bob")
    tea = await world.room("Tea", alice, bob)
    async with bot:
        for person in (alice, bob):
            await person.says("order", room=tea)
            await alice.hears(f"{person.name}, which size?", room=tea)
        await bob.says("M", room=tea)
        await alice.hears("Bob has M", room=tea)
        await bob.says("hello", room=tea)
        await alice.hears("heard hello", room=tea)
        await alice.says("L", room=tea)
        await bob.hears("Alice has L", room=tea)


async def test_a_choice_is_an_answer(world: World) -> None:
    bot = Bot(world.puppet())

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?", choices=["S", "M", "L"], timeout=10)
        await message.say(f"{size.chooser.name} has {size.choice.id}")

    alice = await world.human("Alice")
    async with bot:
        await alice.says("order")
        offered = await alice.hears("Which size?")
        await alice.chooses(offered.id, "M")
        await alice.hears("Alice has M")


async def test_a_long_text_arrives_in_several_messages_and_nothing_of_it_is_lost(
    world: World,
) -> None:
    bot = Bot(world.puppet())
    words = [f"word{number}👩‍👩‍👧é" for number in range(3000)]
    alice = await world.human("Alice")
    async with bot:
        last = await bot.say(alice.id, " ".join(words))
        seen = [each for each in await alice.sees() if each.talker_id != alice.id]
        assert last.id == seen[-1].id
        assert len(seen) > 1
        assert " ".join(each.text.strip() for each in seen).split() == words


async def test_a_text_is_shown_while_it_is_written(world: World) -> None:
    bot = Bot(world.puppet())
    pieces: asyncio.Queue[str | None] = asyncio.Queue()

    async def written() -> AsyncIterator[str]:
        while (piece := await pieces.get()) is not None:
            yield piece

    alice = await world.human("Alice")
    async with bot:
        saying = asyncio.create_task(bot.say(alice.id, written()))
        pieces.put_nowait("Once upon ")
        await alice.hears("Once upon")
        pieces.put_nowait("a time")
        pieces.put_nowait(None)
        assert (await saying).text == "Once upon a time"
        seen = [each.text for each in await alice.sees()]
    assert seen == ["Once upon a time"]

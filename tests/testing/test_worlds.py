"""A bot's own tests, as its author writes them: on the mock, and on every platform."""

from __future__ import annotations

import pytest

from conformance import World
from puppets import Bot, Message

pytestmark = pytest.mark.timeout(60)  # the first on gitter starts a homeserver

bot = Bot()


@bot.on_message
async def answer(message: Message) -> None:
    if message.text == "ding":
        await message.say("dong")
    elif message.text == "count":
        for number in range(3):
            await message.say(str(number))


async def test_ding_is_answered_on_every_platform(worlds: World) -> None:
    async with worlds.running(bot):
        alice = await worlds.human("Alice")
        await alice.says("ding")
        assert (await alice.hears()).text == "dong"
        assert [seen.text for seen in await alice.sees()] == ["ding", "dong"]


async def test_a_room_is_answered_on_every_platform(worlds: World) -> None:
    async with worlds.running(bot):
        alice, bob = await worlds.human("Alice"), await worlds.human("Bob")
        tea = await worlds.room("tea", alice, bob)
        await alice.says("ding", room=tea)
        assert (await bob.hears("ding", room=tea)).talker_id == alice.id
        assert (await bob.hears("dong", room=tea)).talker_id == bot.puppet.self_id


async def test_what_a_bot_leaves_unanswered_is_seen_by_what_it_answers_next(
    worlds: World,
) -> None:
    async with worlds.running(bot):
        alice = await worlds.human("Alice")
        await alice.says("hello")
        await alice.says("ding")
        assert (await alice.hears()).text == "dong"


async def test_what_is_said_while_the_bot_is_off_is_answered_when_it_is_back(
    worlds: World,
) -> None:
    async with worlds.running(bot):
        alice = await worlds.human("Alice")
        await alice.says("ding")
        await alice.hears("dong")
        await bot.stop()
        await alice.says("count")
        await bot.start()
        assert [(await alice.hears()).text for _ in range(3)] == ["0", "1", "2"]


async def test_each_thing_is_heard_once_and_in_its_order(puppet_world: World) -> None:
    async with puppet_world.running(bot):
        alice = await puppet_world.human("Alice")
        await alice.says("count")
        await alice.hears("1")  # "0" stands before it, and counts as heard
        assert (await alice.hears()).text == "2"


async def test_what_is_not_heard_fails_with_what_is_on_the_screen(
    puppet_world: World,
) -> None:
    async with puppet_world.running(bot):
        alice = await puppet_world.human("Alice")
        await alice.says("hello")
        with pytest.raises(AssertionError, match=r"hears no 'dong' .* Alice: 'hello'"):
            await alice.hears("dong", within=0.1)
        with pytest.raises(AssertionError, match="Alice hears nothing more"):
            await alice.hears(within=0.1)


async def test_a_world_of_one_test_is_not_that_of_another(puppet_world: World) -> None:
    async with puppet_world.running(bot):
        alice = await puppet_world.human("Alice")
        assert await alice.sees() == []

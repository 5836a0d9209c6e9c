"""One bot that offers choices, on every platform that has a world here."""

from __future__ import annotations

import asyncio

import pytest

from conformance.world import Human, Room, Seen, World
from puppets import Bot, Choice, Chosen, Message

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(60),
]  # some begin a server or a page

SIZES: list[str | Choice] = ["S", "M", Choice("Large, with milk", id="l")]


async def offer(human: Human, room: Room | None = None) -> Seen:
    """The message that offers something, once it is there."""
    async with asyncio.timeout(30):
        while True:
            for seen in await human.sees(room=room):
                if seen.text.startswith("Which size?"):
                    return seen
            await asyncio.sleep(0.05)


async def takes(human: Human, number: int, room: Room | None = None) -> None:
    """By a button where there are any, else in words."""
    seen = await offer(human, room)
    if seen.choices:
        await human.chooses(seen.id, seen.choices[number - 1], room=room)
    else:
        await human.says(str(number), room=room)


async def test_whoever_is_asked_gets_what_they_chose(worlds: World) -> None:
    bot = Bot()

    @bot.on_message(text="tea")
    async def order(message: Message) -> None:
        chosen = await message.ask("Which size?", choices=SIZES, timeout=30)
        await message.say(f"{chosen.choice.id} it is")

    async with worlds.running(bot):
        alice = await worlds.human("Alice")
        await alice.says("tea")
        await takes(alice, 3)
        await alice.hears("l it is", within=30)


async def test_two_in_a_room_choose_each_for_themselves(worlds: World) -> None:
    bot = Bot()

    @bot.on_message(text="tea")
    async def order(message: Message) -> None:
        await message.say("Which size?", choices=SIZES)

    @bot.on_choice
    async def note(chosen: Chosen) -> None:
        await chosen.say(f"{chosen.text} for {chosen.chooser.id}")

    async with worlds.running(bot):
        alice, bob = await worlds.human("Alice"), await worlds.human("Bob")
        room = await worlds.room("tea", alice, bob)
        await alice.says("tea", room=room)
        await takes(bob, 2, room)
        await alice.hears(f"M for {bob.id}", room=room, within=30)
        await takes(alice, 1, room)
        await bob.hears(f"S for {alice.id}", room=room, within=30)

"""Who can be asked, and with what they may answer."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Bot,
    Event,
    FileBox,
    Message,
    MessageEvent,
    NoAnswer,
    Proceed,
    Rejected,
    Send,
    Sending,
)
from puppets.mock import Mocker, MockPuppet, Person

from .orders import read, take_orders

pytestmark = pytest.mark.anyio


async def test_anybody_may_be_asked_by_a_program_too(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    others = take_orders(bot)
    tea = mocker.room("Tea", alice, bob)
    async with bot:
        room = await bot.rooms.load(tea.id)
        asking = asyncio.create_task(room.ask("Milk?", of=bob.id))
        seen = await bob.hears(room=tea)
        assert (seen.text, seen.mention_ids) == ("Milk?", (bob.id,))
        await alice.says("for me, yes", room=tea)
        await bob.says("no", room=tea)
        answer = await asking
        assert (answer.text, answer.room, answer.talker.name) == ("no", room, "Bob")
        said = await bot.say(alice.id, "I have tea")
        asking = asyncio.create_task(said.ask("Do you want some?"))
        await read(alice, "I have tea", "Do you want some?")
        await alice.says("yes")
        assert (await asking).text == "yes"
    assert others.get_nowait() == "for me, yes"
    assert others.empty()
    assert bot.puppet.health.journal_depth == 0


async def test_a_file_may_be_the_answer(bot: Bot, alice: Person) -> None:
    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        picture = await message.ask("Show me")
        await message.say((await picture.file()).name)

    async with bot:
        await alice.says("order")
        await read(alice, "Show me")
        await alice.sends(FileBox.from_qr_code("this"))
        await read(alice, "qr-code.png")


async def test_several_may_be_asked_at_once(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", alice, bob)
    heard: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def poll(message: Message) -> None:
        if message.text != "poll" or message.room is None:
            heard.put_nowait(message.text)
            return
        room = message.room
        answers = await asyncio.gather(
            *(room.ask("Milk?", of=person.id) for person in (alice, bob))
        )
        await message.say(" and ".join(answer.text for answer in answers))

    async with bot:
        await alice.says("poll", room=tea)
        await read(alice, "Milk?", "Milk?", room=tea)
        await bob.says("no", room=tea)
        await bob.says("well", room=tea)
        assert await heard.get() == "well"
        await alice.says("yes", room=tea)
        await read(alice, "yes and no", room=tea)
    assert heard.empty()


async def test_what_is_said_while_the_question_is_on_its_way_is_no_answer(
    bot: Bot, alice: Person
) -> None:
    others = take_orders(bot)
    on_its_way, go_on = asyncio.Event(), asyncio.Event()

    @bot.use_sending
    async def dawdle(sending: Sending, send: Send) -> Message:
        on_its_way.set()
        await go_on.wait()
        return await send(sending)

    async with bot:
        her = await bot.contacts.load(alice.id)
        asking = asyncio.create_task(her.ask("Well?"))
        await on_its_way.wait()
        with bot.puppet.listen(MessageEvent) as events:
            await alice.says("before that")
            await anext(events)
        go_on.set()
        await read(alice, "Well?")
        await alice.says("yes")
        assert (await asking).text == "yes"
        assert await others.get() == "before that"


async def test_what_a_program_waits_for_no_longer_is_heard_by_others(
    bot: Bot, alice: Person
) -> None:
    others = take_orders(bot)
    reached = asyncio.Event()

    @bot.use
    async def dawdle(event: Event, proceed: Proceed) -> None:
        is_answer = isinstance(event, MessageEvent) and event.message.text == "yes"
        if is_answer and not reached.is_set():
            reached.set()
            await asyncio.Event().wait()
        await proceed()

    async with bot:
        her = await bot.contacts.load(alice.id)
        asking = asyncio.create_task(her.ask("Well?"))
        await read(alice, "Well?")
        await alice.says("yes")
        await reached.wait()
        asking.cancel()
        assert await others.get() == "yes"
    assert bot.puppet.health.journal_depth == 0


async def test_nobody_answers_what_was_left_to_another_task_by_a_handler_that_is_cut_off(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    puppet.stop_grace = 0.05
    asking: list[asyncio.Task[Message]] = []

    @bot.on_message
    async def hear(message: Message) -> None:
        asking.append(asyncio.create_task(message.ask("Which size?")))
        await asyncio.Event().wait()

    async with bot:
        await alice.says("order")
        await read(alice, "Which size?")
    with pytest.raises(NoAnswer, match="stopped"):
        await asking[0]


async def test_nobody_is_asked_to_choose_from_nothing(bot: Bot, alice: Person) -> None:
    async with bot:
        her = await bot.contacts.load(alice.id)
        with pytest.raises(Rejected, match="nothing to choose from"):
            await her.ask("Which size?", choices=[])
    assert await alice.sees() == []

"""A handler asks somebody, and goes on with the answer."""

from __future__ import annotations

import asyncio

import pytest

from puppets import Bot, Message, MessageEvent, NoAnswer
from puppets.mock import Mocker, MockPuppet, Person

from .orders import read, take_orders

pytestmark = pytest.mark.anyio


async def test_the_answer_comes_to_the_handler_that_asks_and_to_no_other(
    bot: Bot, alice: Person
) -> None:
    others = take_orders(bot)
    async with bot:
        await alice.says("order")
        await read(alice, "Which size?")
        await alice.says("L")
        await read(alice, "Alice: L")
        await alice.says("thanks")
        assert await others.get() == "thanks"
    assert others.empty()
    assert bot.puppet.health.journal_depth == 0


async def test_what_others_say_and_what_is_said_elsewhere_is_handled_meanwhile(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    others = take_orders(bot)
    tea = mocker.room("Tea", alice, bob)
    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Which size?", room=tea)
        await bob.says("hello", room=tea)
        await alice.says("between us")
        assert {await others.get(), await others.get()} == {"hello", "between us"}
        await alice.says("L", room=tea)
        await read(alice, "Alice: L", room=tea)


async def test_each_of_those_who_are_asked_in_one_room_has_their_own_answer(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    others = take_orders(bot)
    tea = mocker.room("Tea", alice, bob)
    async with bot:
        await alice.says("order", room=tea)
        await bob.says("order", room=tea)
        await read(alice, "Which size?", "Which size?", room=tea)
        await bob.says("M", room=tea)
        await alice.says("L", room=tea)
        await read(alice, "Bob: M", "Alice: L", room=tea)
    assert others.empty()


async def test_who_does_not_answer_in_time_is_waited_for_no_longer(
    bot: Bot, alice: Person
) -> None:
    others: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text != "order":
            others.put_nowait(message.text)
            return
        with pytest.raises(NoAnswer, match=f"{alice.id} did not answer") as late:
            await message.ask("Which size?", timeout=0.05)
        assert isinstance(late.value, TimeoutError)
        await message.say("Too late")

    async with bot:
        await alice.says("order")
        await read(alice, "Which size?", "Too late")
        await alice.says("L")
        assert await others.get() == "L"


async def test_one_question_may_follow_the_other(bot: Bot, alice: Person) -> None:
    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        colour = await size.ask("Which colour?")
        await colour.say(f"{size.text} in {colour.text}")

    async with bot:
        await alice.says("order")
        for question, answer in (("Which size?", "L"), ("Which colour?", "red")):
            await read(alice, question)
            await alice.says(answer)
        await read(alice, "L in red")


async def test_the_first_who_asks_is_the_first_who_is_answered(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", bob)

    @bot.on_message(text="ask her")
    async def ask(message: Message) -> None:
        her = await bot.contacts.load(alice.id)
        where = message.room.topic if message.room else "Bob"
        answer = await her.ask(f"Asked by {where}")
        await message.say(f"She says {answer.text}")

    async with bot:
        await bob.says("ask her")
        await read(alice, "Asked by Bob")
        await bob.says("ask her", room=tea)
        await read(alice, "Asked by Tea")
        for answer in ("one", "two"):
            await alice.says(answer)
        await read(bob, "She says one")
        await read(bob, "She says two", room=tea)


async def test_what_was_said_before_the_question_does_not_answer_it(
    bot: Bot, alice: Person
) -> None:
    both_said = asyncio.Event()
    heard: list[str] = []

    @bot.on_message
    async def hear(message: Message) -> None:
        heard.append(message.text)
        if message.text == "order":
            await both_said.wait()
            size = await message.ask("Which size?")
            await message.say(f"one {size.text}")

    async with bot:
        with bot.puppet.listen(MessageEvent) as events:
            await alice.says("order")
            await alice.says("quickly")
            for _ in range(2):
                await anext(events)
        both_said.set()
        await read(alice, "Which size?")
        await alice.says("L")
        await read(alice, "one L")
    assert heard == ["order", "quickly"]


async def test_what_is_taken_back_is_no_answer(bot: Bot, alice: Person) -> None:
    take_orders(bot)
    async with bot:
        hello = await alice.says("hello")
        await alice.says("order")
        await read(alice, "Which size?")
        await alice.recalls(hello)
        await alice.says("L")
        await read(alice, "Alice: L")


async def test_more_may_be_asked_than_may_be_in_flight(
    bot: Bot, puppet: MockPuppet, mocker: Mocker
) -> None:
    puppet.in_flight = 2
    take_orders(bot)
    people = [mocker.person(f"Person {number}") for number in range(5)]
    async with bot:
        for person in people:
            await person.says("order")
        for person in people:
            await read(person, "Which size?")
        for person in people:
            await person.says("L")
        for person in people:
            await read(person, f"{person.name}: L")
    assert puppet.health.journal_depth == 0


async def test_two_handlers_of_one_conversation_never_run_at_once(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", alice, bob)
    at_work: set[str] = set()
    go_on = asyncio.Event()
    met: list[set[str]] = []

    async def work(who: str) -> None:
        at_work.add(who)
        met.append(set(at_work))
        await go_on.wait()
        at_work.remove(who)

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        await message.ask("Which size?")
        await work("the one who asked")
        await message.say("done")

    @bot.on_message(text="hello")
    async def greet(message: Message) -> None:
        await work("the one who greets")

    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Which size?", room=tea)
        with bot.puppet.listen(MessageEvent) as events:
            await bob.says("hello", room=tea)
            await alice.says("L", room=tea)
            for _ in range(2):
                await anext(events)
        go_on.set()
        await read(alice, "done", room=tea)
    assert met == [{"the one who greets"}, {"the one who asked"}]

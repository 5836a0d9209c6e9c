"""A handler that asks is cut off, by a stop or by itself, and nothing is lost by that."""

from __future__ import annotations

import asyncio
from typing import Protocol

import pytest

from conformance.hearing import eventually
from puppets import Bot, Message, MessageEvent, NoAnswer, Send, Sending
from puppets._asking import Asked, Question
from puppets.mock import MockPuppet, Person

pytestmark = pytest.mark.anyio


class CutOff(Protocol):
    def __call__(self, *, now: bool) -> bool: ...


async def test_a_stop_waits_for_no_answer_and_the_question_comes_again(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    puppet.stop_grace = 3600

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        await message.say(f"{size.text}, {message.redelivered}")

    async with bot:
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
    assert puppet.health.journal_depth == 1
    await alice.says("L")
    async with bot:
        assert (await alice.hears()).text == "Which size?"
        assert (await alice.hears()).text == "L, True"
    assert puppet.health.journal_depth == 0


async def test_a_stop_while_the_question_is_said_is_no_answer_either(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    puppet.stop_grace = 3600
    stopped_hearing = asyncio.Event()
    outcomes: list[str] = []

    @bot.use_sending
    async def dawdle(sending: Sending, send: Send) -> Message:
        said = await send(sending)
        await stopped_hearing.wait()
        return said

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        outcomes.append("begun")
        try:
            await message.ask("Which size?")
        except NoAnswer:
            outcomes.append("no answer")

    await bot.start()
    await alice.says("order")
    await alice.hears()
    stopping = asyncio.create_task(bot.stop())
    await eventually(lambda: not puppet.health.online, "the puppet to hear no more")
    stopped_hearing.set()
    await stopping
    assert outcomes == ["begun"]
    assert puppet.health.journal_depth == 1


async def test_a_handler_that_stops_its_puppet_has_no_answer_either(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    outcomes: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        asking = asyncio.create_task(message.ask("Which size?"))
        await alice.hears()
        await bot.stop()
        try:
            await asking
        except NoAnswer as error:
            outcomes.put_nowait(str(error))

    await bot.start()
    await alice.says("order")
    assert await outcomes.get() == "the puppet stopped before the answer"
    assert puppet.health.journal_depth == 0


async def test_a_stop_is_no_answer_to_a_program(bot: Bot, alice: Person) -> None:
    async with bot:
        asking = asyncio.create_task((await bot.contacts.load(alice.id)).ask("Well?"))
        await alice.hears()
    with pytest.raises(NoAnswer):
        await asking


async def test_an_answer_is_done_when_the_handler_that_asked_is(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    answered, go_on = asyncio.Event(), asyncio.Event()

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        await message.ask("Which size?")
        answered.set()
        await go_on.wait()
        await message.say("done")

    async with bot:
        await alice.says("order")
        await alice.hears()
        await alice.says("L")
        await answered.wait()
        left = [entry.event for entry in await puppet._memory.unfinished()]
        said = [event.message.text for event in left if isinstance(event, MessageEvent)]
        assert said[:2] == ["order", "L"]
        go_on.set()
        assert (await alice.hears()).text == "done"
    assert puppet.health.journal_depth == 0


async def test_who_waits_no_longer_leaves_the_answer_to_others(
    bot: Bot, alice: Person
) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def hear(message: Message) -> None:
        heard.put_nowait(message.text)
        if message.text == "order":
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await message.ask("Which size?", timeout=3600)
            await message.say("Never mind")

    async with bot:
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
        assert (await alice.hears()).text == "Never mind"
        await alice.says("L")
        assert [await heard.get(), await heard.get()] == ["order", "L"]


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
async def test_an_answer_is_heard_by_others_where_its_handler_is_cut_off_beside_it(
    bot: Bot, puppet: MockPuppet, alice: Person, *, late: bool
) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    asking: list[asyncio.Task[object]] = []

    def cut_off(*, now: bool) -> bool:
        return now and asking[0].cancel()

    @bot.on_message
    async def hear(message: Message) -> None:
        heard.put_nowait(message.text)
        if message.text == "order":
            question = question_to(message, cut_off, late=late)
            asking.append(asyncio.create_task(puppet.answer(question)))
            await asyncio.wait(asking)
            await message.say("Never mind")

    async with bot:
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
        await alice.says("L")
        assert (await alice.hears()).text == "Never mind"
        assert [await heard.get(), await heard.get()] == ["order", "L"]
    assert puppet.health.journal_depth == 0


def question_to(message: Message, cut_off: CutOff, *, late: bool) -> Question:
    async def ask() -> Asked:
        said = await message.say("Which size?")
        return Asked(since=said.timestamp, admits=admits)

    def admits(_: object) -> bool:
        cut_off(now=not late)
        return True

    async def passes(_: object) -> bool:
        cut_off(now=late)
        await asyncio.Event().wait()
        return True

    return Question(
        conversation_id=message.talker.id,
        contact_id=message.talker.id,
        ask=ask,
        passes=passes,
        timeout=3600,
    )


async def test_a_question_that_cannot_be_said_is_waited_for_by_nobody(
    bot: Bot, alice: Person
) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    errors: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def hear(message: Message) -> None:
        heard.put_nowait(message.text)
        if message.text == "order":
            await message.ask("")

    @bot.on_error
    async def note(event: object) -> None:
        errors.put_nowait(repr(event))

    async with bot:
        await alice.says("order")
        await errors.get()
        await alice.says("L")
        assert [await heard.get(), await heard.get()] == ["order", "L"]


async def test_a_handler_may_end_before_its_question_is_answered(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    asking: list[asyncio.Task[Message]] = []

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        asking.append(asyncio.create_task(message.ask("Which size?")))
        await asyncio.sleep(0)

    @bot.on_message(text="hello")
    async def greet(message: Message) -> None:
        await message.say("hello")

    async with bot:
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
        await alice.says("L")
        assert (await asking[0]).text == "L"
        await alice.says("hello")
        assert (await alice.hears()).text == "hello"
    assert puppet.health.journal_depth == 0

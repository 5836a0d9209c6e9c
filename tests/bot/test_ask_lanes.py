"""Whose turn it is where several handlers ask, and what is known of that after a stop."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from puppets import Bot, Message, MessageEvent, Send, Sending
from puppets.mock import Mocker, MockPuppet, Person

from .orders import read

pytestmark = pytest.mark.anyio


class Hearing:
    """What the handlers are told, and whether they may go on."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[tuple[str, bool]] = asyncio.Queue()
        self.go_on = asyncio.Event()

    async def note(self, message: Message) -> None:
        self.told.put_nowait((message.text, message.redelivered))
        await self.go_on.wait()

    async def next(self, count: int) -> set[tuple[str, bool]]:
        return {await self.told.get() for _ in range(count)}


@pytest.fixture
def hearing() -> Hearing:
    return Hearing()


async def test_a_conversation_goes_on_without_a_handler_that_ended_before_its_turn(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person, hearing: Hearing
) -> None:
    tea = mocker.room("Tea", alice, bob)
    asking: list[asyncio.Task[Message]] = []
    end = asyncio.Event()

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text == "order":
            asking.append(asyncio.create_task(message.talker.ask("Which size?")))
            await end.wait()
        else:
            await hearing.note(message)

    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Which size?")
        await bob.says("one", room=tea)
        assert await hearing.next(1) == {("one", False)}
        with bot.puppet.listen(MessageEvent) as events:
            await alice.says("L")
            await anext(events)
        await alice.says("behind it")
        assert await hearing.next(1) == {("behind it", False)}
        end.set()
        assert (await asking[0]).text == "L"
        hearing.go_on.set()
        await bob.says("two", room=tea)
        assert await hearing.next(1) == {("two", False)}
    assert bot.puppet.health.journal_depth == 0


async def test_who_asks_again_before_their_turn_has_the_first_answer_at_once(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person, hearing: Hearing
) -> None:
    tea = mocker.room("Tea", alice, bob)
    asking: list[asyncio.Task[Message]] = []
    ask_again = asyncio.Event()

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text != "order":
            await hearing.note(message)
            return
        asking.append(asyncio.create_task(message.talker.ask("Which size?")))
        await ask_again.wait()
        colour = await message.talker.ask("Which colour?")
        await message.say(f"{(await asking[0]).text} in {colour.text}")

    async with bot:
        await alice.says("order", room=tea)
        await read(alice, "Which size?")
        await bob.says("one", room=tea)
        assert await hearing.next(1) == {("one", False)}
        await alice.says("L")
        await alice.says("behind it")
        assert await hearing.next(1) == {("behind it", False)}
        ask_again.set()
        assert (await asking[0]).text == "L"
        hearing.go_on.set()
        await read(alice, "Which colour?")
        await alice.says("red")
        await read(alice, "L in red", room=tea)


async def test_a_question_that_cannot_be_said_takes_no_answer_while_others_have_the_turn(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person, hearing: Hearing
) -> None:
    tea = mocker.room("Tea", alice, bob)
    fails, failed = asyncio.Event(), asyncio.Event()

    @bot.use_sending
    async def refuse(sending: Sending, send: Send) -> Message:
        if sending.what == "Well?":
            await fails.wait()
            failed.set()
            raise ValueError("not said")
        return await send(sending)

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text == "order":
            of_bob = await bot.contacts.load(bob.id)
            await asyncio.gather(
                message.talker.ask("Well?"), of_bob.ask("Milk?"), return_exceptions=True
            )
        else:
            await hearing.note(message)

    async with bot:
        await alice.says("order", room=tea)
        await read(bob, "Milk?")
        await bob.says("one", room=tea)
        assert await hearing.next(1) == {("one", False)}
        await bob.says("yes")
        await bob.says("behind it")
        assert await hearing.next(1) == {("behind it", False)}
        fails.set()
        await failed.wait()
        await asyncio.sleep(0)
        await alice.says("hello")
        assert await hearing.next(1) == {("hello", False)}
        hearing.go_on.set()
    assert bot.puppet.health.journal_depth == 0


async def test_a_handler_that_stops_the_bot_waits_for_nobody_who_asks_where_it_was_told(
    bot: Bot, puppet: MockPuppet, mocker: Mocker, alice: Person, bob: Person
) -> None:
    puppet.stop_grace = 3600
    tea = mocker.room("Tea", alice, bob)
    stopped = asyncio.Event()

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text == "order":
            await message.ask("Which size?")
        else:
            await bot.stop()
            stopped.set()

    await bot.start()
    await alice.says("order", room=tea)
    await read(alice, "Which size?", room=tea)
    await bob.says("go home", room=tea)
    await stopped.wait()
    assert puppet.health.journal_depth == 1


async def test_a_stop_hands_an_answer_to_nobody_else(
    bot: Bot, puppet: MockPuppet, alice: Person, hearing: Hearing
) -> None:
    puppet.stop_grace = 3600
    hearing.go_on.set()
    reached = asyncio.Event()

    @bot.use
    async def dawdle(event: object, proceed: object) -> None:
        assert callable(proceed)
        if isinstance(event, MessageEvent) and event.message.text == "L":
            reached.set()
            await asyncio.Event().wait()
        await proceed()

    @bot.on_message
    async def hear(message: Message) -> None:
        await hearing.note(message)
        await message.ask("Which size?")

    async with bot:
        await alice.says("order")
        await read(alice, "Which size?")
        await alice.says("L")
        await reached.wait()
    assert await hearing.next(1) == {("order", False)}
    assert hearing.told.empty()
    assert puppet.health.journal_depth == 2


async def test_a_handler_that_holds_out_against_a_stop_is_cut_off_all_the_same(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    puppet.stop_grace = 0.01
    answered = asyncio.Event()

    @bot.on_message
    async def hear(message: Message) -> None:
        await message.ask("Which size?")
        answered.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    async with bot:
        await alice.says("order")
        await read(alice, "Which size?")
        await alice.says("L")
        await answered.wait()
    assert puppet.health.journal_depth == 2

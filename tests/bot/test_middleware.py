"""What stands between the puppets and a bot's handlers."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from puppets import (
    Bot,
    ErrorEvent,
    Event,
    LoginEvent,
    Message,
    MessageEvent,
    Proceed,
)
from puppets.mock import MockPuppet, Person

pytestmark = pytest.mark.anyio


def talker_of(event: Event) -> str | None:
    return event.message.talker_id if isinstance(event, MessageEvent) else None


async def test_a_log_tells_what_happens_and_when_it_is_handled(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    log: list[str] = []

    @bot.use
    async def note(event: Event, proceed: Proceed) -> None:
        assert proceed.puppet is puppet
        if talker_of(event) == alice.id:
            log.append("begins")
            await proceed()
            log.append("ends")
        else:
            log.append(type(event).__name__)
            await proceed()

    @bot.on_message
    async def answer(message: Message) -> None:
        log.append(message.text)

    @bot.on_message
    async def answer_too(message: Message) -> None:
        await message.say("dong")

    async with bot:
        await alice.says("ding")
        await alice.hears()
    handled = [line for line in log if line in {"begins", "ding", "ends"}]
    assert handled == ["begins", "ding", "ends"]
    assert {"LoginEvent", "ReadyEvent", "StopEvent", "MessageEvent"} <= {*log}


async def test_a_limit_drops_what_one_person_says_too_much(
    bot: Bot, puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    said: Counter[str] = Counter()

    @bot.use
    async def limit(event: Event, proceed: Proceed) -> None:
        talker = talker_of(event)
        if talker in {alice.id, bob.id}:
            said[talker] += 1
            if said[talker] > 2:
                return
        await proceed()

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.say(f"heard {message.text}")

    async with bot:
        for number in range(5):
            await alice.says(str(number))
        await bob.says("hello")
        assert (await bob.hears()).text == "heard hello"
        for number in range(2):
            assert (await alice.hears()).text == f"heard {number}"
    assert [seen.text for seen in await alice.sees() if seen.talker == "Bot"] == [
        "heard 0",
        "heard 1",
    ]
    assert said[alice.id] == 5
    assert puppet.health.journal_depth == 0


async def test_metrics_count_what_went_wrong_too(bot: Bot, alice: Person) -> None:
    outcomes: Counter[str] = Counter()
    errors: asyncio.Queue[ErrorEvent] = asyncio.Queue()

    @bot.use
    async def count(event: Event, proceed: Proceed) -> None:
        try:
            await proceed()
        except Exception as error:
            outcomes[type(error).__name__] += 1
            raise
        if talker_of(event) == alice.id:
            outcomes["fine"] += 1

    @bot.on_message
    async def divide(message: Message) -> None:
        await message.say(str(1 / int(message.text)))

    bot.on_error(errors.put)
    async with bot:
        await alice.says("0")
        assert isinstance((await errors.get()).error, ZeroDivisionError)
        await alice.says("2")
        assert (await alice.hears()).text == "0.5"
    assert outcomes == {"ZeroDivisionError": 1, "fine": 1}


async def test_what_several_handlers_raise_is_told_together(
    bot: Bot, alice: Person
) -> None:
    errors: asyncio.Queue[ErrorEvent] = asyncio.Queue()

    @bot.on_message
    async def first(message: Message) -> None:
        raise ValueError(message.text)

    @bot.on_message
    async def second(message: Message) -> None:
        raise asyncio.CancelledError

    bot.on_error(errors.put)
    async with bot:
        await alice.says("hello")
        error = (await errors.get()).error
    assert isinstance(error, ExceptionGroup)
    assert [type(each) for each in error.exceptions] == [ValueError, RuntimeError]


async def test_what_middleware_raises_is_as_if_a_handler_had(
    bot: Bot, puppet: MockPuppet, alice: Person
) -> None:
    errors: asyncio.Queue[ErrorEvent] = asyncio.Queue()

    @bot.use
    async def break_down(event: Event, proceed: Proceed) -> None:
        if talker_of(event) == alice.id:
            raise ValueError("broken")
        await proceed()

    bot.on_error(errors.put)
    async with bot:
        await alice.says("hello")
        assert str((await errors.get()).error) == "broken"
    assert puppet.health.journal_depth == 0


async def test_the_first_is_outermost_and_one_may_come_while_the_bot_runs(
    bot: Bot, alice: Person
) -> None:
    order: list[str] = []

    def named(name: str) -> None:
        @bot.use
        async def note(event: Event, proceed: Proceed) -> None:
            if talker_of(event) == alice.id:
                order.append(name)
            await proceed()

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.say("dong")

    async with bot:
        named("outer")
        named("inner")
        await alice.says("ding")
        await alice.hears()
    assert order == ["outer", "inner"]


async def test_an_answer_passes_too_and_what_is_dropped_is_no_answer(
    bot: Bot, alice: Person
) -> None:
    passed: list[str] = []

    @bot.use
    async def be_polite(event: Event, proceed: Proceed) -> None:
        if isinstance(event, MessageEvent) and talker_of(event) == alice.id:
            passed.append(event.message.text)
            if event.message.text == "damn":
                return
        await proceed()

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        await message.say(f"one {size.text}")

    async with bot:
        await alice.says("order")
        await alice.hears()
        await alice.says("damn")
        await alice.says("L")
        assert (await alice.hears()).text == "one L"
    assert passed == ["order", "damn", "L"]


async def test_a_bot_without_handlers_is_told_to_its_middleware(bot: Bot) -> None:
    kinds: list[type[Event]] = []

    @bot.use
    async def note(event: Event, proceed: Proceed) -> None:
        kinds.append(type(event))
        await proceed()

    async with bot:
        pass
    assert LoginEvent in kinds

"""Bots in a row: what one says in answer is what the next one hears."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Bot,
    ErrorEvent,
    Event,
    Message,
    MessageEvent,
    Proceed,
    RoomJoin,
    Send,
    Sending,
)
from puppets.mock import Mocker, MockPuppet, Person

pytestmark = pytest.mark.anyio


def saying(form: str) -> Bot:
    """Says what it hears, in this form."""
    bot = Bot()

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.say(form.format(message.text))

    return bot


async def test_what_the_first_says_is_heard_by_the_second_alone(
    puppet: MockPuppet, alice: Person
) -> None:
    chain = saying("<{}>") | saying("[{}]")
    chain.switch(puppet)
    async with chain:
        await alice.says("hello")
        assert (await alice.hears()).text == "[<hello>]"
    assert len(await alice.sees()) == 2


async def test_a_chain_may_be_of_many(puppet: MockPuppet, alice: Person) -> None:
    one, two, three, four = (saying(f"{{}}{number}") for number in range(1, 5))
    for chain in ((one | two) | (three | four), one | (two | (three | four))):
        chain.switch(puppet)
        async with chain:
            await alice.says("0")
            assert (await alice.hears()).text == "01234"


async def test_who_spoke_to_the_first_is_the_talker_of_all(
    puppet: MockPuppet, mocker: Mocker, alice: Person
) -> None:
    last = Bot()

    @last.on_message
    async def reply(message: Message) -> None:
        assert not message.own
        where = message.room.topic if message.room else ""
        await message.reply(f"{message.talker.name} in {where}: {message.text}")

    chain = saying("{}!") | last
    chain.switch(puppet)
    tea = mocker.room("Tea", alice)
    async with chain:
        said = await alice.says("hello", room=tea)
        seen = await alice.hears(room=tea)
    assert (seen.text, seen.reply_to_id) == ("Alice in Tea: hello!", said)


async def test_who_says_nothing_ends_it_and_who_says_more_is_heard_more(
    puppet: MockPuppet, alice: Person
) -> None:
    words = Bot()

    @words.on_message
    async def split(message: Message) -> None:
        for word in message.text.split():
            await message.say(word)

    chain = words | saying("[{}]")
    chain.switch(puppet)
    async with chain:
        await alice.says(" ")
        await alice.says("two words")
        assert (await alice.hears()).text == "[two]"
        assert (await alice.hears()).text == "[words]"


async def test_what_is_said_elsewhere_and_what_is_asked_goes_out(
    puppet: MockPuppet, mocker: Mocker, alice: Person, bob: Person
) -> None:
    first = Bot()

    @first.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        await message.say(size.text)
        await (await chain.contacts.load(bob.id)).say("an order")

    @first.on_room_join
    async def welcome(join: RoomJoin) -> None:
        await join.room.say("Welcome")

    chain = first | saying("[{}]")
    chain.switch(puppet)
    tea = mocker.room("Tea", alice)
    async with chain:
        assert (await alice.hears(room=tea)).text == "Welcome"
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
        await alice.says("L")
        assert (await alice.hears()).text == "[L]"
        assert (await bob.hears()).text == "an order"


async def test_what_one_raises_is_told_and_harms_no_other(
    puppet: MockPuppet, alice: Person
) -> None:
    first, broken = Bot(), Bot()
    errors: asyncio.Queue[ErrorEvent] = asyncio.Queue()
    said: list[str] = []

    @first.on_message
    async def twice(message: Message) -> None:
        for number in range(2):
            passed = await message.say(f"{message.text} {number}")
            said.append(passed.text)

    @broken.on_message
    async def fail(message: Message) -> None:
        raise ValueError(message.text)

    chain = first | broken
    chain.switch(puppet)
    chain.on_error(errors.put)
    async with chain:
        await alice.says("hello")
        error = (await errors.get()).error
    assert isinstance(error, ExceptionGroup)
    assert [str(each) for each in error.exceptions] == ["hello 0", "hello 1"]
    assert said == ["hello 0", "hello 1"]


async def test_each_link_has_its_own_middleware(
    puppet: MockPuppet, alice: Person
) -> None:
    first, second = saying("<{}>"), saying("[{}]")
    chain = first | second
    log: list[str] = []

    def watch(bot: Bot, name: str) -> None:
        @bot.use
        async def hear(event: Event, proceed: Proceed) -> None:
            if (said := getattr(event, "message", None)) and said.talker_id == alice.id:
                log.append(f"{name} hears {said.text}")
            await proceed()

        @bot.use_sending
        async def say(sending: Sending, send: Send) -> Message:
            log.append(f"{name} says {sending.what}")
            return await send(sending)

    for bot, name in ((first, "first"), (second, "second"), (chain, "chain")):
        watch(bot, name)
    chain.switch(puppet)
    async with chain:
        await alice.says("hi")
        await alice.hears()
    assert log == [
        "chain hears hi",
        "first hears hi",
        "first says <hi>",
        "second hears <hi>",
        "second says [<hi>]",
        "chain says [<hi>]",
    ]


async def test_a_chain_talks_through_the_puppets_of_its_first_that_has_some(
    puppet: MockPuppet,
) -> None:
    with_puppet, without = Bot(puppet), Bot()
    assert (without | with_puppet).puppet is puppet
    assert (with_puppet | Bot("mock")).puppet is puppet
    assert (without | with_puppet).links == (without, with_puppet)
    assert without.links == ()


async def test_what_is_answered_to_a_link_passes_the_middleware_of_all(
    puppet: MockPuppet, alice: Person
) -> None:
    passed: list[str] = []
    first, second = Bot(puppet), saying("{}")
    chain = first | second

    def note(name: str, event: Event) -> None:
        if isinstance(event, MessageEvent) and event.message.talker_id == alice.id:
            passed.append(f"{name}: {event.message.text}")

    @chain.use
    async def note_for_all(event: Event, proceed: Proceed) -> None:
        note("chain", event)
        await proceed()

    @first.use
    async def note_for_one(event: Event, proceed: Proceed) -> None:
        note("first", event)
        await proceed()

    @first.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        await message.say(f"one {size.text}")

    async with chain:
        await alice.says("order")
        assert (await alice.hears()).text == "Which size?"
        await alice.says("L")
        assert (await alice.hears()).text == "one L"
    assert passed == ["chain: order", "first: order", "chain: L", "first: L"]

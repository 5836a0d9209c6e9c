"""One bot, several puppets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from puppets import (
    Bot,
    ConfigurationError,
    InProcessMemory,
    Message,
    MessageEvent,
    NotFound,
    State,
    Unauthorized,
    Unsupported,
)
from puppets.contacts import Contacts
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Side:
    """One of two platforms."""

    mocker: Mocker
    puppet: MockPuppet
    person: Person


def side(name: str, person: str) -> Side:
    mocker = Mocker()
    puppet = MockPuppet(MockOptions(mocker=mocker), name=name)
    return Side(mocker, puppet, mocker.person(person))


@pytest.fixture
def left() -> Side:
    return side("left", "Alice")


@pytest.fixture
def right() -> Side:
    return side("right", "Bob")


@pytest.fixture
def both(left: Side, right: Side) -> Bot:
    return Bot(puppets=[left.puppet, right.puppet])


async def test_a_message_knows_its_puppet_and_is_answered_there(
    both: Bot, left: Side, right: Side
) -> None:
    @both.on_message
    async def answer(message: Message) -> None:
        assert message.puppet is message.talker.puppet
        await message.say(f"{message.puppet.name}: {message.text}")

    async with both:
        for each in (left, right):
            await each.person.says("hello")
        assert (await left.person.hears()).text == "left: hello"
        assert (await right.person.hears()).text == "right: hello"


async def test_people_and_rooms_of_all_are_found(
    both: Bot, left: Side, right: Side
) -> None:
    for each in (left, right):
        each.mocker.room("Tea", each.person)
    async with both:
        rooms = await both.rooms.find_all(topic="Tea")
        assert [room.puppet for room in rooms] == [left.puppet, right.puppet]
        assert await both.rooms.find(topic="Tea") == rooms[0]
        bob = await both.contacts.find(name="Bob")
        assert bob is not None
        assert bob.puppet is right.puppet
        assert rooms[0] != rooms[1]  # though their ids are the same
        carol = right.mocker.person("Carol")
        assert (await both.contacts.load(carol.id)).puppet is right.puppet
        with pytest.raises(NotFound):
            await both.contacts.load("nobody")


async def test_a_puppet_that_cannot_list_hides_no_other(left: Side) -> None:
    class Secretive(MockPuppet):
        contact_list = Contacts.contact_list

    mocker = Mocker()
    secretive = Secretive(MockOptions(mocker=mocker))
    async with Bot(puppets=[secretive, left.puppet]) as bot:
        found = await bot.contacts.find(name="Alice")
        assert found is not None
        assert found.puppet is left.puppet
    async with Bot(secretive) as bot:
        with pytest.raises(Unsupported, match="contact_list"):
            await bot.contacts.find_all()


async def test_which_of_them_has_to_be_said(both: Bot, left: Side, right: Side) -> None:
    with pytest.raises(ConfigurationError, match=r"several puppets \(left, right\)"):
        _ = both.puppet
    assert both.puppets == (left.puppet, right.puppet)
    async with both:
        with pytest.raises(ConfigurationError, match="which of them"):
            await both.say(left.person.id, "hello")
        await both.say(right.person.id, "hello", puppet=right.puppet)
        assert (await right.person.hears()).text == "hello"
    assert await left.person.sees() == []
    with pytest.raises(ConfigurationError, match="no such puppet"):
        await both.say("any", "hello", puppet=MockPuppet(MockOptions(mocker=Mocker())))


async def test_one_that_cannot_start_stops_the_others_and_is_named(left: Side) -> None:
    wrong = MockPuppet(MockOptions(mocker=Mocker(), token="wrong"), name="wrong")
    bot = Bot(puppets=[left.puppet, wrong])
    with pytest.raises(Unauthorized) as refused:
        await bot.start()
    assert refused.value.__notes__ == ["wrong did not start, so none of them did"]
    assert {puppet.state for puppet in bot.puppets} == {State.OFF}
    bot.switch(left.puppet)
    async with bot:
        assert left.puppet.is_logged_in


async def test_nothing_is_handled_before_all_are_started(
    left: Side, right: Side
) -> None:
    class Slow(MockPuppet):
        async def _open(self) -> str | None:
            with left.puppet.listen(MessageEvent) as events:
                await left.person.says("carry this over")
                await anext(events)
            return await super()._open()

    slow = Slow(MockOptions(mocker=right.mocker), name="slow")
    bot = Bot(puppets=[left.puppet, slow])

    @bot.on_message
    async def carry(message: Message) -> None:
        await bot.say(right.person.id, message.text, puppet=slow)

    async with bot:
        assert (await right.person.hears()).text == "carry this over"


async def test_a_handler_of_one_can_stop_all(both: Bot, left: Side) -> None:
    stopped = asyncio.Event()

    @both.on_message
    async def end(message: Message) -> None:
        await both.stop()
        stopped.set()

    await both.start()
    await left.person.says("stop")
    await stopped.wait()
    assert {puppet.state for puppet in both.puppets} == {State.OFF}
    assert left.puppet.health.journal_depth == 0


async def test_no_puppet_is_closed_before_the_handlers_of_all_have_ended(
    both: Bot, left: Side, right: Side
) -> None:
    begun = asyncio.Event()

    @both.on_message
    async def carry(message: Message) -> None:
        begun.set()
        with right.puppet.listen(MessageEvent) as events:
            await both.say(right.person.id, "first", puppet=right.puppet)
            await anext(events)
        await both.say(right.person.id, "last", puppet=right.puppet)

    async with both:
        await left.person.says("hello")
        await begun.wait()
    assert [seen.text for seen in await right.person.sees()] == ["first", "last"]


async def test_somebody_may_be_asked_on_the_other_platform(
    both: Bot, left: Side, right: Side
) -> None:
    @both.on_message(text="ask Bob")
    async def ask(message: Message) -> None:
        bob = await both.contacts.find(name="Bob")
        assert bob is not None
        answer = await bob.ask("Well?")
        await message.say(f"Bob says {answer.text}")

    @both.on_message(text="hello")
    async def greet(message: Message) -> None:
        await message.say("hello")

    async with both:
        await left.person.says("ask Bob")
        assert (await right.person.hears()).text == "Well?"
        await left.person.says("hello")
        assert (await left.person.hears()).text == "hello"
        await right.person.says("yes")
        assert (await left.person.hears()).text == "Bob says yes"
    assert {puppet.health.journal_depth for puppet in both.puppets} == {0}


def test_two_of_one_name_and_a_memory_for_two_are_refused(left: Side) -> None:
    with pytest.raises(ConfigurationError, match="telegram is named twice"):
        Bot(puppets=["telegram", "telegram"])
    with pytest.raises(ConfigurationError, match="one memory is for one puppet"):
        Bot(puppets=["telegram", "slack"], memory=InProcessMemory())
    assert Bot("mock", puppets=[left.puppet]).wanted == ("mock", left.puppet)

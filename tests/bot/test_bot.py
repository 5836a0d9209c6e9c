"""Which puppet a bot has, and how it lives."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Bot,
    ConfigurationError,
    Message,
    ReadyEvent,
    State,
    Unauthorized,
    UnknownProvider,
)
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


async def test_the_puppet_may_be_named(alice: Person) -> None:
    async with Bot("mock") as bot:
        assert bot.puppet.platform == "mock"
        assert bot.puppet.is_logged_in


async def test_the_environment_may_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUPPET", "mock")
    async with Bot() as bot:
        assert bot.puppet.platform == "mock"


async def test_without_a_name_the_bot_asks_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUPPET", raising=False)
    with pytest.raises(ConfigurationError, match="which puppet") as refused:
        await Bot().start()
    assert "mock" in str(refused.value)


async def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownProvider, match="carrier-pigeon"):
        await Bot("carrier-pigeon").start()


async def test_another_puppet_is_used_only_while_the_bot_is_off(
    bot: Bot, puppet: MockPuppet
) -> None:
    async with bot:
        with pytest.raises(ConfigurationError, match="stop the bot"):
            bot.switch("mock")
    bot.switch("mock")
    assert bot.puppet is not puppet


async def test_start_and_stop_are_idempotent(bot: Bot, alice: Person) -> None:
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    await asyncio.gather(bot.start(), bot.start())
    await bot.start()
    await alice.says("once")
    assert (await heard.get()).text == "once"
    await bot.stop()
    await bot.stop()
    assert heard.empty()
    assert bot.puppet.state is State.OFF


async def test_a_bot_can_start_again(bot: Bot, alice: Person) -> None:
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    for text in ("first", "second"):
        async with bot:
            await alice.says(text)
            assert (await heard.get()).text == text
    assert heard.empty()


async def test_a_stopped_bot_hears_its_puppet_no_more(
    bot: Bot, puppet: MockPuppet
) -> None:
    heard: list[ReadyEvent] = []

    @bot.on_ready
    async def ready(event: ReadyEvent) -> None:
        heard.append(event)

    async with bot:
        pass
    count = len(heard)
    with puppet.listen(ReadyEvent) as events:
        async with puppet:
            await anext(events)
    assert len(heard) == count


async def test_a_start_that_fails_leaves_the_bot_off_and_able_to_start(
    mocker: Mocker, alice: Person
) -> None:
    wrong = MockPuppet(MockOptions(mocker=mocker, token="wrong"))
    bot = Bot(wrong)
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    with pytest.raises(Unauthorized):
        await bot.start()
    assert wrong.state is State.OFF
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        await alice.says("hello")
        assert (await heard.get()).text == "hello"


async def test_a_handler_can_be_added_while_the_bot_runs(
    bot: Bot, alice: Person
) -> None:
    async with bot:

        @bot.on_message
        async def late(message: Message) -> None:
            await message.say("late")

        await alice.says("hello")
        assert (await alice.hears()).text == "late"


async def test_a_handler_can_stop_its_bot(bot: Bot, alice: Person) -> None:
    stopped = asyncio.Event()

    @bot.on_message(text="stop")
    async def end(message: Message) -> None:
        await message.say("bye")
        await bot.stop()
        stopped.set()

    await bot.start()
    await alice.says("stop")
    await stopped.wait()
    assert (await alice.hears()).text == "bye"
    assert bot.puppet.state is State.OFF


async def test_two_bots_on_one_platform_talk_with_each_other_and_not_with_themselves(
    mocker: Mocker, alice: Person
) -> None:
    other = mocker.account("Other")
    tea = mocker.room("Tea", alice, other)
    asker = Bot(MockPuppet(MockOptions(mocker=mocker)))
    answerer = Bot(MockPuppet(MockOptions(mocker=mocker, token=other.token)))
    answers: asyncio.Queue[Message] = asyncio.Queue()
    asker.on_message(answers.put)

    @answerer.on_message(text="ding")
    async def ding(message: Message) -> None:
        await message.say("dong")

    async with asker, answerer:
        await asker.say(tea.id, "ding")
        assert (await answers.get()).text == "dong"
    assert answers.empty()


def test_a_bot_says_which_puppet_it_has(bot: Bot, puppet: MockPuppet) -> None:
    assert "mock" in repr(bot)
    assert repr(Bot()) == "<Bot without a puppet yet>"
    assert bot.puppet is puppet
    assert "mock" in repr(bot)

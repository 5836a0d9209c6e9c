"""What a bot says passes its middleware on the way out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from puppets import Bot, Event, Forbidden, Message, Proceed, Send, Sending
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .platforms import Terse

pytestmark = pytest.mark.anyio


async def test_what_is_said_can_be_logged_changed_and_refused(
    bot: Bot, puppet: MockPuppet, mocker: Mocker, alice: Person
) -> None:
    tea = mocker.room("Tea", alice)
    log: list[tuple[str, object]] = []

    @bot.use_sending
    async def note(sending: Sending, send: Send) -> Message:
        assert sending.puppet is puppet
        said = await send(sending)
        log.append((sending.conversation_id, said.text))
        return said

    @bot.use_sending
    async def watch(sending: Sending, send: Send) -> Message:
        if sending.what == "secret":
            raise Forbidden("that is not to be said")
        return await send(replace(sending, what=f"{sending.what}!"))

    async with bot:
        await bot.say(alice.id, "hello")
        room = await bot.rooms.load(tea.id)
        await room.say("hello, Alice", mentions=[alice.id])
        with pytest.raises(Forbidden, match="not to be said"):
            await bot.say(alice.id, "secret")
        assert [seen.text for seen in await alice.sees()] == ["hello!"]
        in_room = await alice.hears(room=tea)
        assert (in_room.text, in_room.mention_ids) == ("hello, Alice!", (alice.id,))
    assert log == [(alice.id, "hello!"), (tea.id, "hello, Alice!")]


async def test_what_is_said_in_several_messages_passes_once(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(Terse(MockOptions(mocker=mocker)))
    count: Counter[str] = Counter()

    @bot.use_sending
    async def note(sending: Sending, send: Send) -> Message:
        count[sending.conversation_id] += 1
        return await send(sending)

    async with bot:
        await bot.say(alice.id, "long " * 2000)
        assert len(await alice.sees()) > 1
    assert count == {alice.id: 1}


async def test_a_question_says_that_it_is_one(bot: Bot, alice: Person) -> None:
    asked: list[bool] = []

    @bot.use_sending
    async def note(sending: Sending, send: Send) -> Message:
        asked.append(sending.is_question)
        return await send(sending)

    @bot.on_message(text="order")
    async def order(message: Message) -> None:
        size = await message.ask("Which size?")
        await size.reply("fine")

    async with bot:
        await alice.says("order")
        await alice.hears()
        await alice.says("L")
        await alice.hears()
    assert asked == [True, False]


async def test_middleware_that_is_a_plain_function_is_refused_at_once(bot: Bot) -> None:
    def note(event: Event, proceed: Proceed) -> None: ...

    with pytest.raises(TypeError, match="note must be an async function"):
        bot.use(note)  # type: ignore[type-var]  # the mistake in question
    with pytest.raises(TypeError, match="note must be an async function"):
        bot.use_sending(note)  # type: ignore[type-var]  # the mistake in question

"""How handlers are called, and what becomes of what they raise."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Bot,
    ContactPayload,
    ErrorEvent,
    Message,
    MessageType,
    ReadyEvent,
    Room,
    RoomPayload,
)
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


async def test_ding_is_answered_with_dong(bot: Bot, alice: Person) -> None:
    @bot.on_message
    async def ding(message: Message) -> None:
        if message.text == "ding":
            await message.say("dong")

    async with bot:
        await alice.says("ding")
        assert (await alice.hears()).text == "dong"


async def test_what_came_with_a_message_is_there_at_once(
    bot: Bot, alice: Person
) -> None:
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    async with bot:
        message_id = await alice.says("hello")
        message = await heard.get()
    assert message.id == message_id
    assert message.text == "hello"
    assert message.type is MessageType.TEXT
    assert message.talker.name == "Alice"
    assert message.talker.id == alice.id
    assert message.conversation == message.talker
    assert message.room is None
    assert message.timestamp.tzinfo is not None
    assert not any((message.own, message.mentions_me, message.redelivered))
    assert message.payload.talker_id == alice.id
    assert "Alice" in repr(message)


async def test_a_message_in_a_room_comes_with_the_room(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    tea = mocker.room("Tea", alice, bob)
    async with bot:
        await alice.mentions(bob, mocker.bot, text="hello", room=tea)
        message = await heard.get()
        assert isinstance(message.room, Room)
        assert message.room.topic == "Tea"
        assert message.conversation == message.room
        assert [person.name for person in message.mentions] == ["Bob", "Bot"]
        assert message.mentions_me
        assert {person.name for person in await message.room.members()} == {
            "Alice",
            "Bob",
            "Bot",
        }


async def test_a_handler_that_raises_is_told_and_the_others_are_called(
    bot: Bot, alice: Person
) -> None:
    errors: asyncio.Queue[ErrorEvent] = asyncio.Queue()
    heard: asyncio.Queue[Message] = asyncio.Queue()

    @bot.on_message
    async def broken(message: Message) -> None:
        raise ValueError(message.text)

    bot.on_message(heard.put)
    bot.on_error(errors.put)
    async with bot:
        await alice.says("hello")
        assert (await heard.get()).text == "hello"
        assert str((await errors.get()).error) == "hello"


async def test_a_plain_function_is_refused_at_once(bot: Bot) -> None:
    def ding(message: Message) -> None: ...

    with pytest.raises(TypeError, match="ding must be an async function"):
        bot.on_message(ding)  # type: ignore[type-var]  # the mistake in question


async def test_an_object_may_be_a_handler(bot: Bot, alice: Person) -> None:
    class Counter:
        count = 0

        async def __call__(self, message: Message) -> None:
            self.count += 1
            await message.say(str(self.count))

    bot.on_message(Counter())
    async with bot:
        await alice.says("one")
        assert (await alice.hears()).text == "1"


async def test_a_decorator_gives_back_the_very_function(bot: Bot) -> None:
    async def ding(message: Message) -> None: ...
    async def ready(event: ReadyEvent) -> None: ...

    assert bot.on_message(ding) is ding
    assert bot.on_message(own=True)(ding) is ding
    assert bot.on_message_edit(ding) is ding
    assert bot.on_recall(ding) is ding
    assert bot.on_ready(ready) is ready


async def test_a_payload_that_cannot_be_read_loses_no_message(
    mocker: Mocker, alice: Person, caplog: pytest.LogCaptureFixture
) -> None:
    class Forgetful(MockPuppet):
        async def contact_payload(self, contact_id: str) -> ContactPayload:
            raise KeyError(contact_id)

        async def room_payload(self, room_id: str) -> RoomPayload:
            raise KeyError(room_id)

    bot = Bot(Forgetful(MockOptions(mocker=mocker)))
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(heard.put)
    tea = mocker.room("Tea", alice)
    async with bot:
        await alice.says("hello", room=tea)
        message = await heard.get()
    assert message.text == "hello"
    assert (message.talker.id, message.talker.name) == (alice.id, alice.id)
    assert message.talker.payload is None
    assert message.room is not None
    assert message.room.topic == tea.id
    assert f"{alice.id} cannot be read" in caplog.text

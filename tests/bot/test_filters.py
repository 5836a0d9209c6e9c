"""Which messages a handler is called with."""

from __future__ import annotations

import asyncio
import re

import pytest

from puppets import (
    Bot,
    Contact,
    LocationPayload,
    Message,
    MessageType,
)
from puppets._bot.filters import Filters
from puppets.mock import Mocker, Person

pytestmark = pytest.mark.anyio


async def test_the_bot_does_not_hear_itself_unless_it_asks_to(
    bot: Bot, alice: Person
) -> None:
    others: list[str] = []
    all_of_them: asyncio.Queue[Message] = asyncio.Queue()

    @bot.on_message
    async def answer(message: Message) -> None:
        others.append(message.text)
        await message.say(f"you said {message.text}")

    bot.on_message(own=True)(all_of_them.put)
    async with bot:
        await alice.says("hello")
        first, second = await all_of_them.get(), await all_of_them.get()
    assert (first.text, first.own) == ("hello", False)
    assert (second.text, second.own) == ("you said hello", True)
    assert second.talker.is_self is False  # logged out by now
    assert isinstance(second.conversation, Contact)
    assert second.conversation.name == "Alice"
    assert others == ["hello"]


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ({"text": "ding"}, ["ding"]),
        ({"text": re.compile("in")}, ["ding", "in the room"]),
        ({"direct": True}, ["ding", "good day"]),
        ({"direct": False}, ["in the room", "@Bot look"]),
        ({"mentioned": True}, ["@Bot look"]),
        ({"mentioned": False, "direct": False}, ["in the room"]),
        ({"room": True}, ["in the room", "@Bot look"]),
        ({"room": False}, ["ding", "good day"]),
        ({"room": "Tea"}, ["in the room", "@Bot look"]),
        ({"room": re.compile("^T")}, ["in the room", "@Bot look"]),
        ({"room": "Coffee"}, []),
        ({"type": MessageType.EMOTICON}, []),
        ({"room": "Tea", "text": re.compile("look")}, ["@Bot look"]),
    ],
    ids=str,
)
async def test_a_filter_lets_through_what_agrees(
    bot: Bot,
    mocker: Mocker,
    alice: Person,
    wanted: Filters,
    heard: list[str],
) -> None:
    told: list[str] = []
    ended = asyncio.Event()

    @bot.on_message(**wanted)
    async def note(message: Message) -> None:
        told.append(message.text)

    @bot.on_message(text="the end")
    async def end(message: Message) -> None:
        ended.set()

    tea = mocker.room("Tea", alice)
    async with bot:
        await alice.says("ding")
        await alice.says("good day")
        await alice.says("in the room", room=tea)
        await alice.mentions(mocker.bot, text="look", room=tea)
        await alice.sends(LocationPayload(latitude=1, longitude=2, name="the end"))
        await ended.wait()
    assert sorted(set(told) - {"the end"}) == sorted(heard)


async def test_a_room_is_found_by_its_id_too(
    bot: Bot, mocker: Mocker, alice: Person
) -> None:
    tea = mocker.room("Tea", alice)
    heard: asyncio.Queue[Message] = asyncio.Queue()
    bot.on_message(room=tea.id)(heard.put)
    async with bot:
        await alice.says("direct")
        await alice.says("in the room", room=tea)
        assert (await heard.get()).text == "in the room"

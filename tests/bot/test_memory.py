"""In what a bot remembers, and with which puppet."""

from __future__ import annotations

import asyncio

import pytest

from puppets import Batch, Bot, ConfigurationError, InProcessMemory, MessageEvent
from puppets.mock import Mocker, MockOptions, MockPuppet
from tests.contract.tiny import said

pytestmark = pytest.mark.anyio


async def test_a_puppet_that_is_named_remembers_in_what_the_bot_was_given() -> None:
    memory = InProcessMemory()
    await memory.accept(Batch(events=(said("1"),)))
    bot = Bot("mock", memory=memory)
    heard: asyncio.Queue[MessageEvent] = asyncio.Queue()
    bot.puppet.on(MessageEvent, heard.put)
    async with bot:
        event = await heard.get()
    assert (event.message.id, event.redelivered) == ("1", True)
    assert memory.depth == 0


async def test_a_puppet_that_is_made_has_its_memory_already(mocker: Mocker) -> None:
    puppet = MockPuppet(MockOptions(mocker=mocker))
    with pytest.raises(ConfigurationError, match=r"MockPuppet\(options, memory="):
        Bot(puppet, memory=InProcessMemory())
    bot = Bot("mock")
    with pytest.raises(ConfigurationError, match="is made, and has its memory"):
        bot.switch(puppet, memory=InProcessMemory())
    assert bot.wanted == ("mock",)


def test_a_memory_goes_with_the_puppet_it_was_named_beside(mocker: Mocker) -> None:
    memory, other = InProcessMemory(), InProcessMemory()
    bot = Bot("mock", memory=memory)
    bot.switch("mock")
    assert bot.memory is memory
    bot.switch("telegram")
    assert bot.memory is None
    bot.switch("mock", memory=other)
    assert bot.memory is other
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    assert bot.memory is None


def test_a_memory_beside_no_puppet_goes_with_the_first_that_is_named() -> None:
    memory = InProcessMemory()
    bot = Bot(memory=memory)
    bot.switch("telegram")
    assert bot.memory is memory
    bot.switch("mock")
    assert bot.memory is None

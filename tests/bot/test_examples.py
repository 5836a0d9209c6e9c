"""The examples do what they say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import util
from pathlib import Path

import pytest

from puppets import Bot, FileBox
from puppets.mock import Mocker, MockOptions, MockPuppet, Person
from puppets_standins.slack.world import SlackWorld
from puppets_standins.telegram.world import TelegramWorld

pytestmark = pytest.mark.anyio

EXAMPLES = Path(__file__).parents[2] / "examples"


def bot_of(name: str) -> Bot:
    spec = util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    bot = module.bot
    assert isinstance(bot, Bot)
    return bot


@pytest.fixture
async def echo(mocker: Mocker) -> AsyncIterator[Bot]:
    bot = bot_of("echo_files")
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        yield bot


async def test_ding_dong_answers_ding_alone(mocker: Mocker, alice: Person) -> None:
    bot = bot_of("ding_dong")
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        for text in ("hello", "ding", "ding ding", "ding"):
            await alice.says(text)
        for _ in range(2):
            assert (await alice.hears()).text == "dong"


@pytest.mark.usefixtures("echo")
async def test_the_echo_says_texts_again(alice: Person) -> None:
    await alice.says("héllo 👋")
    assert (await alice.hears()).text == "héllo 👋"


@pytest.mark.usefixtures("echo")
async def test_the_echo_sends_files_back(alice: Person) -> None:
    picture = FileBox.from_qr_code("hello")
    content = await picture.read()
    await alice.sends(picture)
    assert (await alice.hears()).text == f"qr-code.png: {len(content)} bytes"
    back = (await alice.hears()).file
    assert back is not None
    assert (back.name, back.media_type) == ("qr-code.png", "image/png")
    assert await back.read() == content


@pytest.mark.usefixtures("echo")
async def test_the_echo_writes_files_and_explains_itself(
    alice: Person,
) -> None:
    await alice.says("file note.txt two words")
    written = (await alice.hears()).file
    assert written is not None
    assert written.name == "note.txt"
    assert await written.read() == b"two words"
    asked = await alice.says("help")
    explained = await alice.hears()
    assert explained.reply_to_id == asked
    assert "file NAME TEXT" in explained.text


@pytest.mark.usefixtures("echo")
async def test_the_echo_welcomes_who_joins(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", alice)
    assert (await alice.hears(room=tea)).text == "Welcome to Tea, Alice, Bot"
    await alice.invites(tea, bob)
    welcome = await alice.hears(room=tea)
    assert welcome.text == "Welcome to Tea, Bob"
    assert welcome.mention_ids == (bob.id,)


async def test_the_order_is_taken_in_a_conversation(
    mocker: Mocker, alice: Person
) -> None:
    bot = bot_of("order")
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        await alice.says("order")
        offered = await alice.hears()
        assert offered.text == "Which size?"
        assert offered.choices == ("S", "M", "L")
        await alice.chooses("M")
        assert (await alice.hears()).text == "And the name on the cup?"
        await alice.says("Al")
        assert (await alice.hears()).text == "One tea, M, for Al."


async def test_the_chain_says_what_its_last_bot_says(
    mocker: Mocker, alice: Person
) -> None:
    bot = bot_of("chain")
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        await alice.says("hello")
        assert (await alice.hears()).text == "ALICE SAID: HELLO"


async def test_the_bridge_carries_texts_and_files_both_ways() -> None:
    async with TelegramWorld() as telegram, SlackWorld() as slack:
        alice, bob = await telegram.human("Alice"), await slack.human("Bob")
        left, right = await telegram.room("Tea", alice), await slack.room("Tea", bob)
        bot = bot_of("bridge")
        bot.switch(telegram.puppet(), slack.puppet())
        async with bot:
            # Telegram tells of a room when something is said there.
            await alice.says("hello", room=left)
            await bob.hears("Alice: hello", room=right)
            await bob.says("hi", room=right)
            await alice.hears("Bob: hi", room=left)
            await bob.sends(FileBox.from_bytes(b"x" * 99, name="a.bin"), room=right)
            await alice.hears("Bob: a.bin", room=left)
            file = (await alice.hears(room=left)).file
            assert file == b"x" * 99

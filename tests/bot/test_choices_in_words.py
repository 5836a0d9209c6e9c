"""What people choose in words, where no button can be had."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from puppets import (
    Bot,
    ChoiceEvent,
    Event,
    InProcessMemory,
    Message,
    SqliteMemory,
    StorageError,
)
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .choosing import NUMBERED, SIZES, Unchanging, Wordy, soon, told

pytestmark = pytest.mark.anyio


@pytest.fixture
def puppet(mocker: Mocker) -> MockPuppet:
    return Wordy(MockOptions(mocker=mocker))


@pytest.mark.parametrize(
    "words", ["2", " 2. ", "2)", "m", "M"], ids=lambda words: f"as {words!r}"
)
async def test_a_choice_is_named_in_many_ways(
    bot: Bot, alice: Person, words: str
) -> None:
    choices = told(bot)
    async with bot:
        await (await bot.contacts.load(alice.id)).say("Which size?", choices=SIZES)
        assert (await alice.hears()).text == NUMBERED
        await alice.says(words)
        assert (await soon(choices)).text == "M"


async def test_what_answers_nothing_is_a_message(bot: Bot, alice: Person) -> None:
    choices = told(bot)
    others: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def hear(message: Message) -> None:
        others.put_nowait(message.text)

    async with bot:
        contact = await bot.contacts.load(alice.id)
        await contact.say("Which size?", choices=SIZES)
        for words in ("4", "0", "2 or 3", "1"):
            await alice.says(words)
        chosen = await soon(choices)
        await alice.says("1")  # the question was answered
        async with asyncio.timeout(5):
            heard = [await others.get() for _ in range(4)]
    assert chosen.text == "S"
    assert heard == ["4", "0", "2 or 3", "1"]
    assert choices.empty()


async def test_a_reply_says_which_question_is_meant_and_may_change_the_answer(
    bot: Bot, alice: Person
) -> None:
    choices = told(bot)
    async with bot:
        contact = await bot.contacts.load(alice.id)
        size = await contact.say("Which size?", choices=SIZES)
        milk = await contact.say("Milk?", choices=["yes", "no"])
        await alice.replies(size.id, "1")
        await alice.says("2")
        await alice.replies(size.id, "2")
        made = [await soon(choices) for _ in range(3)]
    assert [(each.message_id, each.text) for each in made] == [
        (size.id, "S"),
        (milk.id, "no"),
        (size.id, "M"),
    ]


async def test_the_newest_question_that_takes_the_answer_is_meant(
    bot: Bot, alice: Person
) -> None:
    choices = told(bot)
    async with bot:
        contact = await bot.contacts.load(alice.id)
        size = await contact.say("Which size?", choices=SIZES)
        milk = await contact.say("Milk?", choices=["yes", "no"])
        await alice.says("3")
        await alice.says("1")
        made = [await soon(choices) for _ in range(2)]
    assert [each.message_id for each in made] == [size.id, milk.id]


async def test_middleware_sees_the_choice_and_not_the_message(
    bot: Bot, alice: Person
) -> None:
    choices, seen = told(bot), list[type[Event]]()

    @bot.use
    async def look(event: Event, proceed: object) -> None:
        if event.journaled:
            seen.append(type(event))
        assert callable(proceed)
        await proceed()

    async with bot:
        contact = await bot.contacts.load(alice.id)
        await contact.say("Which size?", choices=SIZES)
        await alice.says("1")
        await soon(choices)
    assert seen[-1] is ChoiceEvent


async def test_who_answers_what_is_settled_is_told_so(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    choices, tea = told(bot), mocker.room("tea", alice, bob)
    async with bot:
        room = await bot.rooms.load(tea.id)
        said = await room.say("Which size?", choices=SIZES, per_person=False)
        await alice.says("1", room=tea)
        await soon(choices)
        await bob.replies(said.id, "2", room=tea)
        async with asyncio.timeout(5):
            while (last := await bob.hears(room=tea)).text != "✓ S — Alice":
                pass
    assert last.talker == "Bot"
    assert choices.empty()


async def test_what_cannot_be_changed_is_settled_below(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(Unchanging(MockOptions(mocker=mocker)))
    choices = told(bot)
    async with bot:
        contact = await bot.contacts.load(alice.id)
        await contact.say("Which size?", choices=SIZES, per_person=False)
        await alice.says("1")
        await soon(choices)
        assert (await alice.hears()).text == NUMBERED
        assert (await alice.hears()).text == "✓ S — Alice"


async def test_what_no_button_holds_is_asked_in_words(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(MockPuppet(MockOptions(mocker=mocker)))
    choices = told(bot)
    longest = "a very long answer indeed, " * 5
    async with bot:
        contact = await bot.contacts.load(alice.id)
        await contact.say("Which?", choices=["short", longest])
        assert (await alice.hears()).text == f"Which?\n\n1. short\n2. {longest}"
        await alice.says("2")
        assert (await soon(choices)).text == longest


async def test_an_open_question_outlives_a_restart(
    mocker: Mocker, alice: Person, tmp_path: Path
) -> None:
    for is_first in (True, False):
        memory = SqliteMemory(tmp_path / "bot.sqlite")
        bot = Bot(Wordy(MockOptions(mocker=mocker), memory=memory))
        choices = told(bot)
        async with bot:
            if is_first:
                contact = await bot.contacts.load(alice.id)
                await contact.say("Which size?", choices=SIZES)
            else:
                await alice.says("3")
                assert (await soon(choices)).choice.id == "l"


async def test_no_choice_is_lost_where_it_cannot_be_kept(
    mocker: Mocker, alice: Person
) -> None:
    class Full(InProcessMemory):
        async def set_state(self, name: str, value: bytes | None) -> None:
            raise StorageError("no space left")

    puppet = Wordy(MockOptions(mocker=mocker), memory=Full())
    bot = Bot(puppet)
    choices = told(bot)
    async with bot:
        await (await bot.contacts.load(alice.id)).say("Which size?", choices=SIZES)
        await alice.says("2")
        assert (await soon(choices)).text == "M"
    assert isinstance(puppet.health.last_error, StorageError)


async def test_whoever_is_asked_may_choose_however_many_are(
    bot: Bot, mocker: Mocker
) -> None:
    people = [mocker.person(f"Person {number}") for number in range(12)]
    tea = mocker.room("Tea", *people)
    async with bot:
        room = await bot.rooms.load(tea.id)
        asking = []
        for person in people:
            asking.append(
                asyncio.create_task(room.ask("Size?", of=person.id, choices=SIZES))
            )
            while (await person.hears(room=tea)).mention_ids != (person.id,):
                pass
        for person in people:
            await person.says("2", room=tea)
        async with asyncio.timeout(5):
            assert {(await each).text for each in asking} == {"M"}

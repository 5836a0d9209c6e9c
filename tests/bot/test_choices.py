"""What people choose, by buttons or in words: a bot need not know which."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from puppets import Bot, Chosen, Message
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .choosing import SIZES, Wordy, soon, takes, told

pytestmark = pytest.mark.anyio


@pytest.fixture(params=[MockPuppet, Wordy], ids=["buttons", "words"])
def puppet(request: pytest.FixtureRequest, mocker: Mocker) -> MockPuppet:
    made: MockPuppet = request.param(MockOptions(mocker=mocker))
    return made


async def test_a_choice_is_told_with_who_made_it(bot: Bot, alice: Person) -> None:
    choices = told(bot)
    async with bot:
        said = await (await bot.contacts.load(alice.id)).say(
            "Which size?", choices=SIZES
        )
        await takes(alice, 3)
        chosen = await soon(choices)
    assert (chosen.choice.id, chosen.text) == ("l", "Large, with milk")
    assert (chosen.chooser.name, chosen.conversation.id) == ("Alice", alice.id)
    assert (chosen.message_id, chosen.room) == (said.id, None)


async def test_everybody_in_a_room_chooses_for_themselves(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    choices, tea = told(bot), mocker.room("tea", alice, bob)
    async with bot:
        room = await bot.rooms.load(tea.id)
        await room.say("Which size?", choices=SIZES)
        await takes(alice, 1, room=tea)
        first = await soon(choices)
        offer = (await bob.sees(room=tea))[0]
        if offer.choices:
            await bob.chooses("M", room=tea)
        else:
            await bob.says("2", room=tea)
        second = await soon(choices)
    assert (first.chooser.name, first.text) == ("Alice", "S")
    assert (second.chooser.name, second.text) == ("Bob", "M")
    assert second.room == room


async def test_who_has_chosen_is_answered_where_they_did(
    bot: Bot, mocker: Mocker, alice: Person
) -> None:
    tea = mocker.room("tea", alice)

    @bot.on_choice
    async def confirm(chosen: Chosen) -> None:
        await chosen.say(f"{chosen.text} it is")
        await chosen.reply("thank you")

    async with bot:
        room = await bot.rooms.load(tea.id)
        said = await room.say("Which size?", choices=SIZES)
        await alice.hears(room=tea)
        await takes(alice, 2, room=tea)
        assert (await alice.hears(room=tea)).text == "M it is"
        thanks = await alice.hears(room=tea)
    assert (thanks.text, thanks.reply_to_id) == ("thank you", said.id)


async def test_what_is_everybodys_is_settled_by_the_first(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    choices, tea = told(bot), mocker.room("tea", alice, bob)
    async with bot:
        room = await bot.rooms.load(tea.id)
        await room.say("Which size?", choices=SIZES, per_person=False)
        await takes(alice, 2, room=tea)
        chosen = await soon(choices)
        async with asyncio.timeout(5):
            while (offer := (await bob.sees(room=tea))[0]).choices or not offer.edited:
                await asyncio.sleep(0.01)
    assert chosen.text == "M"
    assert offer.text == "Which size?\n\n✓ M — Alice"


async def test_an_asker_is_given_the_choice(bot: Bot, alice: Person) -> None:
    @bot.on_message(text="tea")
    async def order(message: Message) -> None:
        chosen = await message.ask("Which size?", choices=SIZES, timeout=5)
        await message.say(f"{chosen.choice.id} for {chosen.chooser.name}")

    async with bot:
        await alice.says("tea")
        await alice.hears()
        await takes(alice, 3)
        assert (await alice.hears()).text == "l for Alice"


async def test_what_goes_with_choices_is_a_text(bot: Bot, alice: Person) -> None:
    async with bot:
        contact = await bot.contacts.load(alice.id)
        with pytest.raises(TypeError, match="text"):
            await contact.say(contact, choices=SIZES)


async def test_a_conversation_is_offered_choices_by_its_id(
    bot: Bot, alice: Person
) -> None:
    choices = told(bot)
    async with bot:
        said = await bot.say(alice.id, "Which size?", choices=SIZES, per_person=False)
        await takes(alice, 1)
        assert (await soon(choices)).message_id == said.id


class LessAbove(MockPuppet):
    """Has less room for a text above choices."""

    limits = replace(MockPuppet.limits, choice_text_length=100)


@pytest.mark.parametrize("kind", [MockPuppet, LessAbove])
async def test_a_text_too_long_for_one_message_has_its_buttons_below(
    mocker: Mocker, alice: Person, kind: type[MockPuppet]
) -> None:
    bot = Bot(kind(MockOptions(mocker=mocker)))
    long = "\n".join(f"line {number}" for number in range(1000))
    async with bot:
        contact = await bot.contacts.load(alice.id)
        await contact.say(long, choices=["yes", "no"])
        seen = await alice.sees()
    assert "".join(each.text for each in seen) == long
    assert [each.choices for each in seen] == [()] * (len(seen) - 1) + [("yes", "no")]

"""What a bot says, and how it says what a platform lacks."""

from __future__ import annotations

import pytest

from puppets import (
    Bot,
    FileBox,
    Location,
    Message,
    Unsupported,
    UrlLink,
)
from puppets.mock import Mocker, MockOptions, Person

from .platforms import Narrow, Terse, WithoutReplies

pytestmark = pytest.mark.anyio

PARIS = Location(
    latitude=48.8584, longitude=2.2945, name="Eiffel Tower", address="Paris"
)
PARIS_IN_WORDS = """Eiffel Tower
Paris
48.858400, 2.294500
https://www.openstreetmap.org/?mlat=48.858400&mlon=2.294500#map=16/48.858400/2.294500"""
LINK = UrlLink(url="https://example.org/tea", title="Tea", description="All about it")


async def test_a_text_is_said_and_its_message_returned(bot: Bot, alice: Person) -> None:
    async with bot:
        said = await bot.say(alice.id, "hello")
        assert (said.text, said.own, said.talker.name) == ("hello", True, "Bot")
        assert (await alice.hears()).id == said.id


async def test_a_file_arrives_byte_for_byte(bot: Bot, alice: Person) -> None:
    async with bot:
        said = await bot.say(alice.id, FileBox.from_bytes(b"\0\xff", name="a.bin"))
        seen = await alice.hears()
        assert seen.file is not None
        assert await seen.file.read() == b"\0\xff"
        assert said.filename == "a.bin"
        assert await (await said.file()).read() == b"\0\xff"


async def test_cards_links_and_places_are_what_they_are(
    bot: Bot, alice: Person, bob: Person
) -> None:
    async with bot:
        person = await bot.contacts.load(bob.id)
        card = await bot.say(alice.id, person)
        link = await bot.say(alice.id, LINK)
        place = await bot.say(alice.id, PARIS)
        seen = await alice.sees()
        assert await card.contact() == person
        assert await link.url_link() == LINK
        assert await place.location() == PARIS
    assert [seen[0].contact_id, seen[1].link, seen[2].location] == [bob.id, LINK, PARIS]


async def test_a_platform_without_them_has_them_in_words(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    async with Bot(Terse(MockOptions(mocker=mocker))) as bot:
        person = await bot.contacts.load(bob.id)
        assert person.payload is not None
        for what in (person, person.payload, LINK, PARIS):
            await bot.say(alice.id, what)
        assert [seen.text for seen in await alice.sees()] == [
            "Bob (@bob)",
            "Bob (@bob)",
            "Tea\nAll about it\nhttps://example.org/tea",
            PARIS_IN_WORDS,
        ]


async def test_what_nobody_would_take_in_words_is_refused(
    mocker: Mocker, alice: Person
) -> None:
    async with Bot(Terse(MockOptions(mocker=mocker))) as bot:
        with pytest.raises(Unsupported, match="message_send_file"):
            await bot.say(alice.id, FileBox.from_bytes(b"x", name="a.bin"))
        said = await bot.say(alice.id, "x")
        with pytest.raises(Unsupported, match="message_edit_text"):
            await said.edit("y")
        with pytest.raises(Unsupported, match="message_react"):
            await said.react("👍")
        assert [seen.text for seen in await alice.sees()] == ["x"]


async def test_a_long_text_is_several_messages(mocker: Mocker, alice: Person) -> None:
    async with Bot(Narrow(MockOptions(mocker=mocker))) as bot:
        last = await bot.say(
            alice.id, "One line of it.\nAnd then another one.\n\n\nEnd"
        )
        seen = await alice.sees()
    assert [each.text for each in seen] == [
        "One line of it.\n",
        "And then another ",
        "one.\n\n\nEnd",
    ]
    assert last.id == seen[-1].id


async def test_only_the_first_of_several_answers_and_notifies(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(Narrow(MockOptions(mocker=mocker)))
    tea = mocker.room("Tea", alice)

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.reply("a long answer to what you said", mentions=[message.talker])

    async with bot:
        asked = await alice.says("well?", room=tea)
        first, second = await alice.hears(room=tea), await alice.hears(room=tea)
    assert (first.reply_to_id, first.mention_ids) == (asked, (alice.id,))
    assert (second.reply_to_id, second.mention_ids) == (None, ())


async def test_a_piece_that_is_all_space_is_not_said(
    mocker: Mocker, alice: Person
) -> None:
    async with Bot(Narrow(MockOptions(mocker=mocker))) as bot:
        await bot.say(alice.id, " " * 50 + "word")
        assert [seen.text.strip() for seen in await alice.sees()] == ["word"]


async def test_a_reply_answers_the_very_message(bot: Bot, alice: Person) -> None:
    @bot.on_message
    async def answer(message: Message) -> None:
        said = await message.reply("fine")
        assert await said.reply_to() is not None
        assert said.reply_to_id == message.id

    async with bot:
        asked = await alice.says("how are you?")
        assert (await alice.hears()).reply_to_id == asked


async def test_where_there_are_no_replies_the_message_is_quoted(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(WithoutReplies(MockOptions(mocker=mocker)))

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.reply("fine")

    async with bot:
        await alice.says("how are you?")
        short = await alice.hears()
        await alice.says("one\ntwo\nthree\nfour")
        long = await alice.hears()
    assert short.text == "> Alice: how are you?\nfine"
    assert long.text == "> Alice: one\n> two\n> three\n> ...\nfine"
    assert short.reply_to_id is None


async def test_a_file_in_answer_to_a_message_is_sent_as_it_is(
    bot: Bot, alice: Person
) -> None:
    @bot.on_message
    async def answer(message: Message) -> None:
        await message.reply(FileBox.from_bytes(b"x", name="a.bin"))

    async with bot:
        await alice.says("a file, please")
        assert (await alice.hears()).file is not None


async def test_an_answer_to_what_is_gone_has_no_original(
    bot: Bot, alice: Person
) -> None:
    async with bot:
        said = await bot.say(alice.id, "hello")
        assert await said.reply_to() is None

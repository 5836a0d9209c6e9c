"""What one bot of a chain may pass on to the next."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from puppets import Bot, FileBox, Location, Message, MessageType, NotFound, UrlLink
from puppets.mock import MockPuppet, Person

pytestmark = pytest.mark.anyio

PICTURE = FileBox.from_bytes(b"GIF89a", name="dot.gif")
LINK = UrlLink(url="https://example.org/", title="Example")
PLACE = Location(latitude=1, longitude=2, name="Somewhere")


async def test_everything_that_can_be_said_is_passed_on(
    puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    first, second = Bot(), Bot()
    heard: list[tuple[MessageType, str, object]] = []

    @first.on_message
    async def answer(message: Message) -> None:
        card = await chain.contacts.load(bob.id)
        for what in (PICTURE, LINK, PLACE, card, written("in ", "pieces")):
            await message.say(what)

    @second.on_message
    async def hear(message: Message) -> None:
        heard.append((message.type, message.filename, await held_by(message)))
        await message.say("heard")

    chain = first | second
    chain.switch(puppet)
    async with chain:
        await alice.says("all")
        for _ in range(5):
            await alice.hears()
    assert heard == [
        (MessageType.EMOTICON, "dot.gif", b"GIF89a"),
        (MessageType.URL, "", LINK),
        (MessageType.LOCATION, "", PLACE),
        (MessageType.CONTACT, "", "Bob"),
        (MessageType.TEXT, "", "in pieces"),
    ]


async def held_by(message: Message) -> object:
    """What the message holds; all else it says it has not."""
    match message.type:
        case MessageType.URL:
            return await message.url_link()
        case MessageType.LOCATION:
            return await message.location()
        case MessageType.CONTACT:
            return (await message.contact()).name
        case MessageType.TEXT:
            for lacking in (message.file, message.contact, message.location):
                with pytest.raises(NotFound, match="has no"):
                    await lacking()
            return message.text
        case _:
            return await (await message.file()).read()


async def written(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


async def test_a_file_that_a_person_sends_goes_through(
    puppet: MockPuppet, alice: Person
) -> None:
    def passing() -> Bot:
        bot = Bot()

        @bot.on_message
        async def pass_on(message: Message) -> None:
            await message.say(await message.file())

        return bot

    chain = passing() | passing() | passing()
    chain.switch(puppet)
    async with chain:
        await alice.sends(PICTURE)
        seen = (await alice.hears()).file
    assert seen is not None
    assert (seen.name, await seen.read()) == ("dot.gif", b"GIF89a")

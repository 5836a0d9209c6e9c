"""A text that is said while it is still being written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from puppets import Bot, Limits, Message, MessageEditEvent, Rate, RateLimited, Scope
from puppets._bot import streaming
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .platforms import Narrow, Terse, WithoutReplies

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "PACE", 0.0)


class Model:
    """Writes a text piece by piece, when it is told to."""

    def __init__(self) -> None:
        self._pieces: asyncio.Queue[str | Exception | None] = asyncio.Queue()

    def write(self, *pieces: str) -> None:
        for piece in pieces:
            self._pieces.put_nowait(piece)

    def end(self, error: Exception | None = None) -> None:
        self._pieces.put_nowait(error)

    async def __aiter__(self) -> AsyncIterator[str]:
        while (piece := await self._pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece


def written(*pieces: str) -> Model:
    model = Model()
    model.write(*pieces)
    model.end()
    return model


async def _reply_in_pieces(message: Message) -> None:
    await message.reply(written("one ", "two"))


async def test_where_messages_can_be_edited_one_message_grows(
    bot: Bot, alice: Person
) -> None:
    model = Model()
    async with bot:
        saying = asyncio.create_task(bot.say(alice.id, model))
        model.write("It was ")
        assert (await alice.hears()).text == "It was"
        with bot.puppet.listen(MessageEditEvent) as edits:
            model.write("a dark ")
            assert (await anext(edits)).message.text == "It was a dark"
            model.write("and stormy ", "night.\n")
            model.end()
        said = await saying
        (seen,) = await alice.sees()
    assert seen.text == said.text == "It was a dark and stormy night."
    assert said.id == seen.id


async def test_a_message_that_is_full_is_followed_by_another(
    mocker: Mocker, alice: Person
) -> None:
    async with Bot(Narrow(MockOptions(mocker=mocker))) as bot:
        words = written("one", "two", "three", "four", "five", "six", "seven", "eight")
        last = await bot.say(alice.id, words)
        long = await bot.say(alice.id, written("ten eleven twelve thirteen", " end"))
        texts = [seen.text for seen in await alice.sees()]
    assert "".join(texts[:2]) == "onetwothreefourfivesixseveneight"
    assert texts[2:] == ["ten eleven twelve", "thirteen end"]
    assert (last.text, long.text) == (texts[1], "thirteen end")


async def test_where_they_cannot_each_sentence_is_a_message(
    mocker: Mocker, alice: Person
) -> None:
    model = Model()
    async with Bot(Terse(MockOptions(mocker=mocker))) as bot:
        saying = asyncio.create_task(bot.say(alice.id, model))
        model.write("Pi is 3.14 or ", "so. Is it? ", "Yes")
        assert (await alice.hears()).text == "Pi is 3.14 or so. Is it?"
        model.write("!\n", "。そうです。")
        assert (await alice.hears()).text.startswith("Yes!")
        model.write("The end")
        model.end()
        said = await saying
        texts = [seen.text for seen in await alice.sees()]
    assert texts[-1] == said.text == "The end"
    assert "".join(texts).replace("\n", "") == (
        "Pi is 3.14 or so. Is it?Yes!。そうです。The end"
    )


@pytest.mark.parametrize("kind", [MockPuppet, Terse], ids=["edited", "by sentences"])
async def test_what_has_come_is_said_though_the_rest_never_comes(
    mocker: Mocker, alice: Person, kind: type[MockPuppet]
) -> None:
    model = Model()
    model.write("As I was ", "saying")
    model.end(ConnectionError("the model is gone"))
    async with Bot(kind(MockOptions(mocker=mocker))) as bot:
        with pytest.raises(ConnectionError, match="the model is gone"):
            await bot.say(alice.id, model)
        assert [seen.text for seen in await alice.sees()] == ["As I was saying"]


@pytest.mark.parametrize("kind", [MockPuppet, Terse], ids=["edited", "by sentences"])
async def test_a_stream_of_nothing_says_nothing_and_says_so(
    mocker: Mocker, alice: Person, kind: type[MockPuppet]
) -> None:
    async with Bot(kind(MockOptions(mocker=mocker))) as bot:
        with pytest.raises(ValueError, match="nothing to say"):
            await bot.say(alice.id, written(" ", "\n"))
        assert await alice.sees() == []


async def test_a_cancelled_stream_stops_reading(bot: Bot, alice: Person) -> None:
    closed = asyncio.Event()

    async def endless() -> AsyncIterator[str]:
        try:
            yield "on and on"
            await asyncio.Event().wait()
        finally:
            closed.set()

    async with bot:
        saying = asyncio.create_task(bot.say(alice.id, endless()))
        await alice.hears()
        saying.cancel()
        await closed.wait()
        with pytest.raises(asyncio.CancelledError):
            await saying


async def test_an_edit_that_is_refused_as_too_fast_is_made_later(
    mocker: Mocker, alice: Person
) -> None:
    model = Model()
    async with Bot(MockPuppet(MockOptions(mocker=mocker))) as bot:
        saying = asyncio.create_task(bot.say(alice.id, model))
        model.write("one")
        await alice.hears()
        await mocker.throttles(0.01)
        model.write(" two")
        model.end()
        assert (await saying).text == "one two"


async def test_an_edit_that_is_refused_for_too_long_raises(
    mocker: Mocker, alice: Person
) -> None:
    class Impatient(MockPuppet):
        send_timeout = 1.0

    model = Model()
    async with Bot(Impatient(MockOptions(mocker=mocker))) as bot:
        saying = asyncio.create_task(bot.say(alice.id, model))
        model.write("one")
        await alice.hears()
        await mocker.throttles(60)
        model.write(" two")
        with pytest.raises(RateLimited):
            await saying


async def test_the_first_message_of_a_stream_answers(bot: Bot, alice: Person) -> None:
    bot.on_message(_reply_in_pieces)
    async with bot:
        asked = await alice.says("well?")
        seen = await alice.hears()
        assert seen.reply_to_id == asked


async def test_a_quote_stays_when_the_message_below_it_grows(
    mocker: Mocker, alice: Person
) -> None:
    bot = Bot(WithoutReplies(MockOptions(mocker=mocker)))
    bot.on_message(_reply_in_pieces)
    async with bot:
        await alice.says("well?")
        await alice.hears()
        await alice.hears()
    texts = [seen.text for seen in await alice.sees()]
    assert texts == ["well?", "> Alice: well?", "one two"]


def test_the_pace_is_what_the_platform_lets_one_conversation_have() -> None:
    limits = Limits(
        rates=(
            Rate(count=1, seconds=1.5, scope=Scope.CONVERSATION),
            Rate(count=20, seconds=60, scope=Scope.CONVERSATION, prefix="room-"),
            Rate(count=1, seconds=90, scope=Scope.ACCOUNT),
        )
    )
    assert streaming._pace(limits, "contact-1") == 1.5
    assert streaming._pace(limits, "room-1") == 3.0
    assert streaming._pace(Limits(), "room-1") == streaming.PACE

"""Updates whose numbers begin anew, as Telegram has it after a week without any."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from puppets import (
    GapEvent,
    InProcessMemory,
    MessageEvent,
    ReadyEvent,
    SqliteMemory,
)
from puppets.events import Batch
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets.telegram.stream import EARLIEST, Answer, Told, next_offset, poll, read
from puppets_standins.telegram.server import TelegramServer

from .making import made
from .updates import JSON

pytestmark = pytest.mark.anyio

FIRST = 500_000_001

# What is told first has one of these numbers, where the offset was FIRST + 1.
ANEW = pytest.mark.parametrize(
    "anew",
    [FIRST - 4, 1_000_000, 900_000_000],
    ids=["a little lower", "far lower", "higher"],
)


def texts(answer: Answer) -> list[str]:
    found = (told.update.message for told in answer.updates if isinstance(told, Told))
    return [message.text for message in found if message is not None]


@ANEW
async def test_what_is_numbered_anew_is_told_once_while_the_puppet_polls(
    server: TelegramServer, client: TelegramClient, alice: int, anew: int
) -> None:
    server.say(alice, alice, "one")
    async with aclosing(poll(client, None, 1)) as answers:
        assert texts(await anext(answers)) == ["one"]
        assert await anext(answers) == Answer((), EARLIEST)
        server.number_anew(anew)
        server.say(alice, alice, "two")
        server.say(alice, alice, "three")
        assert texts(await anext(answers)) == ["two", "three"]
        assert texts(await anext(answers)) == []
    assert len(server.bot.queue) == 0


@ANEW
async def test_what_is_numbered_anew_is_heard_after_a_long_absence(
    server: TelegramServer, alice: int, anew: int, tmp_path: Path
) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    await memory.open()
    long_ago = datetime.now(UTC) - timedelta(days=8)
    heard = {"heard": long_ago.isoformat().encode()}
    await memory.accept(Batch(cursor=str(FIRST + 1), state=heard))
    await memory.close()
    server.number_anew(anew)
    for text in ("two", "three"):
        server.say(alice, alice, text)
    puppet = made(server, memory=memory)
    with puppet.listen(MessageEvent) as messages, puppet.listen(GapEvent) as gaps:
        async with puppet, asyncio.timeout(10):
            found = [(await anext(messages)).message.text for _ in range(2)]
            assert (await anext(gaps)).since == long_ago
            await server.bot.queue.emptied()
    assert found == ["two", "three"]


async def test_a_cursor_of_yesterday_is_kept(
    server: TelegramServer, client: TelegramClient, alice: int
) -> None:
    """What was confirmed is not asked for again, as far as it may still be there."""
    memory = InProcessMemory()
    for text in ("one", "two"):
        server.say(alice, alice, text)
    heard = {"heard": (datetime.now(UTC) - timedelta(hours=23)).isoformat().encode()}
    await memory.accept(Batch(cursor=str(FIRST + 1), state=heard))
    puppet = made(server, memory=memory)
    with puppet.listen(MessageEvent) as messages:
        async with puppet, asyncio.timeout(10):
            assert (await anext(messages)).message.text == "two"


async def test_a_lower_number_that_is_told_with_a_cursor_of_today_is_confirmed(
    server: TelegramServer, client: TelegramClient, alice: int
) -> None:
    server.number_anew(1_000)
    server.say(alice, alice, "one")
    async with aclosing(poll(client, str(FIRST), 1)) as answers:
        assert texts(await anext(answers)) == ["one"]
        assert texts(await anext(answers)) == []
    assert len(server.bot.queue) == 0


async def test_no_offset_outlives_a_webhook(
    server: TelegramServer, hooked: TelegramOptions
) -> None:
    memory = InProcessMemory()
    await memory.accept(Batch(cursor=str(FIRST + 1)))
    puppet = TelegramPuppet(hooked, memory=memory)
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
    assert memory.cursor == EARLIEST


# Offsets.


@pytest.mark.parametrize(
    ("answer", "offset", "after"),
    [
        ([], 5, 0),
        ([{"update_id": 7}], 5, 8),
        ([{"update_id": 3}], 5, 4),
        ([{"update_id": 3}, {"update_id": 5}], 5, 6),
        ([{"update_id": "x"}], 5, 6),
        ([{"update_id": "x"}, {"update_id": 6}], 5, 7),
    ],
    ids=[
        "nothing",
        "the next",
        "one numbered anew",
        "one that comes again",
        "one without a number",
        "both",
    ],
)
def test_an_offset_goes_on_past_what_was_told(
    answer: list[JSON], offset: int, after: int
) -> None:
    told = [read(msgspec.json.encode(each)) for each in answer]
    assert next_offset(told, offset) == after

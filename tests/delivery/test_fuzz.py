"""Whatever the platform says, the puppet lives on, and says what it could not read (3.7)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from puppets import ErrorEvent, Event, InProcessMemory, Malformed, MessageEvent, Puppet
from puppets.telegram import TelegramPuppet
from puppets_standins.mock import MockWorld
from puppets_standins.telegram.server import TelegramServer

from .lines import LINES, Line, Posting
from .size import size, steps
from .updates import Case, cases

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]

Figures = Callable[[str, object], None]


@dataclass
class Hearer:
    """What a puppet has told, up to each of the words by which it is seen to live."""

    events: AsyncIterator[Event]
    errors: list[Exception] = field(default_factory=list)

    async def hears(self, text: str) -> list[Exception]:
        """The errors told before this was heard."""
        errors: list[Exception] = []
        async with asyncio.timeout(10):
            async for event in self.events:
                match event:
                    case ErrorEvent(error=error):
                        errors.append(error)
                    case MessageEvent(message=message) if message.text == text:
                        break
        self.errors += errors
        return errors


@pytest.mark.parametrize("way", LINES)
async def test_no_update_ends_the_puppet_and_what_cannot_be_read_is_said(
    server: TelegramServer, way: str, record_property: Figures
) -> None:
    line, memory = LINES[way](server), InProcessMemory()
    puppet = TelegramPuppet(line.options(), memory=memory)
    told = cases(size(250, 2_000))
    answers(puppet)
    with puppet.listen(Event) as events:
        async with puppet:
            hearer = Hearer(events)
            await line.say("first")
            await hearer.hears("first")
            for number, case in enumerate(steps(told, f"fuzzing by {way}")):
                await meets(line, hearer, memory, case, number)
            await line.say("ping")
            await hearer.hears("ping")
            await hearer.hears("pong")
            assert puppet.health.reconnects == 0
    assert server.messages(line.alice)[-1]["text"] == "pong"
    if isinstance(line, Posting):
        assert set(line.statuses) == {200, 400}
    record_property("updates", len(told))
    record_property("malformed", len(hearer.errors))
    record_property("crashes", puppet.health.reconnects)


async def meets(
    line: Line, hearer: Hearer, memory: InProcessMemory, case: Case, number: int
) -> None:
    """The puppet is told the case, and lives on; what is wrong is said, with its path."""
    said: list[bytes] = []

    def write(number: int) -> bytes:
        said.append(case.write(number))
        return said[-1]

    await line.push(write)
    await line.say(f"after {number}")
    try:
        errors = await hearer.hears(f"after {number}")
    except TimeoutError:
        pytest.fail(f"nothing is heard after {case.name} {said[-1][:2_000]!r}")
    shown = f"{errors} after {case.name[:2_000]}"
    assert len(errors) <= 1, shown
    assert bool(errors) is not case.is_right or case.path is None, shown
    assert not (case.is_right and errors), shown
    for error in errors:
        assert isinstance(error, Malformed), shown
        assert error.path == (case.path or error.path), f"{error.path}: {shown}"
        assert error.path.startswith("$")
        assert error.update == said[-1], shown
        assert (await memory.malformed())[-1] is error
    assert errors or case.path is None, f"nothing was said of {case.name[:2_000]}"


def answers(puppet: Puppet) -> None:
    """A ping with a pong."""

    async def answer(event: MessageEvent) -> None:
        if event.message.text == "ping":
            await puppet.message_send_text(event.message.conversation_id, "pong")

    puppet.on(MessageEvent, answer)


# Answers that are none.


NO_ANSWERS = {
    "nothing": b"",
    "a page": b"<html>Sign in to the network</html>",
    "a part of one": b'{"ok": true, "result": [{"update_id": 1',
    "an update alone": b'{"ok": true, "result": {"update_id": 1}}',
    "half a character": b'{"ok": true, "result": ["\\ud800"',
    "no result": b'{"ok": true}',
    "one too deep": b"[" * 10_000,
    "a number": b'{"ok": true, "result": 5, "x": "\xff"}',
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("garbage", NO_ANSWERS.values(), ids=NO_ANSWERS)
async def test_what_is_no_answer_to_a_poll_is_outlived(
    server: TelegramServer, garbage: bytes
) -> None:
    line = LINES["poll"](server)
    puppet = TelegramPuppet(line.options())
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        async with puppet:
            server.answer_with("getUpdates", garbage)
            await anext(errors)
            assert not puppet.health.online
            server.answer_again()
            await line.say("here again")
            async with asyncio.timeout(10):
                assert (await anext(messages)).message.text == "here again"


# The mock speaks to no wire: it can say one thing that cannot be read.


async def test_what_the_mock_garbles_is_said_each_time(
    record_property: Figures,
) -> None:
    rounds = size(50, 1_000)
    async with MockWorld() as world:
        puppet, alice = world.puppet(), await world.human("Alice")
        with puppet.listen(Event) as events:
            async with puppet:
                hearer = Hearer(events)
                for number in range(rounds):
                    await world.garbles()
                    await alice.says("garbled")
                    await alice.says(f"after {number}")
                    [error] = await hearer.hears(f"after {number}")
                    assert isinstance(error, Malformed)
                    assert error.path
    record_property("updates", 2 * rounds)
    record_property("malformed", len(hearer.errors))

"""Must hold 5: a send whose connection breaks is there once, or said to be uncertain."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from puppets_standins.clock import LEAPING
from puppets_standins.faults import CutAnswer, CutBefore, CutBody
from puppets_standins.mock import MockWorld

from .proxied import ProxiedTelegram
from .sends import Outcome, Sends
from .size import size, steps

pytestmark = pytest.mark.anyio

SEED = 20_240_601
CUTS = size(100, 2_000)
SENDS = "*/send*"
LARGE = 8 * 1024 * 1024
"""More than systems hold on the way between a client that writes and a server that does not read."""


@pytest.fixture
def anyio_backend() -> object:
    return LEAPING


@pytest.fixture
async def telegram() -> AsyncIterator[ProxiedTelegram]:
    async with ProxiedTelegram() as world:
        yield world


@pytest.fixture
async def sends(telegram: ProxiedTelegram) -> AsyncIterator[Sends]:
    alice = await telegram.human("Alice")
    async with telegram.puppet() as puppet:
        yield Sends(puppet, alice)


# Each of these breaks the next send, or what carries it, and says what must come of it:
# returned (True), uncertain (False).

Break = Callable[[ProxiedTelegram, random.Random], Awaitable[bool]]


async def refused(world: ProxiedTelegram, chance: random.Random) -> bool:
    """Nobody listens, for a while."""
    await world.proxy.close()
    loop = asyncio.get_running_loop()
    loop.call_later(
        chance.uniform(0, 30), lambda: loop.create_task(world.proxy.reopen())
    )
    return True


async def ended(world: ProxiedTelegram, chance: random.Random) -> bool:
    """The kept connection is ended, and nobody has looked yet when the send comes."""
    world.proxy.hang_up(reset=chance.random() < 0.5)
    await asyncio.sleep(0)
    return True


async def lost(world: ProxiedTelegram, chance: random.Random) -> bool:
    reset = chance.random() < 0.5
    world.proxy.inject(CutBefore(reset=reset), path=SENDS, times=1)
    return False


async def torn(world: ProxiedTelegram, chance: random.Random) -> bool:
    cut = CutBody(at=chance.randrange(30), reset=chance.random() < 0.5)
    world.proxy.inject(cut, path=SENDS, times=1)
    return False


async def unanswered(world: ProxiedTelegram, chance: random.Random) -> bool:
    at = chance.choice([0, chance.randrange(1, 300)])
    cut = CutAnswer(at=at, reset=chance.random() < 0.5)
    world.proxy.inject(cut, path=SENDS, times=1)
    return False


async def answered(world: ProxiedTelegram, chance: random.Random) -> bool:
    """The answer is whole, and the connection ends with it."""
    cut = CutAnswer(at=None, reset=chance.random() < 0.5)
    world.proxy.inject(cut, path=SENDS, times=1)
    return True


BREAKS: tuple[Break, ...] = (refused, ended, lost, torn, unanswered, answered)


async def test_a_send_that_is_cut_anywhere_is_there_once_or_uncertain(
    telegram: ProxiedTelegram,
    sends: Sends,
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(SEED)
    for number in steps(range(CUTS), "cuts"):
        if number % 50 == 0:  # long screens take long to read
            sends.human = await telegram.human(f"Person {number}")
        cut = chance.choice(BREAKS)
        returns = await cut(telegram, chance)
        outcome = await sends.text(cut.__name__)
        assert outcome.is_fair, outcome
        assert (outcome.id is not None) is returns, outcome
    sends.tell(record_property)


async def test_what_was_cut_before_the_last_byte_left_is_sent_again(
    telegram: ProxiedTelegram, sends: Sends
) -> None:
    chance = random.Random(SEED)
    for reset in (True, False):
        cut = CutBody(at=chance.randrange(100_000), reset=reset)
        fault = telegram.proxy.inject(cut, path=SENDS, times=1)
        outcome = await sends.file("torn", LARGE)
        assert outcome.id is not None
        assert outcome.is_fair
        assert len(fault.met) == 1


async def test_a_kept_connection_that_was_ended_costs_no_send(
    telegram: ProxiedTelegram, sends: Sends
) -> None:
    await sends.text("first")
    before = telegram.proxy.requests[-1].connection
    assert await ended(telegram, random.Random(SEED))
    assert (await sends.text("ended")).id is not None
    asked = [each for each in telegram.proxy.requests if "/send" in each.path.lower()]
    assert len(asked) == 2, "the second was written once"
    assert asked[1].connection > before


# The mock has a door, and no wire: it is out of reach, stumbles, or loses an answer.


async def test_on_the_mock_a_send_that_is_cut_is_there_once_or_uncertain(
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(SEED)
    async with MockWorld() as world, world.puppet() as puppet:
        sends = Sends(puppet, await world.human("Alice"))
        for number in steps(range(CUTS), "cuts"):
            if number % 50 == 0:
                sends.human = await world.human(f"Person {number}")
            outcome = await _cut(world, sends, chance)
            assert outcome.is_fair, outcome
            assert (outcome.id is None) is (outcome.what == "lost"), outcome
    sends.tell(record_property)


async def _cut(world: MockWorld, sends: Sends, chance: random.Random) -> Outcome:
    loop = asyncio.get_running_loop()
    match chance.choice(["refused", "on its way", "stumbled", "lost"]):
        case "refused":
            await world.goes_down()
            loop.call_later(
                chance.uniform(0, 30), lambda: loop.create_task(world.comes_up())
            )
        case "on its way":
            await world.delays(chance.uniform(0, 1))
            loop.call_later(0, lambda: loop.create_task(world.goes_down()))
            loop.call_later(5, lambda: loop.create_task(world.comes_up()))
            outcome = await sends.text("on its way")
            await world.delays(0)
            return outcome
        case "stumbled":
            await world.stumbles()
            return await sends.text("stumbled")
        case "lost":
            await world.cuts_after_accepting()
            return await sends.text("lost")
    return await sends.text("refused")

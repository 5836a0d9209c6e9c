"""A handler of one puppet asks somebody through another one."""

from __future__ import annotations

import asyncio

import pytest

from conformance.hearing import eventually
from puppets import Bot, Contact, Message
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


@pytest.fixture
def elsewhere() -> Mocker:
    return Mocker()


@pytest.fixture
def carol(elsewhere: Mocker) -> Person:
    return elsewhere.person("Carol")


@pytest.fixture
def other(elsewhere: Mocker) -> MockPuppet:
    return MockPuppet(MockOptions(mocker=elsewhere), name="other")


@pytest.fixture
def both(puppet: MockPuppet, other: MockPuppet) -> Bot:
    return Bot(puppets=[puppet, other])


async def find(both: Bot, person: Person) -> Contact:
    found = await both.contacts.find(name=person.name)
    assert found is not None
    return found


@pytest.mark.parametrize("by_itself", [False, True], ids=["stopped", "stops them"])
async def test_the_answer_is_done_with_the_handler_though_both_puppets_stop(
    both: Bot,
    puppet: MockPuppet,
    other: MockPuppet,
    alice: Person,
    carol: Person,
    *,
    by_itself: bool,
) -> None:
    answered, go_on = asyncio.Event(), asyncio.Event()

    @both.on_message(text="order")
    async def order(message: Message) -> None:
        await (await find(both, carol)).ask("Which size?")
        answered.set()
        if by_itself:
            await both.stop()
        else:
            await go_on.wait()

    await both.start()
    await alice.says("order")
    assert (await carol.hears()).text == "Which size?"
    await carol.says("L")
    await answered.wait()
    stopping = asyncio.create_task(both.until_stopped() if by_itself else both.stop())
    await eventually(lambda: not other.health.online, "the other one to hear no more")
    go_on.set()
    await stopping
    assert (puppet.health.journal_depth, other.health.journal_depth) == (0, 0)


async def test_a_handler_that_stops_one_puppet_waits_for_no_turn_that_it_has_itself(
    both: Bot,
    puppet: MockPuppet,
    mocker: Mocker,
    alice: Person,
    bob: Person,
    carol: Person,
) -> None:
    puppet.stop_grace = 0.05
    tea = mocker.room("Tea", alice, bob)
    stopped = asyncio.Event()

    @both.on_message
    async def hear(message: Message) -> None:
        if message.text == "order":
            await (await find(both, carol)).ask("Which size?")
        else:
            await puppet.stop()
            stopped.set()

    async with both:
        await alice.says("order", room=tea)
        await carol.hears()
        await bob.says("go home", room=tea)
        await stopped.wait()
    assert puppet.health.journal_depth == 1

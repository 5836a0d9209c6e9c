"""Killed or cut off at any moment, an encrypted chat loses nothing and repeats nothing."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import hears
from conformance.nursery import Lives, Nursery
from conformance.survival import survive
from puppets import MessageEvent
from puppets_standins.faults import CutAnswer, CutBefore, CutBody, Fault
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.world import GitterWorld
from tests.delivery.size import size

pytestmark = pytest.mark.anyio

KILLS = size(5, 200)
SAID = size(30, 1_000)
CUTS = size(20, 500)
SEED = 20_240_602

WORLDS = {"open": GitterWorld, "encrypted": EncryptedGitterWorld}

PLACES = ["*/sync", "*/send/*", "*/event/*", "*/keys/*", "*/sendToDevice/*", "*"]
"""What is cut: some of it only where things are encrypted."""


@pytest.fixture(params=WORLDS)
async def either(request: pytest.FixtureRequest) -> AsyncIterator[GitterWorld]:
    async with WORLDS[request.param]() as world:
        yield world


@pytest.mark.timeout(size(90, 3_600))
async def test_killed_while_all_is_encrypted_it_loses_nothing(
    closed: EncryptedGitterWorld,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """Nobody sends a key twice: one that a kill lost is lost, and what it opens too."""
    people = [await closed.human(name) for name in ("Alice", "Bob", "Carol")]
    with Nursery() as nursery:
        lives = Lives(nursery, closed.recipe(), tmp_path / "memory.sqlite")
        async with lives.another():
            pass  # before its very first life nobody can encrypt for it
        survival = await survive(
            lives,
            people,
            kills=KILLS,
            said=SAID,
            seed=SEED,
            answers=True,
            patience=size(30, 600),  # all that is left may be for the last life
        )
    record_property("kills", KILLS)
    record_property("said", len(survival.said))
    record_property("lost", len(survival.lost))
    record_property("cut off and repeated", survival.repeats)
    assert not survival.lost
    assert survival.inversions == 0
    assert not survival.amiss
    answers = [seen.text for human in people for seen in await human.sees()]
    assert {f"heard {number}" for number in range(1, SAID + 1)} <= set(answers)


@pytest.mark.timeout(size(60, 3_600))
async def test_cut_off_at_any_moment_everything_is_said_and_heard_once(
    either: GitterWorld, record_property: Callable[[str, object], None]
) -> None:
    alice, chance = await either.human("Alice"), random.Random(SEED)
    heard: list[str] = []
    faults: list[Fault] = []

    async def listen(event: MessageEvent) -> None:
        heard.append(event.message.text)

    async with either.puppet() as puppet:
        puppet.on(MessageEvent, listen)
        for number in range(CUTS):
            reset, at = chance.random() < 0.5, chance.randrange(400)
            kinds = CutAnswer(at=at, reset=reset), CutBody(at=at), CutBefore()
            where = chance.choice(PLACES)
            faults.append(
                either.proxy.inject(chance.choice(kinds), path=where, times=1)
            )
            await hears(puppet, partial(alice.says, f"in {number}"))
            await puppet.message_send_text(alice.id, f"out {number}")
    shown = [seen.text for seen in await alice.sees()]
    said = [f"{way} {number}" for number in range(CUTS) for way in ("in", "out")]
    record_property("cuts", sum(len(fault.met) for fault in faults))
    record_property("lost", len(set(said) - set(heard)) + len(set(said) - set(shown)))
    record_property("twice", len(heard) + len(shown) - 2 * len(said))
    assert shown == said
    assert heard == said

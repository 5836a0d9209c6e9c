"""Killed with SIGKILL in the middle of its work, again and again (issue 3, 1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from conformance import World
from conformance.nursery import Lives, Nursery
from conformance.survival import survive

from .size import size, steps

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(600)]

CONVERSATIONS = 20
KILLS = size(20, 200)
SAID = 10 * KILLS


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def world(any_world: World) -> World:
    return any_world


@pytest.fixture
def lives(world: World, nursery: Nursery, tmp_path: Path) -> Lives:
    return Lives(nursery, world.recipe(), tmp_path / "memory.sqlite")


async def test_a_process_that_is_killed_loses_nothing_and_repeats_what_was_cut_off(
    world: World,
    lives: Lives,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    people = [await world.human(f"Person {n}") for n in range(CONVERSATIONS)]
    survival = await survive(
        lives,
        people,
        kills=KILLS,
        said=SAID,
        seed=request.config.getoption("--puppet-seed"),
        watched=partial(steps, what="killed"),
    )
    record_property("kills", KILLS)
    record_property("said", len(survival.said))
    record_property("lost", len(survival.lost))
    record_property("inversions", survival.inversions)
    record_property("handled again", survival.repeats)
    record_property("in work when killed", sum(survival.in_work))
    assert not survival.lost
    assert survival.inversions == 0
    assert not survival.amiss
    assert survival.repeats <= sum(survival.in_work)
    assert sum(survival.in_work) >= KILLS, "the kills did not meet it at work"


async def test_everybody_is_answered_though_the_process_is_killed(
    world: World,
    lives: Lives,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    # No more to one person than may be answered without a wait.
    people = [await world.human(f"Person {n}") for n in range(KILLS)]
    survival = await survive(
        lives,
        people,
        kills=KILLS // 2,
        said=SAID // 2,
        seed=request.config.getoption("--puppet-seed"),
        answers=True,
        patience=60,
        watched=partial(steps, what="killed as it answers"),
    )
    screens = [await person.sees() for person in people]
    answered = Counter(seen.text for screen in screens for seen in screen)
    record_property("kills", KILLS // 2)
    record_property("said", len(survival.said))
    record_property("answered", sum(text.startswith("heard") for text in answered))
    record_property("answered again", answered.total() - len(answered))
    assert not survival.lost
    assert not survival.amiss
    for text, begun in survival.begun.items():
        assert 1 <= answered[f"heard {text}"] <= begun

"""Processes that are there to be killed, and what goes wrong with them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from conformance.lines import Manners
from conformance.nursery import Lives, Nursery
from puppets import Memory, Puppet
from puppets_standins.mock import MockWorld

from .runs import run

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


class Unloadable:
    """A recipe that only this process can read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return importlib.import_module, ("no_such_module",)

    def __call__(self, memory: Memory) -> Puppet:
        raise NotImplementedError


def refuse(why: str, memory: Memory) -> Puppet:
    raise RuntimeError(why)


@pytest.mark.parametrize("forks", [True, False], ids=["with a fork", "without one"])
async def test_one_life_goes_on_where_the_last_was_killed(
    path: Path, forks: bool
) -> None:
    async with MockWorld() as world:
        alice = await world.human("Alice")
        with Nursery(forks=forks) as nursery:
            lives = Lives(nursery, world.recipe(), path)
            async with lives.another(Manners(hangs_at="one")) as life:
                one = await alice.says("one")
                await life.until(lambda: bool(life.begun), "it to begin")
            async with lives.another() as life:
                await life.handled(one)
                await life.ends()
    assert life.heard == [("one", True)]


async def test_a_recipe_that_cannot_be_pickled_is_said(
    nursery: Nursery, path: Path
) -> None:
    with pytest.raises(AssertionError, match="`recipe` gives cannot be pickled"):
        async with Lives(nursery, lambda memory: refuse("", memory), path).another():
            pass


async def test_a_recipe_that_the_process_cannot_read_is_said(
    nursery: Nursery, path: Path
) -> None:
    with pytest.raises(AssertionError, match="no_such_module"):
        async with Lives(nursery, Unloadable(), path).another():
            pass


async def test_a_recipe_that_fails_is_said(nursery: Nursery, path: Path) -> None:
    with pytest.raises(AssertionError, match="no puppet today"):
        async with Lives(nursery, partial(refuse, "no puppet today"), path).another():
            pass


async def test_a_process_that_cannot_be_started_is_said(
    nursery: Nursery, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(path))
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(AssertionError, match="ended at once, with status 1"):
        async with Lives(nursery, partial(refuse, ""), path).another():
            pass


def test_a_world_beside_the_test_is_found_by_the_process(tmp_path: Path) -> None:
    done = run(tmp_path, BESIDE, "-k", "handled_before_a_kill")
    assert done.outcome("3.2d") == "proved"


def test_a_world_without_a_recipe_leaves_its_clauses_unchecked(tmp_path: Path) -> None:
    done = run(tmp_path, WITHOUT, "-k", "kill or dead")
    assert done.outcome("3.1d") == done.outcome("3.9d") == "unchecked"
    assert "nobody else can reach this world" in done.reasons("3.2d")


BESIDE = """
from functools import partial

from conformance import Conformance
from puppets_standins.mock.world import MockWorld

def made(recipe, memory):
    return recipe(memory)

class OwnWorld(MockWorld):
    def recipe(self):
        return partial(made, super().recipe())

class TestOwn(Conformance):
    world_type = OwnWorld
"""

WITHOUT = """
from conformance import Conformance, World
from puppets_standins.mock.world import MockWorld

class HermitWorld(MockWorld):
    reasons = {"recipe": "nobody else can reach this world"}
    recipe = World.recipe

class TestHermit(Conformance):
    world_type = HermitWorld
"""

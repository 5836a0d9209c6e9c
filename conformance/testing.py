"""
The part that tests of a bot lean on: `puppet_world`, and `worlds`, one after the other.

    async def test_ding_is_answered(worlds):
        async with worlds.running(bot):
            alice = await worlds.human("Alice")
            await alice.says("ding")
            assert (await alice.hears()).text == "dong"

It is loaded wherever the package is installed, so it needs pytest and nothing else; and
apart from the suite's own part, which who tests a bot may leave out.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .world import World
    from .worlds import Offer

WANTED = "puppet_worlds"
OURS = {"puppet_world", "worlds"}
OTHERS = ("anyio", "asyncio", "trio")
"""The marks of plugins that run coroutines themselves."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        WANTED,
        "the platforms of the fixture `worlds`; one that cannot be here is then a failure "
        "(default: all that are installed, those that cannot be here are skipped)",
        type="args",
        default=[],
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "worlds" in metafunc.fixturenames:
        wanted = metafunc.config.getini(WANTED)
        metafunc.parametrize("worlds", list(_parameters(wanted)), indirect=True)


def _parameters(wanted: Iterable[str]) -> Iterator[object]:
    from .worlds import offer, offers  # which looks through all installed packages

    found = [offer(name) for name in wanted] or offers().values()
    for each in found:
        yield pytest.param(each, id=each.name)


@pytest.fixture
def puppet_world() -> World:
    """A world of its own on the mock, where no bot is running yet."""
    from .worlds import world_type

    return world_type("mock")()


@pytest.fixture
def worlds(request: pytest.FixtureRequest) -> World:
    """A world of its own, on each platform that has one here: the test runs on each."""
    offer: Offer = request.param
    if absence := offer.absence:
        named = offer.name in request.config.getini(WANTED)
        (pytest.fail if named else pytest.skip)(absence)
    return offer.world_type()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine on a world, where no plugin for coroutines was asked to."""
    test = pyfuncitem.obj
    if not (OURS & set(pyfuncitem.fixturenames) and inspect.iscoroutinefunction(test)):
        return None
    if any(pyfuncitem.get_closest_marker(mark) for mark in OTHERS):
        return None
    needed = inspect.signature(test).parameters
    asyncio.run(test(**{name: pyfuncitem.funcargs[name] for name in needed}))
    return True

"""Fixtures, and the rule for what a platform lacks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest

from puppets import Puppet

from .clauses import clause
from .collection import function_of, needed_by
from .nursery import Lives, Nursery
from .witness import attend, refuse
from .world import Human, Room, Unchecked, World

__all__ = ["Harness", "clause", "requires"]

F = TypeVar("F", bound=Callable[..., Any])


def requires(*operations: str) -> Callable[[F], F]:
    """
    Run the test only where the platform has these operations.

    Where it lacks one, the test proves instead that the puppet refuses it (4.17).
    """
    return pytest.mark.requires(*operations)


@pytest.mark.anyio
@pytest.mark.timeout(20)
class Harness:
    """What every test of the suite leans on."""

    world_type: ClassVar[type[World]]
    sdks: ClassVar[tuple[str, ...]] = ()
    """The distributions that the platform stands on; the report tells their versions."""
    reconnects: ClassVar[int] = 10
    """How often the connection is dropped to show that it repeats nothing (3.11)."""
    kills: ClassVar[int] = 10
    """How often the puppet is killed while people talk to it (3.1d)."""
    said_while_killed: ClassVar[int] = 100
    """How much they say meanwhile."""
    conversations_while_killed: ClassVar[int] = 10
    """How many people talk to it."""
    walks: ClassVar[int] = 10
    """How many random walks through the contract are taken."""
    steps: ClassVar[int] = 30
    """How many steps such a walk has."""

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @pytest.fixture
    async def world(self, request: pytest.FixtureRequest) -> AsyncIterator[World]:
        async with self.world_type() as world:
            evidence = attend(world, request.node)
            if lacking := needed_by(request.node) - evidence.capabilities:
                refuse(world, lacking)
            for test in (function_of(request.node), request.node.name):
                if test in world.lacks:
                    raise Unchecked(test, world.lacks[test])
            yield world

    @pytest.fixture
    async def puppet(self, world: World) -> AsyncIterator[Puppet]:
        """A puppet that is started, and logged in."""
        async with world.puppet() as puppet:
            yield puppet

    @pytest.fixture(scope="class")
    @classmethod
    def nursery(cls) -> Iterator[Nursery]:
        """Where puppets have processes of their own."""
        with Nursery() as nursery:
            yield nursery

    @pytest.fixture
    def lives(self, world: World, nursery: Nursery, tmp_path: Path) -> Lives:
        """One puppet in process after process, all with one durable memory."""
        return Lives(nursery, world.recipe(), tmp_path / "memory.sqlite")

    @pytest.fixture
    async def alice(self, world: World) -> Human:
        return await world.human("Alice")

    @pytest.fixture
    async def bob(self, world: World) -> Human:
        return await world.human("Bob")

    @pytest.fixture
    async def room(self, world: World, alice: Human, bob: Human) -> Room:
        """A room with Alice, Bob and the puppet in it."""
        return await world.room("tea", alice, bob)

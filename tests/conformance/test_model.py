"""A random walk that cannot begin."""

from __future__ import annotations

from typing import ClassVar, Self

import pytest

from conformance.model import Model
from conformance.world import Human, Room, Unchecked
from puppets_standins.mock.world import MockWorld


class Roomless(MockWorld):
    """It has no rooms, and knows whether it was closed."""

    reasons: ClassVar[dict[str, str]] = {"room": "there are none"}
    is_open = False

    async def __aenter__(self) -> Self:
        self.is_open = True
        return await super().__aenter__()

    async def __aexit__(self, *why: object) -> None:
        self.is_open = False
        await super().__aexit__(*why)

    async def room(self, topic: str, *members: Human) -> Room:
        self.cannot("room")


@pytest.mark.anyio
async def test_a_walk_that_cannot_begin_leaves_nothing_open() -> None:
    world = Roomless()
    with pytest.raises(Unchecked, match="there are none"):
        await Model.begin(world)
    assert not world.is_open

"""Killed at any moment, a puppet goes on where it was (contract 3.1, 3.2, 3.4)."""

from __future__ import annotations

import pytest

from .harness import Harness, clause
from .nursery import Lives
from .survival import survive
from .world import World


class Killed(Harness):
    @clause("3.1d", "3.2d", "3.4")
    @pytest.mark.timeout(90)
    async def test_killed_at_any_moment_it_loses_nothing_and_repeats_only_what_was_cut_off(
        self, request: pytest.FixtureRequest, world: World, lives: Lives
    ) -> None:
        people = [
            await world.human(f"Person {number}")
            for number in range(self.conversations_while_killed)
        ]
        survival = await survive(
            lives,
            people,
            kills=self.kills,
            said=self.said_while_killed,
            seed=request.config.getoption("--puppet-seed"),
        )
        assert not survival.lost
        assert survival.inversions == 0
        assert not survival.amiss

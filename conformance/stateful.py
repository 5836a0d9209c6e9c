"""A random walk through the contract: whatever happens in whatever order, all of it holds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from .harness import Harness, clause
from .model import Model
from .world import Unchecked, World

__all__ = ["Walk", "Walks"]

T = TypeVar("T")

WHO = st.sampled_from(["Alice", "Bob"])
WHERE = st.sampled_from(["direct", "room"])
WORDS = st.sampled_from(
    ["hello", "你好 👋🏽", "<b>&amp;</b>", "@you _all_", "two\nlines"]
)


class Walk(RuleBasedStateMachine):
    """One world on an event loop of its own; every rule is something that may happen."""

    world_type: ClassVar[type[World]]

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.Runner()
        self._well = True
        self._model = self._run(Model.begin(self.world_type()))

    # What people do.

    @rule(who=WHO, where=WHERE, words=WORDS)
    def says(self, who: str, where: str, words: str) -> None:
        self._may(lambda: self._model.says(who, where, words))

    @rule(who=WHO, words=WORDS)
    def says_it_while_the_platform_stutters(self, who: str, words: str) -> None:
        self._may(lambda: self._model.stutters(who, words))

    @rule(which=st.integers(0, 99), words=WORDS)
    def edits(self, which: int, words: str) -> None:
        self._may(lambda: self._model.edits(which, words))

    @rule(which=st.integers(0, 99))
    def recalls(self, which: int) -> None:
        self._may(lambda: self._model.recalls(which))

    @rule()
    def joins_or_leaves(self) -> None:
        self._may(self._model.joins_or_leaves)

    @rule(topic=st.sampled_from(["tea", "coffee", "cocoa"]))
    def renames(self, topic: str) -> None:
        self._may(lambda: self._model.renames(topic))

    # What the puppet does.

    @precondition(lambda self: self._model.is_on)
    @rule(who=WHO, where=WHERE, words=WORDS)
    def sends(self, who: str, where: str, words: str) -> None:
        self._may(lambda: self._model.sends(who, where, words))

    @precondition(lambda self: self._model.is_on)
    @rule(which=st.integers(0, 99))
    def takes_back(self, which: int) -> None:
        self._may(lambda: self._model.takes_back(which))

    # What goes wrong.

    @rule()
    def stumbles(self) -> None:
        self._may(self._model.stumbles)

    @rule(who=WHO, words=WORDS)
    def is_down_for_a_while(self, who: str, words: str) -> None:
        self._may(lambda: self._model.is_down(who, words))

    @rule()
    def stops_or_starts(self) -> None:
        self._may(self._model.stops_or_starts)

    # What holds.

    @rule()
    def agrees(self) -> None:
        self._run(self._model.agrees())

    def teardown(self) -> None:
        try:
            self._run(self._model.end(well=self._well))
        finally:
            self._loop.close()

    def _may(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do it, unless this world cannot: other tests say so."""
        with suppress(Unchecked):
            self._run(act())

    def _run(self, doing: Awaitable[T]) -> T:
        async def within_time() -> T:
            async with asyncio.timeout(25):
                return await doing

        try:
            return self._loop.run(within_time())
        except Unchecked:
            raise
        except BaseException:
            self._well = False
            raise


class Walks(Harness):
    """The random walks, as one test."""

    @clause("3.2", "3.3", "3.4", "3.8", "3.11", "4.1", "4.12")
    @pytest.mark.timeout(120)
    def test_all_holds_in_whatever_order_things_happen(
        self, request: pytest.FixtureRequest
    ) -> None:
        start = request.config.getoption("--puppet-seed")
        walk = seed(start)(type("Walk", (Walk,), {"world_type": self.world_type}))
        run_state_machine_as_test(
            walk,
            settings=settings(
                max_examples=self.walks,
                stateful_step_count=self.steps,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )

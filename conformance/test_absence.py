"""What was said while the puppet was away is not lost (contract 3.3, 3.11)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from puppets import Event, GapEvent, MessageEvent, Puppet

from .harness import Harness, clause
from .hearing import heard_text, overhears, quiet, until
from .world import Human, World


class Absence(Harness):
    # Away, and back.

    @clause("3.3")
    async def test_what_was_said_while_the_platform_was_down_arrives(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("before"))
        with puppet.listen(Event) as events:
            await world.goes_down()
            for text in ("one", "two"):
                await alice.says(text)
            await world.comes_up()
            assert await _catch_up(events, 2) in (["one", "two"], None)

    @clause("3.3")
    async def test_what_was_said_while_it_was_stopped_arrives(
        self, world: World, alice: Human, bob: Human
    ) -> None:
        puppet = world.puppet()
        async with puppet:
            await overhears(puppet, lambda: alice.says("before"))
        said = ["one", "two"]
        for human in (alice, bob):
            await human.says(said[human is bob])
        with puppet.listen(Event) as events:
            async with puppet:
                found = await _catch_up(events, 2)
        assert found is None or sorted(found) == said

    # Again and again.

    @clause("3.11", "3.3")
    @pytest.mark.timeout(60)
    async def test_reconnecting_repeats_nothing_and_loses_nothing(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        said = [str(n) for n in range(self.reconnects)]
        with puppet.listen(MessageEvent) as events:
            for text in said:
                await alice.says(text)
                await world.stumbles()
                await heard_text(events, text)
            await quiet(puppet, alice, events)


async def _catch_up(events: AsyncIterator[Event], count: int) -> list[str] | None:
    """What was said meanwhile; None where the puppet says that nobody can tell."""
    found: list[str] = []
    while len(found) < count:
        event = await until(
            events, _tells, f"what was said meanwhile, or a gap: {found}"
        )
        if isinstance(event, GapEvent):
            assert event.since <= event.until
            return None
        if isinstance(event, MessageEvent):
            found.append(event.message.text)
    return found


def _tells(event: Event) -> bool:
    return isinstance(event, MessageEvent | GapEvent)

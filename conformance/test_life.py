"""Several puppets in one process, and how each says that it is doing (contract 1.11 to 1.13)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from puppets import (
    DongEvent,
    ErrorEvent,
    MessageEvent,
    Puppet,
    ReadyEvent,
    State,
    Unavailable,
)

from .harness import clause
from .hearing import (
    eventually,
    heard,
    heard_text,
    overhears,
    pending,
    quiet,
)
from .test_heart import falls
from .world import Human, World


class Life:
    # Ding.

    @clause("1.11")
    async def test_ding_is_answered_by_dong(self, puppet: Puppet) -> None:
        with puppet.listen(DongEvent) as dongs:
            for text in ("", "are you there? 你好"):
                await puppet.ding(text)
                assert (await heard(dongs, "the dong")).text == text

    # Several of them.

    @clause("1.12")
    async def test_puppets_of_two_worlds_share_nothing(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        async with type(world)() as elsewhere, elsewhere.puppet() as other:
            carol = await elsewhere.human("Carol")
            await _live_apart(puppet, alice, other, carol)
            await other.stop()
            assert puppet.is_logged_in
            await overhears(puppet, lambda: alice.says("still here?"))

    @clause("1.12")
    async def test_puppets_of_one_platform_share_nothing(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        async with world.other_puppet() as other:
            assert other.self_id != puppet.self_id
            with other.listen(MessageEvent) as elsewhere:
                await overhears(puppet, lambda: alice.says("for one alone"))
                await overhears(puppet, lambda: alice.says("and this"))
                assert await pending(elsewhere) == []
            await other.stop()
            assert other.state is State.OFF
            assert puppet.state is State.ON
            await overhears(puppet, lambda: alice.says("still here?"))

    # Health.

    @clause("1.13")
    async def test_health_tells_of_a_puppet_that_is_off(self, world: World) -> None:
        health = world.puppet().health
        assert health.state is State.OFF
        assert not health.logged_in
        assert not health.online
        assert (health.last_event, health.last_heartbeat) == (None, None)
        assert (health.reconnects, health.journal_depth) == (0, 0)
        assert health.last_error is None

    @clause("1.13")
    async def test_health_tells_of_a_puppet_that_works(
        self, puppet: Puppet, alice: Human
    ) -> None:
        before = datetime.now(UTC) - timedelta(seconds=1)
        await overhears(puppet, lambda: alice.says("hello"))
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        health = puppet.health
        assert health.state is State.ON
        assert health.logged_in
        assert health.last_event is not None
        assert before <= health.last_event <= datetime.now(UTC)
        assert health.last_heartbeat is not None
        assert before <= health.last_heartbeat <= datetime.now(UTC)
        await puppet.stop()
        assert not puppet.health.online
        assert not puppet.health.logged_in
        assert puppet.health.state is State.OFF

    @clause("1.13")
    async def test_health_counts_reconnects(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(ReadyEvent):
            await overhears(puppet, lambda: alice.says("hello"))
        before = puppet.health.reconnects
        with puppet.listen(ErrorEvent) as errors:
            await world.stumbles()
            error = (await heard(errors, "the error of the stumble")).error
        assert puppet.health.reconnects == before + 1
        assert puppet.health.last_error is error

    @clause("1.13")
    async def test_health_tells_what_waits_for_its_handler(
        self, world: World, alice: Human
    ) -> None:
        puppet, gate = world.puppet(), asyncio.Event()

        async def wait(_: MessageEvent) -> None:
            await gate.wait()

        puppet.on(MessageEvent, wait)
        async with puppet:
            await overhears(puppet, lambda: alice.says("wait for it"))
            assert puppet.health.journal_depth == 1
            gate.set()
            await eventually(
                lambda: puppet.health.journal_depth == 0, "the journal to be empty"
            )

    @clause("1.13")
    async def test_health_tells_that_the_platform_is_out_of_reach(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(ErrorEvent) as errors:
            await falls(world)
            error = (await heard(errors, "the error")).error
            await eventually(lambda: not puppet.health.online, "it to be noticed")
        assert isinstance(error, Unavailable)
        assert puppet.state is State.ON
        await world.comes_up()
        await overhears(puppet, lambda: alice.says("back?"))
        assert puppet.health.online


async def _live_apart(
    puppet: Puppet, human: Human, other: Puppet, stranger: Human
) -> None:
    """Each hears its own people, and is itself dirty alone."""
    here: AsyncIterator[MessageEvent]
    with puppet.listen(MessageEvent) as here, other.listen(MessageEvent) as there:
        await human.says("here")
        await stranger.says("there")
        await heard_text(here, "here")
        await heard_text(there, "there")
        await quiet(puppet, human, here)
        await quiet(other, stranger, there)

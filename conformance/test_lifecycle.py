"""Start, stop, and start again (contract 1.1 to 1.4)."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    LoginEvent,
    LogoutEvent,
    MessageEvent,
    NotStarted,
    Puppet,
    StartEvent,
    State,
    StopEvent,
    Unauthorized,
    Unavailable,
)

from .harness import clause
from .hearing import eventually, happens, heard, heard_text, pending
from .leftovers import Leftovers
from .world import Human, World


class Lifecycle:
    @clause("1.1")
    async def test_starting_twice_is_starting_once(self, world: World) -> None:
        puppet = world.puppet()
        with puppet.listen(LoginEvent) as logins, puppet.listen(StartEvent) as starts:
            async with puppet:
                await puppet.start()
                assert puppet.state is State.ON
                assert len(await pending(logins)) == len(await pending(starts)) == 1

    @clause("1.1")
    async def test_starting_at_once_is_starting_once(self, world: World) -> None:
        puppet = world.puppet()
        await world.delays(0.02)
        with puppet.listen(LoginEvent) as logins:
            await asyncio.gather(*(puppet.start() for _ in range(5)))
            try:
                assert puppet.state is State.ON
                assert len(await pending(logins)) == 1
            finally:
                await puppet.stop()

    @clause("1.1")
    async def test_stopping_twice_or_at_once_is_stopping_once(
        self, world: World
    ) -> None:
        puppet = world.puppet()
        with puppet.listen(LogoutEvent) as logouts, puppet.listen(StopEvent) as stops:
            await puppet.start()
            await asyncio.gather(*(puppet.stop() for _ in range(5)))
            await puppet.stop()
            assert puppet.state is State.OFF
            assert len(await pending(logouts)) == len(await pending(stops)) == 1

    @clause("1.1")
    async def test_stopping_what_is_not_started_does_nothing(
        self, world: World
    ) -> None:
        puppet = world.puppet()
        with puppet.listen(StopEvent) as stops:
            await puppet.stop()
            assert await pending(stops) == []
        assert puppet.state is State.OFF

    @clause("1.1")
    async def test_a_stop_during_a_start_is_a_stop(self, world: World) -> None:
        puppet = world.puppet()
        await world.delays(0.02)
        start = asyncio.create_task(puppet.start())
        await eventually(lambda: puppet.state is not State.OFF, "the start to begin")
        assert puppet.health.state is State.STARTING
        await happens(puppet.stop(), "the stop")
        await start
        assert puppet.state is State.OFF

    @clause("1.1", "3.3")
    async def test_it_starts_again(self, world: World, alice: Human) -> None:
        puppet = world.puppet()
        for greeting in ("hello", "hello again"):
            async with puppet:
                with puppet.listen(MessageEvent) as events:
                    await alice.says(greeting)
                    await heard_text(events, greeting)
        with pytest.raises(NotStarted):
            await puppet.contact_payload(alice.id)

    # A start that fails.

    @clause("1.2")
    async def test_bad_credentials_are_said_at_once(self, world: World) -> None:
        before = world.requests
        async with world.puppet():
            enough = world.requests - before
        before, puppet = world.requests, world.stranger()
        with puppet.listen(LoginEvent) as logins:
            with pytest.raises(Unauthorized):
                await puppet.start()
            assert await pending(logins) == []
        assert world.requests - before <= max(enough, 1), "it tried again"
        assert puppet.state is State.OFF
        assert not puppet.is_logged_in

    @clause("1.2")
    async def test_a_failed_start_may_be_tried_again(self, world: World) -> None:
        puppet = world.stranger()
        for _ in range(2):
            with pytest.raises(Unauthorized):
                await puppet.start()
        assert isinstance(puppet.health.last_error, Unauthorized)

    @clause("1.2")
    async def test_a_failed_start_leaves_nothing_behind(self, world: World) -> None:
        puppet = world.stranger()
        with pytest.raises(Unauthorized):
            await puppet.start()
        leftovers = Leftovers()
        for _ in range(3):
            with pytest.raises(Unauthorized):
                await puppet.start()
        await leftovers.assert_none()

    @clause("1.2")
    async def test_a_puppet_starts_when_the_platform_is_back(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        await world.goes_down()
        with pytest.raises(Unavailable):
            await puppet.start()
        assert puppet.state is State.OFF
        await world.comes_up()
        async with puppet:
            assert await puppet.message_send_text(alice.id, "here I am")

    # A start that is cancelled.

    @clause("1.3")
    @pytest.mark.parametrize("turns", [1, 2, 3, 5, 8, 13], ids="after {} turns".format)
    async def test_a_cancelled_start_is_no_start(
        self, world: World, turns: int
    ) -> None:
        puppet = world.puppet()
        await world.delays(0.05)
        start = asyncio.create_task(puppet.start())
        for _ in range(turns):
            await asyncio.sleep(0)
        start.cancel()
        await asyncio.gather(start, return_exceptions=True)
        await _is_off_and_starts(world, puppet, cancelled=start.cancelled())

    @clause("1.3")
    async def test_a_start_that_is_cancelled_on_the_way_leaves_nothing_behind(
        self, world: World
    ) -> None:
        puppet = world.puppet()
        async with puppet:  # what is made once, is made by now
            pass
        leftovers = Leftovers()
        await world.delays(0.2)
        start = asyncio.create_task(puppet.start())
        await eventually(lambda: puppet.state is State.STARTING, "the start to begin")
        start.cancel()
        await asyncio.gather(start, return_exceptions=True)
        assert start.cancelled()
        assert puppet.state is State.OFF
        await leftovers.assert_none()

    # Nothing is left.

    @clause("1.4")
    async def test_three_starts_and_stops_leave_nothing_behind(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        await _talk(puppet, alice)  # what is made once, is made by now
        leftovers = Leftovers()
        for _ in range(3):
            await _talk(puppet, alice)
        await leftovers.assert_none()

    @clause("1.4")
    async def test_a_stop_while_the_platform_is_down_leaves_nothing_behind(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        await _talk(puppet, alice)
        leftovers = Leftovers()
        async with puppet:
            await world.goes_down()
            await world.stumbles()
        await world.comes_up()
        assert puppet.state is State.OFF
        await leftovers.assert_none()


async def _is_off_and_starts(world: World, puppet: Puppet, *, cancelled: bool) -> None:
    if cancelled:
        assert puppet.state is State.OFF
        assert not puppet.is_logged_in
    await world.delays(0)
    with puppet.listen(LoginEvent) as logins:
        await puppet.stop()
        async with puppet:
            assert (await heard(logins, "a login")).contact_id == puppet.self_id


async def _talk(puppet: Puppet, human: Human) -> None:
    """Start, use what there is of connections, and stop."""
    async with puppet:
        with puppet.listen(MessageEvent) as events:
            await human.says("hello")
            await heard_text(events, "hello")
        await puppet.message_send_text(human.id, "goodbye")

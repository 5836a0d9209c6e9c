"""Heartbeats, and what becomes of a connection that has none (contract 1.10, 3.12)."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from puppets import (
    ErrorEvent,
    HeartbeatEvent,
    MessageEvent,
    Puppet,
    Unavailable,
)

from .harness import clause
from .hearing import eventually, happens, heard, pending, quiet, until
from .world import Human, World

__all__ = ["Heart", "falls"]


class Heart:
    # Heartbeats.

    @clause("1.10")
    @pytest.mark.timeout(60)
    async def test_heartbeats_come_while_it_is_alive(self, puppet: Puppet) -> None:
        await eventually(
            lambda: puppet.health.last_heartbeat is not None, "the first heartbeat"
        )
        first = puppet.health.last_heartbeat
        with puppet.listen(HeartbeatEvent) as beats:
            await heard(beats, "another heartbeat", within=30)
            last = puppet.health.last_heartbeat
        assert first is not None
        assert last is not None
        assert first < last

    @clause("1.10")
    async def test_no_heartbeat_comes_while_the_platform_is_down(
        self, world: World, puppet: Puppet
    ) -> None:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(ErrorEvent) as errors:
            await falls(world)
            await heard(errors, "the error")
            with puppet.listen(HeartbeatEvent) as beats:
                for _ in range(3):
                    await heard(errors, "another try, and its error")
                assert await pending(beats) == []
        await world.comes_up()

    # Connected, but deaf.

    @clause("3.12", "1.10")
    @pytest.mark.timeout(120)
    async def test_a_deaf_connection_is_noticed_and_mended(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with (
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(MessageEvent) as messages,
        ):
            await world.deafens()
            requests, reconnects = world.requests, puppet.health.reconnects
            await alice.says("can you hear me?")
            error = (await heard(errors, "the error of silence", within=60)).error
            assert isinstance(error, Unavailable)
            await eventually(lambda: not puppet.health.online, "it to be offline")
            with puppet.listen(HeartbeatEvent) as beats:
                await heard(errors, "the next error of silence", within=60)
                assert await pending(beats) == []
            assert world.requests - requests <= 10
            assert puppet.health.reconnects - reconnects <= 10
            await world.hears_again()
            event = await heard(messages, "what was said meanwhile", within=30)
            assert event.message.text == "can you hear me?"
            assert puppet.health.online
            await quiet(puppet, alice, messages)

    @clause("3.12")
    async def test_a_platform_that_is_down_is_asked_ever_more_seldom(
        self, world: World, puppet: Puppet
    ) -> None:
        now = asyncio.get_running_loop().time
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(ErrorEvent) as errors:
            await falls(world)
            await until(errors, _says_so, "the first refusal")
            times = [now()]
            for _ in range(3):
                await heard(errors, "another try, and its error")
                times.append(now())
        await world.comes_up()
        waits = [later - sooner for sooner, later in pairwise(times)]
        grows = all(later > 1.3 * sooner for sooner, later in pairwise(waits))
        assert grows, waits
        assert sum(waits) > 0.3


async def falls(world: World) -> None:
    """The platform is out of reach, and what was open is broken."""
    await world.goes_down()
    await happens(world.stumbles(), "the connection to break")


def _says_so(event: ErrorEvent) -> bool:
    return isinstance(event.error, Unavailable)

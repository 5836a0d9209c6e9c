"""What is sent goes out in order, once, and at the platform's pace (the outbox)."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    DeliveryUncertain,
    ErrorEvent,
    MessageEvent,
    Puppet,
    RateLimited,
    Unavailable,
)

from .harness import clause
from .hearing import happens, heard
from .world import Human, World


class Sending:
    @clause("O.1")
    async def test_sends_arrive_in_the_order_of_the_calls(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        said = [str(n) for n in range(6)]
        await world.delays(0.02)
        ids = await asyncio.gather(
            *(puppet.message_send_text(alice.id, text) for text in said)
        )
        await world.delays(0)
        assert [(seen.id, seen.text) for seen in await alice.sees()] == list(
            zip(ids, said, strict=True)
        )

    @clause("O.1", "O.2")
    async def test_what_is_sent_after_a_throttled_send_stays_behind_it(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await world.throttles(0.3)
        await asyncio.gather(
            *(puppet.message_send_text(alice.id, text) for text in ("one", "two"))
        )
        assert await _screen(alice) == ["one", "two"]

    @clause("O.2")
    async def test_a_send_that_is_too_fast_waits_and_goes_on(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        now = asyncio.get_running_loop().time
        await world.throttles(0.6)
        before = now()
        message_id = await puppet.message_send_text(alice.id, "patience")
        assert 0.6 <= now() - before < 3
        [seen] = await alice.sees()
        assert (seen.id, seen.text) == (message_id, "patience")

    @clause("O.3")
    async def test_a_send_goes_out_when_the_platform_is_back(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await world.goes_down()
        send = asyncio.create_task(puppet.message_send_text(alice.id, "at last"))
        await _tried(world, puppet)
        assert not send.done()
        await world.comes_up()
        message_id = await happens(send, "the send")
        [seen] = await alice.sees()
        assert (seen.id, seen.text) == (message_id, "at last")

    @clause("O.3")
    async def test_a_send_that_cannot_go_out_says_so_in_the_end(
        self, world: World, alice: Human, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(type(world.puppet()), "send_timeout", 0.3)
        async with world.puppet() as puppet:
            await world.goes_down()
            with pytest.raises(Unavailable):
                await happens(
                    puppet.message_send_text(alice.id, "never"), "the send to give up"
                )
            await world.comes_up()
            await puppet.message_send_text(alice.id, "now")
        assert await _screen(alice) == ["now"]

    @clause("O.3", "O.2")
    async def test_a_send_that_would_wait_too_long_says_so(
        self, world: World, alice: Human, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(type(world.puppet()), "send_timeout", 0.3)
        async with world.puppet() as puppet:
            await world.throttles(5)
            with pytest.raises(RateLimited) as refused:
                await puppet.message_send_text(alice.id, "now or never")
            assert refused.value.retry_after == pytest.approx(5, abs=1)
        assert await alice.sees() == []

    @clause("O.4")
    async def test_a_send_that_may_have_gone_out_is_not_repeated(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await world.cuts_after_accepting()
        with puppet.listen(MessageEvent) as events:
            try:
                message_id = await puppet.message_send_text(alice.id, "once")
            except DeliveryUncertain:
                message_id = None
            [seen] = await alice.sees()
            assert seen.text == "once"
            assert message_id in {None, seen.id}
            await puppet.message_send_text(alice.id, "and on")
            assert (await heard(events, "what was said")).message.text in {
                "once",
                "and on",
            }
        assert await _screen(alice) == ["once", "and on"]

    @clause("O.5")
    async def test_a_send_cancelled_while_the_platform_is_down_is_not_sent_later(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await world.goes_down()
        send = asyncio.create_task(puppet.message_send_text(alice.id, "forget it"))
        await _tried(world, puppet)
        await _cancel(send)
        await world.comes_up()
        await puppet.message_send_text(alice.id, "this instead")
        assert await _screen(alice) == ["this instead"]

    @clause("O.5")
    async def test_a_send_cancelled_while_it_waits_its_turn_is_not_sent_later(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await world.throttles(0.3)
        first, second, third = (
            asyncio.create_task(puppet.message_send_text(alice.id, text))
            for text in ("one", "two", "three")
        )
        await asyncio.sleep(0)
        await _cancel(second)
        await happens(asyncio.gather(first, third), "the other two")
        assert await _screen(alice) == ["one", "three"]


async def _tried(world: World, puppet: Puppet) -> None:
    """Time enough that a send which the puppet is at has been refused at least once."""
    with puppet.listen(ErrorEvent) as errors:
        await world.stumbles()
        for _ in range(2):
            await heard(errors, "the platform to be out of reach")


async def _cancel(task: asyncio.Task[str]) -> None:
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()


async def _screen(human: Human) -> list[str]:
    return [seen.text for seen in await human.sees()]

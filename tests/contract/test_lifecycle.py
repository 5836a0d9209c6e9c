"""What every puppet inherits of starting, stopping, and being well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from puppets import (
    Batch,
    DongEvent,
    ErrorEvent,
    Event,
    LoginEvent,
    LogoutEvent,
    NotLoggedIn,
    NotStarted,
    ReadyEvent,
    ResetEvent,
    StartEvent,
    State,
    StopEvent,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from tests.contract.tiny import TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


async def test_a_life_is_told_in_order() -> None:
    puppet = TinyPuppet()
    with puppet.listen(Event) as events:
        async with puppet:
            lived = await heard(events, 4)
        lived += await heard(events, 2)
    assert [type(event).__name__ for event in lived] == [
        "LoginEvent",
        "StartEvent",
        "HeartbeatEvent",
        "ReadyEvent",
        "LogoutEvent",
        "StopEvent",
    ]
    assert lived[0] == LoginEvent(contact_id="tiny")
    assert lived[4] == LogoutEvent(contact_id="tiny", reason="stopped")


async def test_it_is_off_with_nobody_logged_in_until_it_starts() -> None:
    puppet = TinyPuppet(name="mine")
    assert puppet.state is State.OFF
    assert not puppet.is_logged_in
    assert repr(puppet) == "<TinyPuppet mine off>"
    with pytest.raises(NotLoggedIn, match=r"^mine is not logged in$"):
        _ = puppet.self_id
    with pytest.raises(NotStarted, match=r"^mine is off$"):
        await puppet.contact_payload("alice")
    with pytest.raises(NotStarted, match=r"^mine is off$"):
        await puppet.ding("hello")


async def test_its_name_is_the_platform_unless_it_is_given_one() -> None:
    assert TinyPuppet().name == "tiny"


async def test_on_it_answers_who_it_is() -> None:
    async with TinyPuppet() as puppet:
        assert puppet.state is State.ON
        assert puppet.is_logged_in
        assert puppet.self_id == "tiny"
        assert repr(puppet) == "<TinyPuppet tiny on>"


async def test_many_starts_at_once_are_one() -> None:
    puppet = TinyPuppet()
    await asyncio.gather(puppet.start(), puppet.start(), puppet.start())
    assert puppet.opened == 1
    await asyncio.gather(puppet.stop(), puppet.stop())
    assert puppet.closed == 1


async def test_stopping_what_is_off_does_nothing() -> None:
    puppet = TinyPuppet()
    await puppet.stop()
    assert puppet.closed == 0


async def test_a_start_that_fails_releases_all_and_may_be_tried_again() -> None:
    puppet = TinyPuppet()
    puppet.refusals = [Unauthorized("no")]
    with pytest.raises(Unauthorized):
        await puppet.start()
    assert (puppet.state, puppet.closed) == (State.OFF, 1)
    assert isinstance(puppet.health.last_error, Unauthorized)
    async with puppet:
        assert puppet.state is State.ON


async def test_a_failed_start_that_cannot_close_says_both() -> None:
    class Stuck(TinyPuppet):
        async def _close(self) -> None:
            raise OSError("stuck")

    puppet = Stuck()
    puppet.refusals = [Unauthorized("no")]
    with puppet.listen(ErrorEvent) as errors:
        with pytest.raises(Unauthorized):
            await puppet.start()
        (event,) = await heard(errors)
    assert isinstance(event, ErrorEvent)
    assert str(event.error) == "stuck"
    assert puppet.state is State.OFF


async def test_a_start_that_is_cancelled_releases_all() -> None:
    puppet = TinyPuppet()
    puppet.refusals = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await puppet.start()
    assert (puppet.state, puppet.closed) == (State.OFF, 1)
    assert puppet.health.last_error is None


async def test_a_stop_that_is_cancelled_goes_on() -> None:
    puppet = TinyPuppet()
    await puppet.start()
    handling = asyncio.Event()
    release = asyncio.Event()

    async def linger(_: LogoutEvent) -> None:
        handling.set()
        await release.wait()

    puppet.on(LogoutEvent, linger)
    with puppet.listen(StopEvent) as stops:
        stopping = asyncio.create_task(puppet.stop())
        await handling.wait()
        assert puppet.state is State.STOPPING
        stopping.cancel()
        release.set()
        await heard(stops)
    assert (puppet.state, puppet.closed) == (State.OFF, 1)


async def test_a_provider_that_cannot_close_is_off_all_the_same() -> None:
    class Stuck(TinyPuppet):
        async def _close(self) -> None:
            raise OSError("stuck")

    puppet = Stuck()
    with puppet.listen(ErrorEvent) as errors:
        async with puppet:
            pass
        (event,) = await heard(errors)
    assert isinstance(event, ErrorEvent)
    assert str(event.error) == "stuck"
    assert puppet.state is State.OFF


async def test_a_stream_that_swallows_its_cancellation_is_stopped_all_the_same() -> (
    None
):
    class Stubborn(TinyPuppet):
        async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
            yield Batch()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            await asyncio.Event().wait()

    puppet = Stubborn()
    with puppet.listen(ReadyEvent) as ready:
        async with asyncio.timeout(3):
            async with puppet:
                await heard(ready)
    assert puppet.state is State.OFF


async def test_it_can_be_reset() -> None:
    puppet = TinyPuppet()
    with puppet.listen(ResetEvent) as resets:
        await puppet.reset("while off")
        assert puppet.opened == 0
        async with puppet:
            await puppet.reset("tired")
            assert await heard(resets) == [ResetEvent(reason="tired")]
            assert (puppet.opened, puppet.closed) == (2, 1)
            assert puppet.state is State.ON


async def test_a_ding_gives_a_dong() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(DongEvent) as dongs:
            await puppet.ding("hello")
            await puppet.ding()
            assert await heard(dongs, 2) == [DongEvent(text="hello"), DongEvent()]


async def test_three_lives_leave_nothing_behind() -> None:
    puppet = TinyPuppet()
    before = asyncio.all_tasks()
    for _ in range(3):
        async with puppet:
            puppet.says(said("1"))
    assert asyncio.all_tasks() == before


async def test_health_tells_how_it_is() -> None:
    puppet = TinyPuppet()
    assert not puppet.health.online
    assert puppet.health.state is State.OFF
    assert puppet.health.reconnects == 0
    with puppet.listen(ReadyEvent) as ready, puppet.listen(ErrorEvent) as errors:
        async with puppet:
            await heard(ready)
            health = puppet.health
            assert (health.state, health.logged_in, health.online) == (
                State.ON,
                True,
                True,
            )
            assert health.last_heartbeat is not None
            assert health.last_event is None
            puppet.line.put_nowait(Unavailable("cut"))
            await heard(errors)
            assert str(puppet.health.last_error) == "cut"
            assert puppet.health.reconnects == 1
    assert not puppet.health.logged_in


async def test_start_and_stop_are_told() -> None:
    puppet = TinyPuppet()
    with puppet.listen(StartEvent) as starts, puppet.listen(StopEvent) as stops:
        async with puppet:
            await heard(starts)
        await heard(stops)


async def test_what_the_sdk_offers_beyond_is_unsupported_where_there_is_no_sdk() -> (
    None
):
    with pytest.raises(Unsupported, match=r"^tiny has no native$"):
        _ = TinyPuppet().native

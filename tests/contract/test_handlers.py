"""What every puppet inherits of handlers: what they may do, and what harms nobody."""

from __future__ import annotations

import asyncio
import logging

import pytest

from puppets import (
    ErrorEvent,
    Event,
    LogoutEvent,
    MessageEvent,
    NotLoggedIn,
    State,
    Unauthorized,
)
from tests.contract.tiny import TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


async def test_a_handler_that_raises_is_reported_once_and_harms_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    puppet = TinyPuppet()
    handled: list[str] = []

    async def fail(event: MessageEvent) -> None:
        raise ZeroDivisionError(event.message.text)

    async def note(event: MessageEvent) -> None:
        handled.append(event.message.text)

    puppet.on(MessageEvent, fail)
    puppet.on(MessageEvent, note)
    async with puppet:
        with puppet.listen(ErrorEvent) as errors, caplog.at_level(logging.ERROR):
            puppet.says(said("1", text="one"))
            (event,) = await heard(errors)
        assert isinstance(event, ErrorEvent)
        assert isinstance(event.error, ZeroDivisionError)
    assert handled == ["one"]
    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert puppet.health.journal_depth == 0


async def test_a_handler_of_errors_that_raises_is_not_told_of_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    puppet = TinyPuppet()
    failed = asyncio.Event()

    async def fail(_: ErrorEvent) -> None:
        failed.set()
        raise ZeroDivisionError

    puppet.on(ErrorEvent, fail)
    async with puppet:
        with caplog.at_level(logging.ERROR):
            puppet.says(ErrorEvent(error=ValueError("first")))
            await failed.wait()
    assert len([r for r in caplog.records if r.levelno == logging.ERROR]) == 1


async def test_a_handler_cancelled_from_within_ends_no_lane(
    caplog: pytest.LogCaptureFixture,
) -> None:
    puppet = TinyPuppet()
    done = asyncio.Event()

    async def handle(event: MessageEvent) -> None:
        if event.message.text == "one":
            raise asyncio.CancelledError
        done.set()

    puppet.on(MessageEvent, handle)
    async with puppet:
        with caplog.at_level(logging.CRITICAL):
            puppet.says(said("1", text="one"), said("2", text="two"))
            async with asyncio.timeout(3):
                await done.wait()


async def test_a_subscription_ends_when_it_is_told_to() -> None:
    puppet = TinyPuppet()
    handled: asyncio.Queue[str] = asyncio.Queue()

    async def note(event: MessageEvent) -> None:
        handled.put_nowait(event.message.text)

    off = puppet.on(MessageEvent, note)
    async with puppet:
        puppet.says(said("1", text="one"))
        assert await handled.get() == "one"
        off()
        off()
        puppet.says(said("2", text="two"))
        with puppet.listen(MessageEvent) as messages:
            await heard(messages)
    assert handled.empty()


async def test_a_handler_of_the_logout_still_knows_who_it_was() -> None:
    puppet = TinyPuppet()
    known: list[str] = []

    async def note(_: LogoutEvent) -> None:
        known.append(puppet.self_id)

    puppet.on(LogoutEvent, note)
    async with puppet:
        await puppet.logout()
        assert known == ["tiny"]
        assert puppet.state is State.ON
        assert not puppet.is_logged_in
        with pytest.raises(NotLoggedIn, match=r"^tiny is not logged in$"):
            await puppet.contact_payload("alice")
        await puppet.logout()
    assert known == ["tiny"]


async def test_a_handler_may_stop_its_own_puppet() -> None:
    puppet = TinyPuppet()
    stopped = asyncio.Event()

    async def stop(_: Event) -> None:
        await puppet.stop()
        stopped.set()

    puppet.on(type(said("1")), stop)
    await puppet.start()
    puppet.says(said("1"))
    async with asyncio.timeout(3):
        await stopped.wait()
    assert puppet.state is State.OFF
    assert puppet.health.journal_depth == 0


async def test_a_handler_of_the_logout_may_stop_its_own_puppet() -> None:
    puppet = TinyPuppet()

    async def stop(_: LogoutEvent) -> None:
        await puppet.stop()

    puppet.on(LogoutEvent, stop)
    async with asyncio.timeout(3):
        async with puppet:
            pass
    assert puppet.state is State.OFF


async def test_a_handler_of_a_revoked_login_may_log_out_too() -> None:
    puppet = TinyPuppet()

    async def leave(_: LogoutEvent) -> None:
        await puppet.logout()

    puppet.on(LogoutEvent, leave)
    async with asyncio.timeout(3):
        async with puppet:
            with puppet.listen(LogoutEvent) as logouts:
                puppet.line.put_nowait(Unauthorized("revoked"))
                await heard(logouts)
    assert puppet.state is State.OFF

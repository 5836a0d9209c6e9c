"""What every puppet inherits of receiving: batches, cursors, silence, a stream that breaks."""

from __future__ import annotations

import asyncio
import logging

import pytest

from puppets import (
    Batch,
    ErrorEvent,
    Event,
    HeartbeatEvent,
    InProcessMemory,
    MessageEvent,
    ReadyEvent,
    Unavailable,
)
from tests.contract.tiny import TinyPuppet, heard, said, texts

pytestmark = pytest.mark.anyio


async def test_the_stream_goes_on_only_when_the_batch_is_safe() -> None:
    memory = InProcessMemory()
    async with TinyPuppet(memory=memory) as puppet:
        with puppet.listen(MessageEvent) as messages:
            puppet.says(said("1"), cursor="c1")
            puppet.says(said("2"))
            await heard(messages, 2)
        assert memory.cursor == "c1"
        assert puppet.acknowledged[0].cursor == "c1"


async def test_a_batch_that_cannot_be_kept_is_not_acknowledged() -> None:
    class Full(InProcessMemory):
        full = True

        async def accept(self, batch: Batch) -> tuple[object, ...]:  # type: ignore[override]  # as Memory's, but for the full disk
            if batch.events and self.full:
                self.full = False
                raise OSError("no space left")
            return await super().accept(batch)

    async with TinyPuppet(memory=Full()) as puppet:
        with puppet.listen(ErrorEvent) as errors:
            puppet.says(said("1"), cursor="c1")
            (event,) = await heard(errors)
            assert isinstance(event, ErrorEvent)
            assert str(event.error) == "no space left"
        assert puppet.acknowledged == []


async def test_a_stream_goes_on_from_the_last_safe_cursor() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(MessageEvent) as messages:
            puppet.says(said("1"), cursor="c1")
            puppet.line.put_nowait(Unavailable("cut"))
            puppet.says(said("2"))
            await heard(messages, 2)
        assert puppet.cursors == [None, "c1"]


async def test_the_stream_is_not_pulled_past_the_limit_in_flight() -> None:
    puppet = TinyPuppet()
    puppet.in_flight = 3
    release = asyncio.Event()

    async def block(_: MessageEvent) -> None:
        await release.wait()

    puppet.on(MessageEvent, block)
    async with puppet:
        with puppet.listen(MessageEvent) as messages:
            for n in range(5):
                puppet.says(said(str(n), by=f"person {n}"))
            await heard(messages, 3)
            assert puppet.line.qsize() == 2
            assert len(puppet.acknowledged) == 2
            release.set()
            await heard(messages, 2)


async def test_a_stream_that_ends_is_asked_for_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(ErrorEvent) as errors, caplog.at_level(logging.CRITICAL):
            puppet.line.put_nowait(None)
            (event,) = await heard(errors)
        assert isinstance(event, ErrorEvent)
        assert isinstance(event.error, Unavailable)
        assert str(event.error) == "the stream ended"


async def test_silence_past_the_limit_is_an_outage(
    caplog: pytest.LogCaptureFixture,
) -> None:
    puppet = TinyPuppet()
    puppet.silence_limit = 0.05
    with puppet.listen(ErrorEvent) as errors, caplog.at_level(logging.CRITICAL):
        async with puppet:
            (event,) = await heard(errors)
            assert isinstance(event, ErrorEvent)
            assert str(event.error) == "silent for 0.05 s"
            assert isinstance(event.error, Unavailable)


async def test_a_batch_without_events_is_a_sign_of_life() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(ReadyEvent) as ready:
            puppet.line.put_nowait(Batch())
            await heard(ready)
        assert puppet.health.online


async def test_heartbeats_do_not_come_faster_than_they_need() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(Event) as events:
            for n in range(4):
                puppet.line.put_nowait(Batch())
                puppet.says(said(str(n)))
            lived = await heard(events, 6)
    assert len([e for e in lived if isinstance(e, HeartbeatEvent)]) == 1


async def test_a_mistake_of_the_provider_is_said_and_does_not_end_the_stream(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with TinyPuppet() as puppet:
        with (
            puppet.listen(Event) as events,
            caplog.at_level(logging.CRITICAL),
        ):
            puppet.line.put_nowait(KeyError("oops"))
            puppet.line.put_nowait(TimeoutError("its own"))
            puppet.says(said("1"))
            lived = await heard(events, 5)
    errors = [repr(e.error) for e in lived if isinstance(e, ErrorEvent)]
    assert errors == ["KeyError('oops')", "TimeoutError('its own')"]
    assert texts(lived) == ["hello"]


async def test_a_stream_that_is_cancelled_from_within_goes_on() -> None:
    """As a library does whose call was cut off: nobody has ended the puppet."""
    async with TinyPuppet() as puppet:
        with (
            puppet.listen(MessageEvent) as messages,
            puppet.listen(ErrorEvent) as errors,
        ):
            puppet.line.put_nowait(asyncio.CancelledError())
            puppet.says(said("1"))
            await heard(messages)
            (event,) = await heard(errors)
            assert isinstance(event, ErrorEvent)
            assert isinstance(event.error, Unavailable)

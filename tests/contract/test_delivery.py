"""What every puppet inherits of bringing events to their handlers."""

from __future__ import annotations

import asyncio
import logging

import pytest

from puppets import (
    Batch,
    ContactPayload,
    DirtyEvent,
    DirtyType,
    ErrorEvent,
    Event,
    HeartbeatEvent,
    InProcessMemory,
    Malformed,
    MessageEditEvent,
    MessageEvent,
    RoomTopicEvent,
    Unavailable,
)
from tests.contract.tiny import NOON, TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


def texts(events: list[Event]) -> list[str]:
    return [event.message.text for event in events if isinstance(event, MessageEvent)]


async def test_a_message_said_twice_is_heard_once() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(MessageEvent) as messages:
            puppet.says(said("1", text="one"), said("1", text="one"))
            puppet.says(said("1", text="one"), said("2", text="two"))
            assert texts(await heard(messages, 2)) == ["one", "two"]


async def test_other_events_are_told_apart_by_their_key() -> None:
    renamed = RoomTopicEvent(
        key="7", room_id="tea", timestamp=NOON, changer_id="alice", topic="coffee"
    )
    async with TinyPuppet() as puppet:
        with puppet.listen(Event) as events:
            puppet.says(renamed, renamed, said("1"))
            lived = await heard(events, 4)
    assert [e for e in lived if isinstance(e, RoomTopicEvent)] == [renamed]


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


async def test_a_slow_conversation_holds_up_no_other_and_keeps_its_order() -> None:
    puppet = TinyPuppet()
    release = asyncio.Event()
    handled: list[str] = []
    bob_is_done = asyncio.Event()

    async def handle(event: MessageEvent) -> None:
        if event.conversation_id == "alice":
            await release.wait()
        handled.append(event.message.text)
        if event.conversation_id == "bob":
            bob_is_done.set()

    puppet.on(MessageEvent, handle)
    async with puppet:
        puppet.says(said("1", text="a1"), said("2", text="a2"))
        puppet.says(said("3", by="bob", text="b1"))
        await bob_is_done.wait()
        assert handled == ["b1"]
        release.set()
    assert handled == ["b1", "a1", "a2"]


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


async def test_what_was_cut_off_by_a_stop_comes_again() -> None:
    puppet = TinyPuppet()
    puppet.stop_grace = 0.05
    seen: list[tuple[str, bool]] = []
    begun = asyncio.Event()

    async def stick(event: MessageEvent) -> None:
        seen.append((event.message.text, event.redelivered))
        begun.set()
        if not event.redelivered:
            await asyncio.Event().wait()

    puppet.on(MessageEvent, stick)
    async with puppet:
        puppet.says(said("1", text="one"), said("2", text="two"))
        await begun.wait()
    assert puppet.health.journal_depth == 2
    async with puppet:
        pass
    assert seen == [("one", False), ("one", True), ("two", True)]
    assert puppet.health.journal_depth == 0


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


async def test_an_unreadable_update_is_kept_and_said() -> None:
    memory = InProcessMemory()
    broken = Malformed("no date", path="$.message.date", update=b"{}")
    async with TinyPuppet(memory=memory) as puppet:
        with puppet.listen(ErrorEvent) as errors:
            puppet.says(ErrorEvent(error=broken))
            assert await heard(errors) == [ErrorEvent(error=broken)]
    assert await memory.malformed() == (broken,)


async def test_what_the_platform_tells_besides_is_known() -> None:
    memory = InProcessMemory()
    alice = ContactPayload(id="alice", name="Alice")
    async with TinyPuppet(memory=memory) as puppet:
        with puppet.listen(MessageEvent) as messages:
            puppet.line.put_nowait(Batch(events=(said("1"),), known=(alice,)))
            await heard(messages)
            assert await memory.load(ContactPayload, "alice") == alice
            assert (await puppet.message_payload("1")).text == "hello"


async def test_an_edit_replaces_what_is_known_of_a_message() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(MessageEditEvent) as edits:
            puppet.says(said("1", text="tee"))
            puppet.says(said("2", by="bob"))
            edited = said("1", text="tea").message
            puppet.says(MessageEditEvent(message=edited, key="9"))
            (edit,) = await heard(edits)
            assert edit.conversation_id == "alice"
        assert (await puppet.message_payload("1")).text == "tea"
        assert await puppet.message_list() == ["1", "2"]


async def test_a_payload_is_read_once_until_it_is_dirty() -> None:
    async with TinyPuppet() as puppet:
        first = await puppet.room_payload("tea")
        assert await puppet.room_payload(room_id="tea") is first
        with puppet.listen(DirtyEvent) as dirties:
            await puppet.room_dirty("tea")
            dirty = DirtyEvent(payload_type=DirtyType.ROOM, payload_id="tea")
            assert await heard(dirties) == [dirty]
        assert (await puppet.room_payload("tea")).topic == "topic 2"


async def test_dirt_that_the_platform_tells_of_purges_too() -> None:
    async with TinyPuppet() as puppet:
        await puppet.contact_payload("alice")
        await puppet.contact_payload("bob")
        with puppet.listen(DirtyEvent) as dirties:
            dirty = DirtyEvent(payload_type=DirtyType.CONTACT, payload_id="alice")
            puppet.says(dirty)
            await heard(dirties)
        await puppet.contact_payload("alice")
        await puppet.contact_payload("bob")
        assert puppet.reads == ["alice", "bob", "alice"]


async def test_what_happens_to_a_room_makes_its_payload_fresh() -> None:
    puppet = TinyPuppet()
    topics: list[str] = []
    handled = asyncio.Event()

    async def read(event: RoomTopicEvent) -> None:
        topics.append((await puppet.room_payload(event.room_id)).topic)
        handled.set()

    puppet.on(RoomTopicEvent, read)
    async with puppet:
        await puppet.room_payload("tea")
        puppet.says(
            RoomTopicEvent(
                room_id="tea", timestamp=NOON, changer_id="alice", topic="coffee"
            )
        )
        await handled.wait()
    assert topics == ["topic 2"]


async def test_heartbeats_do_not_come_faster_than_they_need() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(Event) as events:
            for n in range(4):
                puppet.line.put_nowait(Batch())
                puppet.says(said(str(n)))
            lived = await heard(events, 6)
    assert len([e for e in lived if isinstance(e, HeartbeatEvent)]) == 1


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

"""Spans of what comes, of what handlers do, and of what is sent."""

from __future__ import annotations

import asyncio

import pytest
from opentelemetry import trace
from opentelemetry.trace import SpanKind, StatusCode

from puppets import Bot, Message, MessageEvent, PuppetError
from puppets._observing.digest import digest
from puppets.mock import Mocker, MockPuppet, Person

from .reports import Reports, told

pytestmark = pytest.mark.anyio

SECRET = "the treasure is under the old oak"


async def test_a_send_is_inside_the_handler_and_that_inside_its_event(
    puppet: MockPuppet, reports: Reports, alice: Person
) -> None:
    bot = Bot(puppet)

    @bot.on_message
    async def answer(message: Message) -> None:
        if not message.own:
            await message.say("dong")

    async with bot:
        await alice.says("ding")
        sent = await reports.span("send")
        handled = await reports.span("handle answer")
        event = await reports.span("process message")
    assert sent.parent is not None
    assert handled.parent is not None
    assert sent.parent.span_id == handled.context.span_id
    assert handled.parent.span_id == event.context.span_id
    assert event.parent is None
    assert (event.kind, sent.kind) == (SpanKind.CONSUMER, SpanKind.CLIENT)
    assert handled.kind is SpanKind.INTERNAL


async def test_a_span_says_which_puppet_and_hashes_the_conversation(
    started: MockPuppet, reports: Reports, alice: Person
) -> None:
    await started.message_send_text(alice.id, "hello")
    span = await reports.span("send")
    assert told(span) == {
        "messaging.system": "mock",
        "messaging.operation.name": "send",
        "messaging.operation.type": "send",
        "messaging.destination.name": digest(alice.id),
        "puppets.puppet": "support",
    }


async def test_nothing_that_was_said_and_no_id_is_told(
    puppet: MockPuppet, reports: Reports, mocker: Mocker, alice: Person
) -> None:
    room, bot = mocker.room("Tea party", alice), Bot(puppet)

    @bot.on_message
    async def fails(message: Message) -> None:
        if not message.own:
            await message.say(message.text)
            raise ValueError(message.text)

    async with bot:
        ids = [await alice.says(SECRET), await alice.says(SECRET, room=room)]
        await reports.reaches("messaging.client.sent.messages", 2)
        await reports.reaches("messaging.process.duration", 2, error__type="ValueError")
    text = reports.all_text()
    assert "ValueError" in text
    for word in (SECRET, "Tea party", "Alice", alice.id, room.id, *ids):
        assert f'"{word}"' not in text
        assert SECRET not in text


async def test_a_handler_that_raises_is_told_by_kind_and_place(
    puppet: MockPuppet, reports: Reports, alice: Person
) -> None:
    async def fails(event: MessageEvent) -> None:
        raise KeyError(event.message.text)

    puppet.on(MessageEvent, fails)
    async with puppet:
        await alice.says(SECRET)
        handled = await reports.span("handle fails", error__type="KeyError")
        event = await reports.span("process message", error__type="KeyError")
    assert handled.status.status_code is event.status.status_code is StatusCode.ERROR
    (raised,) = handled.events
    assert raised.attributes is not None
    assert raised.attributes["exception.type"] == "KeyError"
    assert "test_spans.py" in str(raised.attributes["exception.stacktrace"])
    assert SECRET not in handled.to_json()


async def test_a_send_that_fails_says_with_what(
    started: MockPuppet, reports: Reports
) -> None:
    with pytest.raises(PuppetError):
        await started.message_send_text("nobody", "hello")
    span = await reports.span("send", error__type="NotFound")
    assert span.status.status_code is StatusCode.ERROR


async def test_a_wait_is_told_within_the_send(
    started: MockPuppet, reports: Reports, mocker: Mocker, alice: Person
) -> None:
    await mocker.throttles(0.2)
    await started.message_send_text(alice.id, "hello")
    span = await reports.span("send")
    (wait,) = span.events
    assert wait.name == "wait"
    assert wait.attributes == {
        "puppets.wait.reason": "rate_limit",
        "puppets.wait.planned": 0.2,
    }


async def test_an_own_message_is_not_inside_the_send_that_said_it(
    puppet: MockPuppet, reports: Reports, alice: Person
) -> None:
    async def nothing(_: MessageEvent) -> None: ...

    puppet.on(MessageEvent, nothing)
    async with puppet:
        await puppet.message_send_text(alice.id, "hello")
        event = await reports.span("process message")
    assert event.parent is None


async def test_events_side_by_side_have_spans_of_their_own(
    puppet: MockPuppet, reports: Reports, mocker: Mocker, alice: Person
) -> None:
    bob, both = mocker.person("Bob"), asyncio.Barrier(2)
    current = set()

    async def meet(event: MessageEvent) -> None:
        await both.wait()
        current.add(trace.get_current_span().get_span_context().trace_id)

    puppet.on(MessageEvent, meet)
    async with puppet:
        await alice.says("one")
        await bob.says("two")
        await reports.reaches("messaging.process.duration", 2)
    traces = {span.context.trace_id for span in reports.spans}
    assert len(traces) == 2
    assert current == traces


async def test_an_event_that_nobody_handles_has_no_span(
    started: MockPuppet, reports: Reports, alice: Person
) -> None:
    await alice.says("hello")
    await reports.reaches("messaging.client.consumed.messages", 1)
    assert reports.spans == ()

"""Figures of what comes, what goes, and how the puppet is."""

from __future__ import annotations

import asyncio

import pytest

from puppets import MessageEvent, PuppetError, Unavailable
from puppets.mock import Mocker, MockPuppet, Person

from .reports import Reports

pytestmark = pytest.mark.anyio


async def test_events_are_counted_by_their_kind(
    started: MockPuppet, reports: Reports, mocker: Mocker, alice: Person
) -> None:
    await alice.says("one")
    said = await alice.says("two")
    await alice.reacts(said, "👍")
    name = "messaging.client.consumed.messages"
    await reports.reaches(name, 2, puppets__event="message", puppets__puppet="support")
    await reports.reaches(name, 1, puppets__event="reaction", messaging__system="mock")


async def test_sends_are_counted_and_measured_and_those_that_failed_apart(
    started: MockPuppet, reports: Reports, alice: Person
) -> None:
    await started.message_send_text(alice.id, "hello")
    with pytest.raises(PuppetError):
        await started.message_send_text("nobody", "hello")
    for name in ("sent.messages", "operation.duration"):
        full = f"messaging.client.{name}"
        assert reports.figure(full, messaging__operation__name="send") == 2
        assert reports.figure(full, error__type="NotFound") == 1


async def test_waits_are_measured_by_their_reason(
    started: MockPuppet, reports: Reports, mocker: Mocker, alice: Person
) -> None:
    await mocker.throttles(0.1)
    await started.message_send_text(alice.id, "hello")
    waits = "puppets.send.wait.duration"
    assert reports.figure(waits, puppets__wait__reason="rate_limit") == 1


async def test_how_long_handlers_take_and_how_old_a_message_was_are_measured(
    puppet: MockPuppet, reports: Reports, alice: Person
) -> None:
    async def nothing(_: MessageEvent) -> None: ...

    puppet.on(MessageEvent, nothing)
    async with puppet:
        await alice.says("hello")
        await reports.reaches("messaging.process.duration", 1, puppets__event="message")
    assert reports.figure("puppets.message.age") == 1


async def test_the_journal_is_as_deep_as_there_are_events_in_work(
    puppet: MockPuppet, reports: Reports, alice: Person
) -> None:
    may_end = asyncio.Event()

    async def slow(_: MessageEvent) -> None:
        await may_end.wait()

    puppet.on(MessageEvent, slow)
    async with puppet:
        await alice.says("one")
        await alice.says("two")
        await reports.reaches("puppets.journal.depth", 2)
        may_end.set()
        await reports.reaches("puppets.journal.depth", 0)


async def test_reconnects_and_whether_it_is_online_are_told(
    started: MockPuppet, reports: Reports, mocker: Mocker
) -> None:
    await reports.reaches("puppets.online", 1)
    assert reports.figure("puppets.reconnects") == 0
    await mocker.goes_down()
    await reports.reaches("puppets.online", 0)
    assert reports.figure("puppets.reconnects") > 0
    await mocker.comes_up()
    await reports.reaches("puppets.online", 1)


async def test_errors_are_counted_by_their_type(
    started: MockPuppet, reports: Reports
) -> None:
    started._report(Unavailable("out of reach"))
    await reports.reaches("puppets.errors", 1, error__type="Unavailable")

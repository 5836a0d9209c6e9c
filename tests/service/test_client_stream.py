"""What a client hears of a service that breaks, ends, comes back, or falls silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import (
    eventually,
    heard,
    heard_text,
    overhears,
    pending,
    quiet,
    until,
)
from puppets import (
    ErrorEvent,
    Event,
    Forbidden,
    GapEvent,
    InProcessMemory,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    Unavailable,
)
from puppets.mock import MockOptions, MockPuppet
from puppets.service.server import SqliteLog
from puppets_standins.mock.human import MockHuman
from tests.service.clients import Line, laid

pytestmark = pytest.mark.anyio


@pytest.fixture
def mocked() -> MockOptions:
    return MockOptions()


@pytest.fixture
async def alice(mocked: MockOptions) -> MockHuman:
    return MockHuman(mocked.mocker, mocked.mocker.person("Alice"))


@pytest.fixture
async def line(mocked: MockOptions) -> AsyncIterator[Line]:
    async with laid(mocked) as line:
        yield line


# A service that ends, and one that comes back.


async def test_a_service_that_kept_its_log_is_gone_on_with_where_it_was(
    mocked: MockOptions, alice: MockHuman, tmp_path: Path
) -> None:
    line = Line(served=MockPuppet(mocked))
    async with line.serves(log=SqliteLog(tmp_path / "log")):
        puppet = line.puppet()
        await puppet.start()
        await overhears(puppet, lambda: alice.says("before"))
    with puppet.listen(Event) as events:
        said = [await alice.says(text) for text in ("one", "two")]
        async with line.serves(log=SqliteLog(tmp_path / "log")):
            for id in said:
                event = await until(events, _of_people, "what was said meanwhile")
                assert isinstance(event, MessageEvent)
                assert event.message.id == id
            await quiet(puppet, alice, events)
            await puppet.stop()


async def test_a_service_that_lost_its_log_is_a_gap(
    mocked: MockOptions, alice: MockHuman
) -> None:
    line = Line(served=MockPuppet(mocked))
    async with line.serves():
        puppet = line.puppet()
        await puppet.start()
        await overhears(puppet, lambda: alice.says("before"))
    with puppet.listen(GapEvent) as gaps, puppet.listen(MessageEvent) as events:
        async with line.serves():
            gap = await heard(gaps, "the gap", within=15)
            assert gap.since < gap.until
            assert gap.conversation_ids is None
            await alice.says("after")
            await until(events, lambda event: event.message.text == "after", "it")
            await puppet.stop()
            assert await pending(gaps) == []


async def test_a_client_that_begins_has_no_gap(line: Line, alice: MockHuman) -> None:
    puppet = line.puppet()
    with puppet.listen(GapEvent) as gaps:
        for greeting in ("hello", "hello again"):
            async with puppet:
                await overhears(puppet, partial(alice.says, greeting))
        assert await pending(gaps) == []


# A wire that goes dead.


async def test_a_wire_that_is_open_and_dead_is_noticed_and_left(
    line: Line, alice: MockHuman
) -> None:
    async with line.puppet() as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with (
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(MessageEvent) as messages,
        ):
            line.cable.freeze()
            await alice.says("can you hear me?")
            for _ in range(2):
                assert isinstance((await heard(errors)).error, Unavailable)
            assert not puppet.health.online
            line.cable.thaw()
            await heard_text(messages, "can you hear me?")
            await quiet(puppet, alice, messages)


async def test_a_start_on_a_dead_wire_says_so(line: Line) -> None:
    line.cable.freeze()
    with pytest.raises(Unavailable):
        await line.puppet().start()


async def test_a_send_under_way_is_not_cut_off_by_a_new_beginning(
    line: Line, mocked: MockOptions, alice: MockHuman
) -> None:
    async with line.puppet() as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(LoginEvent) as logins, puppet.listen(ErrorEvent) as errors:
            await mocked.mocker.delays(0.5)
            await line.cable.hang_up()
            send = asyncio.create_task(puppet.message_send_text(alice.id, "once"))
            await heard(errors, "the end of the stream")
            reconnects = puppet.health.reconnects
            id = await send
            await mocked.mocker.delays(0)
            assert reconnects == puppet.health.reconnects == 1
            assert await pending(logins) == []
        assert [seen.id for seen in await alice.sees()] == [id]


# Who is logged in.


async def test_a_logout_that_was_missed_is_heard_when_the_wire_is_back(
    line: Line, alice: MockHuman
) -> None:
    async with line.puppet() as puppet:
        me = puppet.self_id
        with puppet.listen(LogoutEvent) as logouts, puppet.listen(LoginEvent) as logins:
            await line.cable.close()
            await line.served.logout()
            await line.cable.reopen()
            assert (await heard(logouts, "the logout")).contact_id == me
            assert not puppet.is_logged_in
            await line.served.stop()
            await line.served.start()
            assert (await heard(logins, "the login")).contact_id == me
        await overhears(puppet, lambda: alice.says("again"))


async def test_another_with_the_same_memory_takes_over(line: Line) -> None:
    memory, copy = InProcessMemory(), InProcessMemory()
    async with line.puppet(memory) as first:
        with (
            first.listen(ErrorEvent) as errors,
            first.listen(LogoutEvent) as logouts,
        ):
            await copy.set_state("client", await memory.state("client"))
            async with line.puppet(copy) as second:
                assert isinstance((await heard(errors)).error, Forbidden)
                await heard(logouts)
                assert second.is_logged_in


# What the wire has no word for.


async def test_an_edit_is_heard_with_its_text_and_without_its_time(
    line: Line, alice: MockHuman
) -> None:
    async with line.puppet() as puppet:
        message = await overhears(puppet, lambda: alice.says("tee"))
        with puppet.listen(MessageEditEvent) as edits:
            await alice.edits(message.id, "tea")
            edited = (await heard(edits)).message
        assert (edited.id, edited.text, edited.edited_at) == (message.id, "tea", None)


async def test_what_is_only_read_afresh_is_no_edit(
    line: Line, alice: MockHuman
) -> None:
    async with line.puppet() as puppet:
        message = await overhears(puppet, lambda: alice.says("tea"))
        with puppet.listen(MessageEditEvent) as edits:
            await puppet.message_dirty(message.id)
            await line.served.message_dirty(message.id)
            await quiet(puppet, alice, edits)


def _of_people(event: Event) -> bool:
    assert not isinstance(event, GapEvent), "the log was kept"
    return isinstance(event, MessageEvent)

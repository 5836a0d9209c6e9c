"""What every puppet inherits of bringing events to their handlers: each once, in order."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    ErrorEvent,
    Event,
    InProcessMemory,
    Malformed,
    MessageEvent,
    RoomTopicEvent,
)
from tests.contract.tiny import NOON, TinyPuppet, heard, said, texts

pytestmark = pytest.mark.anyio


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


async def test_what_was_cut_off_by_a_stop_comes_again() -> None:
    puppet = TinyPuppet()
    puppet.stop_grace = 0.05
    seen: list[tuple[str, bool]] = []
    begun = asyncio.Event()

    async def stick(event: MessageEvent) -> None:
        seen.append((event.message.text, event.redelivered))
        begun.set()
        if not (event.redelivered or event.message.text == "two"):
            await asyncio.Event().wait()

    puppet.on(MessageEvent, stick)
    async with puppet:
        puppet.says(said("1", text="one"), said("2", text="two"))
        await begun.wait()
    assert puppet.health.journal_depth == 2
    async with puppet:
        pass
    # The second waited behind the first: no handler has seen it.
    assert seen == [("one", False), ("one", True), ("two", False)]
    assert puppet.health.journal_depth == 0


async def test_an_unreadable_update_is_kept_and_said() -> None:
    memory = InProcessMemory()
    broken = Malformed("no date", path="$.message.date", update=b"{}")
    async with TinyPuppet(memory=memory) as puppet:
        with puppet.listen(ErrorEvent) as errors:
            puppet.says(ErrorEvent(error=broken))
            assert await heard(errors) == [ErrorEvent(error=broken)]
    assert await memory.malformed() == (broken,)

"""What every puppet inherits of remembering what it heard, until it is dirty."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Batch,
    ContactPayload,
    DirtyEvent,
    DirtyType,
    InProcessMemory,
    MessageEditEvent,
    MessageEvent,
    RoomTopicEvent,
)
from tests.contract.tiny import NOON, TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


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

"""Reads are kept until something is dirty (contract 4.13)."""

from __future__ import annotations

from functools import partial

import pytest

from puppets import DirtyEvent, DirtyType, Puppet, RoomTopicEvent

from .harness import clause, requires
from .hearing import heard, overhears
from .world import Human, Room, World


class Freshness:
    @clause("4.13")
    async def test_a_contact_is_read_once(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        first = await puppet.contact_payload(alice.id)
        before = world.requests
        assert await puppet.contact_payload(alice.id) == first
        assert await puppet.contact_payload(contact_id=alice.id) == first
        assert world.requests == before

    @clause("4.13")
    async def test_a_room_is_read_once(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        first = await puppet.room_payload(room.id)
        before = world.requests
        assert await puppet.room_payload(room.id) == first
        assert await puppet.room_topic(room.id) == first.topic
        assert world.requests == before

    @clause("4.13")
    @requires("room_member_payload")
    async def test_a_member_is_read_once(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        first = await puppet.room_member_payload(room.id, alice.id)
        before = world.requests
        assert await puppet.room_member_payload(room.id, alice.id) == first
        assert world.requests == before

    @clause("4.13")
    async def test_a_message_is_read_once(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello"))
        first = await puppet.message_payload(message.id)
        before = world.requests
        assert await puppet.message_payload(message.id) == first == message
        assert world.requests == before

    @clause("4.13")
    async def test_a_dirty_contact_is_read_afresh(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        assert (await puppet.contact_payload(alice.id)).name == alice.name
        await alice.is_called("Alicia")
        await puppet.contact_dirty(alice.id)
        assert (await puppet.contact_payload(alice.id)).name == "Alicia"

    @clause("4.13")
    async def test_a_contact_is_read_as_it_was_last_heard_of(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        await puppet.contact_payload(alice.id)
        await alice.is_called("Alicia")
        await overhears(puppet, lambda: alice.says("I am another"))
        await puppet.contact_dirty(alice.id)
        assert (await puppet.contact_payload(alice.id)).name == "Alicia"

    @clause("4.13")
    async def test_a_dirty_room_is_read_afresh(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.room_payload(room.id)
        with puppet.listen(RoomTopicEvent) as events:
            await alice.renames(room, "coffee")
            await heard(events)
        await puppet.room_dirty(room.id)
        assert (await puppet.room_payload(room.id)).topic == "coffee"

    @clause("4.13")
    @requires("room_member_payload")
    async def test_a_dirty_member_is_read_afresh(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.room_member_payload(room.id, alice.id)
        await alice.is_called("Alicia")
        await puppet.room_member_dirty(room.id)
        await puppet.contact_dirty(alice.id)
        member = await puppet.room_member_payload(room.id, alice.id)
        assert member.name == "Alicia"

    @clause("4.13")
    @pytest.mark.parametrize("kind", list(DirtyType)[1:], ids=lambda kind: kind.name)
    async def test_what_is_dirty_is_said(self, puppet: Puppet, kind: DirtyType) -> None:
        purge = {
            DirtyType.MESSAGE: puppet.message_dirty,
            DirtyType.CONTACT: puppet.contact_dirty,
            DirtyType.ROOM: puppet.room_dirty,
            DirtyType.ROOM_MEMBER: puppet.room_member_dirty,
            DirtyType.FRIENDSHIP: puppet.friendship_dirty,
            DirtyType.POST: puppet.post_dirty,
        }[kind]
        with puppet.listen(DirtyEvent) as events:
            await purge("some-id")
            event = await heard(events)
        assert (event.payload_type, event.payload_id) == (kind, "some-id")

    @clause("4.13")
    async def test_a_dirty_contact_leaves_the_others_as_they_are(
        self, world: World, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        for human in (alice, bob):
            await overhears(puppet, partial(human.says, "hello"))
            await puppet.contact_payload(human.id)
        await puppet.contact_dirty(alice.id)
        before = world.requests
        await puppet.contact_payload(bob.id)
        assert world.requests == before

    @clause("4.13")
    async def test_a_restart_forgets_what_was_kept(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        await puppet.contact_payload(alice.id)
        await puppet.stop()
        await alice.is_called("Alicia")
        await puppet.start()
        await overhears(puppet, lambda: alice.says("hello again"))
        assert (await puppet.contact_payload(alice.id)).name == "Alicia"

"""Ids are opaque, unique, and stay what they are (contract 4.5, 4.6)."""

from __future__ import annotations

import re

import pytest

from puppets import NotFound, Puppet

from .harness import clause
from .hearing import hears, overhears
from .world import Human, Room, World


class Ids:
    @clause("4.5")
    async def test_a_direct_conversation_is_the_other_person(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello"))
        assert message.conversation_id == message.talker_id == alice.id
        assert (message.listener_id, message.room_id) == (puppet.self_id, None)

    @clause("4.5")
    async def test_a_room_s_message_belongs_to_the_room(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello", room=room))
        assert message.conversation_id == message.room_id == room.id
        assert (message.talker_id, message.listener_id) == (alice.id, None)

    @clause("4.5")
    async def test_a_room_is_told_apart_from_a_contact(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        with pytest.raises(NotFound):
            await puppet.contact_payload(room.id)
        with pytest.raises(NotFound):
            await puppet.room_payload(alice.id)

    @clause("4.6")
    async def test_ids_have_no_slash_and_no_white_space(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        direct = await overhears(puppet, lambda: alice.says("hello"))
        public = await overhears(puppet, lambda: alice.says("hello", room=room))
        sent = await puppet.message_send_text(room.id, "hello")
        for id in (direct.id, public.id, sent, alice.id, room.id, puppet.self_id):
            assert re.fullmatch(r"[^/\s]+", id), id

    @clause("4.6")
    async def test_message_ids_are_unique_over_conversations(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        said = await hears(
            puppet,
            lambda: alice.says("one"),
            lambda: bob.says("two"),
            lambda: alice.says("three", room=room),
        )
        for conversation_id in (alice.id, bob.id, room.id):
            said.append(await puppet.message_send_text(conversation_id, "and more"))
        assert len(set(said)) == 6

    @clause("4.6")
    async def test_ids_are_the_same_after_a_restart(
        self, world: World, alice: Human, room: Room
    ) -> None:
        puppet = world.puppet()
        async with puppet:
            before = await overhears(puppet, lambda: alice.says("one", room=room))
            me = puppet.self_id
        async with puppet:
            after = await overhears(puppet, lambda: alice.says("two", room=room))
            assert puppet.self_id == me
            assert await puppet.message_payload(before.id) == before
        assert (after.talker_id, after.room_id) == (before.talker_id, before.room_id)
        assert after.id != before.id

    @clause("4.6")
    async def test_ids_are_the_same_for_a_puppet_that_remembers_nothing(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        first = await overhears(puppet, lambda: alice.says("one"))
        await puppet.stop()
        async with world.puppet() as another:
            second = await overhears(another, lambda: alice.says("two"))
            assert another.self_id == first.listener_id
        assert second.talker_id == first.talker_id == alice.id

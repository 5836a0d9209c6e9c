"""People come into rooms and go out of them (contract 4.12)."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from puppets import (
    NotFound,
    Puppet,
    RoomInvitationPayload,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
)

from .harness import clause, requires
from .hearing import happens, heard, overhears, until
from .world import Human, Room, World


class Members:
    # Who is in.

    @clause("4.12")
    @requires("room_member_list")
    async def test_members_are_listed_with_the_puppet_among_them(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        for human in (alice, bob):
            await overhears(puppet, partial(human.says, "hello", room=room))
        members = await puppet.room_member_list(room.id)
        assert sorted(members) == sorted({alice.id, bob.id, puppet.self_id})

    @clause("4.12")
    @requires("room_member_payload")
    async def test_a_member_is_read(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        member = await puppet.room_member_payload(room.id, alice.id)
        assert (member.room_id, member.id) == (room.id, alice.id)
        assert member.name == alice.name

    @clause("4.12")
    @requires("room_member_payload")
    async def test_a_member_may_have_another_name_in_the_room(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await alice.is_called_in(room, "the host")
        await puppet.room_member_dirty(room.id)
        member = await puppet.room_member_payload(room.id, alice.id)
        assert (member.name, member.room_alias) == (alice.name, "the host")

    @clause("4.15")
    @requires("room_member_payload")
    async def test_who_is_not_in_the_room_is_not_found(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        stranger = await world.human("Stranger")
        await overhears(puppet, lambda: stranger.says("hello"))
        await overhears(puppet, lambda: alice.says("hello", room=room))
        with pytest.raises(NotFound):
            await puppet.room_member_payload(room.id, stranger.id)

    # Joining.

    @clause("4.12")
    async def test_who_joins_is_heard_with_who_invited_them(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        carol, dave = await world.human("Carol"), await world.human("Dave")
        await overhears(puppet, lambda: alice.says("hello", room=room))
        joined: list[str] = []
        with puppet.listen(RoomJoinEvent) as events:
            await alice.invites(room, carol, dave)
            while len(joined) < 2:
                event = await heard(events)
                joined += event.invitee_ids
                assert (event.room_id, event.inviter_id) == (room.id, alice.id)
        assert sorted(joined) == sorted([carol.id, dave.id])

    @clause("4.12")
    @requires("room_member_list", "room_member_payload")
    async def test_members_read_in_the_handler_of_a_join_are_fresh(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        read: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

        async def reads(event: RoomJoinEvent) -> None:
            if carol.id in event.invitee_ids:
                await puppet.room_member_payload(event.room_id, carol.id)
                read.set_result(await puppet.room_member_list(event.room_id))

        await overhears(puppet, lambda: alice.says("hello", room=room))
        carol = await world.human("Carol")
        assert carol.id not in await puppet.room_member_list(room.id)
        puppet.on(RoomJoinEvent, reads)
        await alice.invites(room, carol)
        assert carol.id in await happens(read, "Carol joins")

    @clause("4.12")
    async def test_a_room_into_which_the_puppet_comes_is_heard(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(RoomJoinEvent) as events:
            room = await world.room("news", alice)
            event = await until(
                events, lambda event: event.room_id == room.id, "the new room"
            )
        assert puppet.self_id in event.invitee_ids
        assert await puppet.room_topic(room.id) == "news"

    @clause("4.17")
    @requires("room_add")
    async def test_the_puppet_brings_someone_in(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        carol, dave = await world.human("Carol"), await world.human("Dave")
        for human in (carol, dave):
            await overhears(puppet, partial(human.says, "let me in"))
        await puppet.room_add(room.id, carol.id, dave.id)
        assert {carol.id, dave.id} <= (await alice.looks_into(room)).member_ids

    # Leaving.

    @clause("4.12")
    async def test_who_leaves_is_heard(
        self, puppet: Puppet, bob: Human, room: Room
    ) -> None:
        with puppet.listen(RoomLeaveEvent) as events:
            await bob.leaves(room)
            event = await heard(events)
        assert (event.room_id, event.removee_ids) == (room.id, (bob.id,))
        assert event.remover_id == bob.id

    @clause("4.12")
    async def test_who_is_put_out_is_heard_with_who_did_it(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        with puppet.listen(RoomLeaveEvent) as events:
            await alice.removes(room, bob)
            event = await heard(events)
        assert (event.room_id, event.removee_ids) == (room.id, (bob.id,))
        assert event.remover_id == alice.id

    @clause("4.12")
    @requires("room_member_list")
    async def test_members_read_in_the_handler_of_a_leave_are_fresh(
        self, puppet: Puppet, bob: Human, room: Room
    ) -> None:
        read: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

        async def reads(event: RoomLeaveEvent) -> None:
            read.set_result(await puppet.room_member_list(event.room_id))

        await overhears(puppet, lambda: bob.says("hello", room=room))
        assert bob.id in await puppet.room_member_list(room.id)
        puppet.on(RoomLeaveEvent, reads)
        await bob.leaves(room)
        assert bob.id not in await happens(read, "Bob leaves")

    @clause("4.12")
    @requires("room_member_payload")
    async def test_who_has_left_is_no_member_any_more(
        self, puppet: Puppet, bob: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: bob.says("hello", room=room))
        await puppet.room_member_payload(room.id, bob.id)
        with puppet.listen(RoomLeaveEvent) as events:
            await bob.leaves(room)
            await heard(events)
        with pytest.raises(NotFound):
            await puppet.room_member_payload(room.id, bob.id)

    @clause("4.17")
    @requires("room_del")
    async def test_the_puppet_puts_someone_out(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: bob.says("hello", room=room))
        await puppet.room_del(room.id, bob.id)
        assert (await alice.looks_into(room)).member_ids == {alice.id, puppet.self_id}

    # Invitations.

    @clause("4.17")
    @requires("room_invitation_payload")
    async def test_an_invitation_is_read(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        _, invitation = await self._invited(world, puppet, alice)
        assert invitation.inviter_id == alice.id
        assert invitation.receiver_id == puppet.self_id
        assert invitation.topic == "club"
        assert await puppet.room_invitation_payload(invitation.id) == invitation

    @clause("4.17")
    @requires("room_invitation_accept")
    async def test_an_invitation_is_accepted(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        room, invitation = await self._invited(world, puppet, alice)
        assert puppet.self_id not in (await alice.looks_into(room)).member_ids
        await puppet.room_invitation_accept(invitation.id)
        assert puppet.self_id in (await alice.looks_into(room)).member_ids

    @clause("4.17")
    @requires("room_add", "room_invitation_accept")
    async def test_someone_who_is_only_invited_is_not_brought_in(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        carol = await world.human("Carol")
        await overhears(puppet, lambda: carol.says("let me in"))
        await puppet.room_add(room.id, carol.id, invite_only=True)
        assert carol.id not in (await alice.looks_into(room)).member_ids

    async def _invited(
        self, world: World, puppet: Puppet, alice: Human
    ) -> tuple[Room, RoomInvitationPayload]:
        room = await world.foreign_room("club", alice)
        with puppet.listen(RoomInviteEvent) as events:
            await alice.invites_puppet(room)
            return room, (await heard(events)).invitation

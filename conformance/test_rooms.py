"""Rooms have a topic, a picture and something to announce (contract 4.12)."""

from __future__ import annotations

import asyncio
from functools import partial

from puppets import (
    Puppet,
    RoomAnnounceEvent,
    RoomMigrateEvent,
    RoomPayload,
    RoomTopicEvent,
)

from .harness import clause, requires
from .hearing import happens, heard, overhears
from .samples import picture, shape
from .world import Human, Room, World


class Rooms:
    # Topics.

    @clause("4.12")
    async def test_a_room_is_read_by_its_topic(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        room = await world.room("tea & <b>cake</b> 🍰", alice)
        await overhears(puppet, lambda: alice.says("hello", room=room))
        assert (await puppet.room_payload(room.id)).id == room.id
        assert await puppet.room_topic(room.id) == "tea & <b>cake</b> 🍰"

    @clause("4.12")
    async def test_a_change_of_topic_is_heard_with_its_changer(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        with puppet.listen(RoomTopicEvent) as events:
            await alice.renames(room, "coffee ☕")
            event = await heard(events)
        assert (event.room_id, event.topic) == (room.id, "coffee ☕")
        assert event.changer_id == alice.id

    @clause("4.12")
    async def test_the_old_topic_is_told_where_it_was_known(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.room_payload(room.id)
        with puppet.listen(RoomTopicEvent) as events:
            await alice.renames(room, "coffee")
            assert (await heard(events)).old_topic in {"", room.topic}

    @clause("4.12")
    async def test_a_room_read_in_the_handler_of_its_new_topic_is_fresh(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        read: asyncio.Future[RoomPayload] = asyncio.get_running_loop().create_future()

        async def reads(event: RoomTopicEvent) -> None:
            read.set_result(await puppet.room_payload(event.room_id))

        await overhears(puppet, lambda: alice.says("hello", room=room))
        assert (await puppet.room_payload(room.id)).topic == room.topic
        puppet.on(RoomTopicEvent, reads)
        await alice.renames(room, "coffee")
        payload = await happens(read, "the new topic")
        assert payload.topic == "coffee"

    @clause("4.12")
    @requires("room_set_topic")
    async def test_the_puppet_changes_the_topic(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await puppet.room_set_topic(room.id, "coffee & *milk*")
        assert (await alice.looks_into(room)).topic == "coffee & *milk*"
        assert await puppet.room_topic(room.id) == "coffee & *milk*"

    # What a room announces.

    @clause("4.12")
    @requires("room_announce")
    async def test_what_a_room_announces_is_read(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        assert await puppet.room_announce(room.id) == ""
        await alice.announces(room, "tea at four")
        assert await puppet.room_announce(room.id) == "tea at four"

    @clause("4.12")
    async def test_an_announcement_is_heard_with_its_changer(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        with puppet.listen(RoomAnnounceEvent) as events:
            await alice.announces(room, "tea at four")
            event = await heard(events)
        assert (event.room_id, event.announcement) == (room.id, "tea at four")
        assert event.changer_id == alice.id

    @clause("4.12")
    @requires("room_set_announce")
    async def test_the_puppet_announces(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await puppet.room_set_announce(room.id, "tea at <five>")
        assert (await alice.looks_into(room)).announcement == "tea at <five>"

    @clause("4.12")
    @requires("room_set_announce", "room_announce")
    async def test_an_announcement_takes_the_place_of_the_one_before(
        self, puppet: Puppet, room: Room
    ) -> None:
        await puppet.room_set_announce(room.id, "tea at four")
        await puppet.room_set_announce(room.id, "tea at five")
        assert await puppet.room_announce(room.id) == "tea at five"

    # Its picture and its door.

    @clause("4.17")
    @requires("room_avatar")
    async def test_a_room_has_a_picture(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        wanted = picture()
        await alice.portrays(room, wanted)
        found = await puppet.room_avatar(room.id)
        assert shape(await found.read()) == shape(await wanted.read())
        assert found.media_type.startswith("image/")

    @clause("4.17")
    @requires("room_qrcode")
    async def test_a_room_has_a_code_that_leads_into_it(
        self, world: World, puppet: Puppet, room: Room
    ) -> None:
        guest = await world.human("Guest")
        assert await guest.scans(await puppet.room_qrcode(room.id)) == room.id

    # Making rooms, listing them, and going out.

    @clause("4.17")
    @requires("room_list")
    async def test_rooms_are_listed(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        another = await world.room("coffee", alice)
        for each in (room, another):
            await overhears(puppet, partial(alice.says, "hello", room=each))
        rooms = await puppet.room_list()
        assert sorted(rooms) == sorted([room.id, another.id])

    @clause("4.17")
    @requires("room_create")
    async def test_a_room_is_made_with_people_in_it(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        room_id = await puppet.room_create([alice.id, bob.id], "biscuits 🍪")
        lobby = await alice.looks_into(Room(room_id, ""))
        assert lobby.topic == "biscuits 🍪"
        assert lobby.member_ids == {alice.id, bob.id, puppet.self_id}
        assert await puppet.room_topic(room_id) == "biscuits 🍪"

    @clause("4.17")
    @requires("room_create", "room_list")
    async def test_a_room_that_was_made_is_listed_and_hears(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        room_id = await puppet.room_create([alice.id, bob.id], "biscuits")
        assert room_id in await puppet.room_list()
        await puppet.message_send_text(room_id, "who bakes?")
        seen = (await bob.sees(room=Room(room_id, "")))[-1]
        assert seen.text == "who bakes?"

    @clause("4.17")
    @requires("room_quit")
    async def test_the_puppet_leaves_a_room(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.room_quit(room.id)
        lobby = await alice.looks_into(room)
        assert lobby.member_ids == {alice.id, bob.id}

    @clause("4.17")
    @requires("room_quit", "room_list")
    async def test_a_room_that_was_left_is_not_listed(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.room_quit(room.id)
        assert room.id not in await puppet.room_list()

    @clause("4.17")
    @requires("room_validate")
    async def test_a_room_is_told_from_none(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        assert await puppet.room_validate(room.id)
        assert not await puppet.room_validate("no-such-room")
        assert not await puppet.room_validate(alice.id)

    @clause("4.12")
    async def test_a_room_that_moves_is_followed(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        with puppet.listen(RoomMigrateEvent) as events:
            successor = await alice.moves(room)
            event = await heard(events)
        assert (event.room_id, event.successor_id) == (room.id, successor.id)
        await puppet.message_send_text(room.id, "still here?")
        seen = (await alice.sees(room=successor))[-1]
        assert seen.text == "still here?"

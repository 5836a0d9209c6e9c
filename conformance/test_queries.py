"""Contacts, rooms, members and messages are found by what they are like (contract 4.14)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from puppets import (
    YOU,
    ContactQuery,
    MemberQuery,
    MessageQuery,
    Puppet,
    RoomQuery,
)

from .harness import clause, requires
from .hearing import overhears
from .world import Human, Room, World

EMPTY: dict[str, Callable[[], object]] = {
    "contacts": ContactQuery,
    "rooms": RoomQuery,
    "members": MemberQuery,
    "messages": MessageQuery,
}


class Queries:
    @clause("4.14")
    @pytest.mark.parametrize("name", EMPTY)
    async def test_a_query_for_nothing_is_a_mistake(self, name: str) -> None:
        with pytest.raises(ValueError, match="at least one"):
            EMPTY[name]()

    # Contacts.

    @clause("4.14")
    @requires("contact_list")
    async def test_contacts_are_found_by_their_exact_name(
        self, world: World, puppet: Puppet
    ) -> None:
        ann, anna, _ = await _people(world, puppet, "Ann", "Anna", "ann")
        assert await puppet.contact_search(ContactQuery(name="Ann")) == [ann.id]
        assert await puppet.contact_search("Anna") == [anna.id]
        assert await puppet.contact_search("An") == []

    @clause("4.14")
    @requires("contact_list")
    async def test_contacts_of_one_name_are_all_found(
        self, world: World, puppet: Puppet
    ) -> None:
        first, second, _ = await _people(world, puppet, "Ann", "Ann", "Bo")
        found = await puppet.contact_search("Ann")
        assert sorted(found) == sorted([first.id, second.id])

    @clause("4.14")
    @requires("contact_list")
    async def test_contacts_are_found_by_a_pattern(
        self, world: World, puppet: Puppet
    ) -> None:
        ann, anna, _ = await _people(world, puppet, "Ann", "Joanna", "Bo")
        query = ContactQuery(name=re.compile("ann", re.IGNORECASE))
        found = await puppet.contact_search(query)
        assert sorted(found) == sorted([ann.id, anna.id])

    @clause("4.14")
    @requires("contact_list")
    async def test_a_contact_agrees_with_every_field(
        self, world: World, puppet: Puppet
    ) -> None:
        ann, bo = await _people(world, puppet, "Ann", "Bo")
        hers = ContactQuery(id=ann.id, name="Ann")
        mixed = ContactQuery(id=ann.id, name="Bo")
        assert await puppet.contact_search(hers) == [ann.id]
        assert await puppet.contact_search(mixed) == []
        assert await puppet.contact_search(ContactQuery(id=bo.id)) == [bo.id]

    @clause("4.14")
    async def test_an_id_that_nobody_has_finds_nobody(self, puppet: Puppet) -> None:
        assert await puppet.contact_search(ContactQuery(id="no-such-contact")) == []

    @clause("4.14")
    @requires("contact_list", "contact_set_alias")
    async def test_a_text_finds_names_and_aliases_once_each(
        self, world: World, puppet: Puppet
    ) -> None:
        ann, bo, both = await _people(world, puppet, "Ann", "Bo", "Ann")
        await puppet.contact_set_alias(bo.id, "Ann")
        await puppet.contact_set_alias(both.id, "Ann")
        found = await puppet.contact_search("Ann")
        assert sorted(found) == sorted([ann.id, bo.id, both.id])

    @clause("4.14")
    @requires("contact_list", "contact_set_alias")
    async def test_a_contact_is_found_by_name_and_alias_together(
        self, world: World, puppet: Puppet
    ) -> None:
        ann, bo = await _people(world, puppet, "Ann", "Bo")
        await puppet.contact_set_alias(ann.id, "the baker")
        both = ContactQuery(name="Ann", alias=re.compile("baker"))
        neither = ContactQuery(name="Bo", alias="the baker")
        assert await puppet.contact_search(both) == [ann.id]
        assert await puppet.contact_search(neither) == []
        assert bo.id in await puppet.contact_search()

    @clause("4.14")
    @requires("contact_list")
    async def test_no_query_finds_every_contact(
        self, world: World, puppet: Puppet
    ) -> None:
        people = await _people(world, puppet, "Ann", "Bo")
        found = await puppet.contact_search()
        assert {human.id for human in people} <= set(found)
        assert sorted(found) == sorted(await puppet.contact_list())

    # Rooms.

    @clause("4.14")
    @requires("room_list")
    async def test_rooms_are_found_by_their_topic(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        tea, _, ice = await _rooms(world, puppet, alice, "tea", "coffee", "iced tea")
        assert await puppet.room_search("tea") == [tea.id]
        assert await puppet.room_search(RoomQuery(topic="te")) == []
        found = await puppet.room_search(RoomQuery(topic=re.compile("tea$")))
        assert sorted(found) == sorted([tea.id, ice.id])

    @clause("4.14")
    @requires("room_list")
    async def test_a_room_agrees_with_every_field(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        tea, coffee = await _rooms(world, puppet, alice, "tea", "coffee")
        hers = RoomQuery(id=tea.id, topic="tea")
        mixed = RoomQuery(id=tea.id, topic="coffee")
        assert await puppet.room_search(hers) == [tea.id]
        assert await puppet.room_search(mixed) == []
        found = await puppet.room_search()
        assert sorted(found) == sorted([tea.id, coffee.id])

    @clause("4.14")
    async def test_an_id_that_no_room_has_finds_no_room(self, puppet: Puppet) -> None:
        assert await puppet.room_search(RoomQuery(id="no-such-room")) == []

    # Members.

    @clause("4.14")
    async def test_you_finds_the_puppet(self, puppet: Puppet, room: Room) -> None:
        assert await puppet.room_member_search(room.id, YOU) == [puppet.self_id]

    @clause("4.14")
    @requires("room_member_list", "room_member_payload")
    async def test_members_are_found_by_name(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        for human in (alice, bob):
            await overhears(puppet, partial(human.says, "hello", room=room))
        search = puppet.room_member_search
        assert await search(room.id, alice.name) == [alice.id]
        assert await search(room.id, MemberQuery(name=re.compile(f"^{bob.name}$"))) == [
            bob.id
        ]
        assert await search(room.id, "nobody at all") == []

    @clause("4.14")
    @requires("room_member_list", "room_member_payload")
    async def test_members_are_found_by_their_name_in_the_room(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        await alice.is_called_in(room, "the host")
        await overhears(puppet, lambda: alice.says("hello", room=room))
        search = puppet.room_member_search
        assert await search(room.id, "the host") == [alice.id]
        both = MemberQuery(name=alice.name, room_alias="the host")
        mixed = MemberQuery(name=bob.name, room_alias="the host")
        assert await search(room.id, both) == [alice.id]
        assert await search(room.id, mixed) == []

    @clause("4.14")
    @requires("room_member_list", "room_member_payload", "contact_set_alias")
    async def test_members_are_found_by_their_alias(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        await puppet.contact_set_alias(bob.id, "the baker")
        search = puppet.room_member_search
        assert await search(room.id, "the baker") == [bob.id]
        assert await search(room.id, MemberQuery(contact_alias="the baker")) == [bob.id]
        mixed = MemberQuery(contact_alias="the baker", name=alice.name)
        assert await search(room.id, mixed) == []


async def _people(world: World, puppet: Puppet, *names: str) -> list[Human]:
    """People of these names, whom the puppet has heard."""
    people = [await world.human(name) for name in names]
    for human in people:
        await overhears(puppet, partial(human.says, "hello"))
    return people


async def _rooms(
    world: World, puppet: Puppet, member: Human, *topics: str
) -> list[Room]:
    """Rooms of these topics, which the puppet has heard."""
    rooms = [await world.room(topic, member) for topic in topics]
    for room in rooms:
        await overhears(puppet, partial(member.says, "hello", room=room))
    return rooms

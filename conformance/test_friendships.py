"""People ask the puppet to be a friend, and the other way round (contract 4.17)."""

from __future__ import annotations

from datetime import timedelta

from puppets import (
    FriendshipEvent,
    FriendshipPayload,
    FriendshipQuery,
    FriendshipType,
    Puppet,
)

from .harness import clause, requires
from .hearing import heard, until
from .world import Human, Unchecked, World


class Friendships:
    @clause("4.17")
    @requires("friendship_payload")
    async def test_a_request_is_heard_and_read(
        self, world: World, puppet: Puppet
    ) -> None:
        alice = await world.newcomer("Alice")
        friendship = await _asked(puppet, alice, "we met at tea 🍵")
        assert friendship.type is FriendshipType.RECEIVE
        assert (friendship.contact_id, friendship.hello) == (
            alice.id,
            "we met at tea 🍵",
        )
        assert friendship.timestamp.utcoffset() == timedelta(0)
        assert await puppet.friendship_payload(friendship.id) == friendship

    @clause("4.17")
    @requires("friendship_payload")
    async def test_requests_are_listed(self, world: World, puppet: Puppet) -> None:
        people = [await world.newcomer(name) for name in ("Alice", "Bob")]
        ids = [(await _asked(puppet, human, "hello")).id for human in people]
        assert await puppet.friendship_list() == ids

    @clause("4.17")
    @requires("friendship_accept")
    async def test_a_request_is_accepted(self, world: World, puppet: Puppet) -> None:
        alice = await world.newcomer("Alice")
        friendship = await _asked(puppet, alice, "hello")
        assert not await alice.is_friend()
        await puppet.friendship_accept(friendship.id)
        assert await alice.is_friend()
        assert (await puppet.contact_payload(alice.id)).friend is not False

    @clause("4.17")
    @requires("friendship_add")
    async def test_the_puppet_asks_and_hears_the_answer(
        self, world: World, puppet: Puppet
    ) -> None:
        alice = await world.newcomer("Alice")
        with puppet.listen(FriendshipEvent) as events:
            await puppet.friendship_add(alice.id, "shall we have tea?")
            assert not await alice.is_friend()
            await alice.agrees()
            event = await until(
                events,
                lambda event: event.friendship.type is FriendshipType.CONFIRM,
                "her answer",
            )
        assert event.friendship.contact_id == alice.id
        assert await alice.is_friend()

    @clause("4.17")
    @requires("friendship_search_handle")
    async def test_someone_is_found_by_handle(
        self, puppet: Puppet, alice: Human
    ) -> None:
        if not alice.handle:
            raise Unchecked("handle", "people of this world have none")
        assert await puppet.friendship_search_handle(alice.handle) == alice.id
        query = FriendshipQuery(handle=alice.handle)
        assert await puppet.friendship_search(query) == alice.id
        assert await puppet.friendship_search_handle("no-such-handle") is None

    @clause("4.17")
    @requires("friendship_search_phone")
    async def test_someone_is_found_by_phone_number(
        self, puppet: Puppet, alice: Human
    ) -> None:
        if not alice.phone:
            raise Unchecked("phone", "people of this world have none")
        assert await puppet.friendship_search_phone(alice.phone) == alice.id
        query = FriendshipQuery(phone=alice.phone)
        assert await puppet.friendship_search(query) == alice.id
        assert await puppet.friendship_search_phone("+000") is None


async def _asked(puppet: Puppet, human: Human, hello: str) -> FriendshipPayload:
    with puppet.listen(FriendshipEvent) as events:
        await human.befriends(hello)
        return (await heard(events)).friendship

"""The puppet's account puts words to contacts (contract 4.17)."""

from __future__ import annotations

from puppets import Puppet

from .harness import clause, requires
from .world import Human


class Tags:
    @clause("4.17")
    @requires("tag_contact_add", "tag_contact_list")
    async def test_a_tag_is_put_to_a_contact(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        await puppet.tag_contact_add("friends 🌸", alice.id)
        assert await puppet.tag_contact_list(alice.id) == ["friends 🌸"]
        assert await puppet.tag_contact_list(bob.id) == []
        assert await puppet.tag_contact_list() == ["friends 🌸"]

    @clause("4.17")
    @requires("tag_contact_add", "tag_contact_list")
    async def test_a_tag_is_put_to_a_contact_once(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await puppet.tag_contact_add("friends", alice.id)
        await puppet.tag_contact_add("friends", alice.id)
        assert await puppet.tag_contact_list(alice.id) == ["friends"]

    @clause("4.17")
    @requires("tag_contact_add", "tag_contact_list")
    async def test_all_tags_are_listed_once_each(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        for tag_id, human in (("a", alice), ("a", bob), ("b", bob)):
            await puppet.tag_contact_add(tag_id, human.id)
        assert sorted(await puppet.tag_contact_list()) == ["a", "b"]
        assert sorted(await puppet.tag_contact_list(bob.id)) == ["a", "b"]

    @clause("4.17")
    @requires("tag_contact_add", "tag_contact_remove", "tag_contact_list")
    async def test_a_tag_is_taken_off_one_contact(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        for human in (alice, bob):
            await puppet.tag_contact_add("friends", human.id)
        await puppet.tag_contact_remove("friends", alice.id)
        assert await puppet.tag_contact_list(alice.id) == []
        assert await puppet.tag_contact_list(bob.id) == ["friends"]

    @clause("4.17")
    @requires("tag_contact_add", "tag_contact_delete", "tag_contact_list")
    async def test_a_tag_is_taken_off_everyone(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        for human in (alice, bob):
            await puppet.tag_contact_add("friends", human.id)
        await puppet.tag_contact_delete("friends")
        assert await puppet.tag_contact_list(alice.id) == []
        assert await puppet.tag_contact_list(bob.id) == []
        assert await puppet.tag_contact_list() == []

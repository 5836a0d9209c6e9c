"""People, as the puppet's account sees them, and the account itself (contract 4.15, 4.17)."""

from __future__ import annotations

from functools import partial

import pytest

from puppets import ContactType, NotFound, Puppet

from .harness import clause, requires
from .hearing import overhears
from .samples import picture, shape
from .world import Human, World


class Contacts:
    # Reading.

    @clause("4.15")
    async def test_who_says_something_can_be_read(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        contact = await puppet.contact_payload(alice.id)
        assert (contact.id, contact.name) == (alice.id, alice.name)
        assert contact.handle == alice.handle
        assert contact.type in {ContactType.INDIVIDUAL, ContactType.UNKNOWN}

    @clause("4.15")
    async def test_the_puppet_is_a_contact_too(self, puppet: Puppet) -> None:
        contact = await puppet.contact_payload(puppet.self_id)
        assert contact.id == puppet.self_id
        assert contact.name

    @clause("4.15")
    @pytest.mark.parametrize(
        "name",
        ["张伟", "Zoë 🦊", "<b>Bob</b> & *Co*"],
        ids=["Chinese", "an emoji", "markup"],
    )
    async def test_a_name_is_read_as_it_is(
        self, world: World, puppet: Puppet, name: str
    ) -> None:
        human = await world.human(name)
        await overhears(puppet, lambda: human.says("hello"))
        assert (await puppet.contact_payload(human.id)).name == name

    @clause("4.15")
    async def test_a_name_is_never_empty(self, puppet: Puppet, alice: Human) -> None:
        await overhears(puppet, lambda: alice.says("goodbye"))
        await alice.is_called("")
        await puppet.contact_dirty(alice.id)
        contact = await puppet.contact_payload(alice.id)
        assert contact.name in {alice.handle or alice.id, alice.id}

    @clause("4.17")
    @requires("contact_list")
    async def test_contacts_are_listed(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        for human in (alice, bob):
            await overhears(puppet, partial(human.says, "hello"))
        contacts = await puppet.contact_list()
        assert {alice.id, bob.id} <= set(contacts)
        assert len(contacts) == len(set(contacts))

    @clause("4.17")
    @requires("contact_validate")
    async def test_a_contact_is_told_from_none(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        assert await puppet.contact_validate(alice.id)
        assert not await puppet.contact_validate("no-such-contact")

    @clause("4.17")
    @requires("contact_avatar")
    async def test_a_contact_has_a_picture(self, puppet: Puppet, alice: Human) -> None:
        wanted = picture()
        await alice.looks_like(wanted)
        await overhears(puppet, lambda: alice.says("how do I look?"))
        found = await puppet.contact_avatar(alice.id)
        assert shape(await found.read()) == shape(await wanted.read())
        assert found.media_type.startswith("image/")

    @clause("4.15")
    @requires("contact_avatar")
    async def test_no_picture_is_not_found_or_the_platform_s_own(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        try:
            found = await puppet.contact_avatar(alice.id)
        except NotFound:
            return
        assert min(shape(await found.read())) > 0

    # What the account notes of people.

    @clause("4.17")
    @requires("contact_alias", "contact_set_alias")
    async def test_an_alias_is_given_and_taken_away(
        self, puppet: Puppet, alice: Human
    ) -> None:
        assert await puppet.contact_alias(alice.id) == ""
        await puppet.contact_set_alias(alice.id, "our Alice 🌸")
        assert await puppet.contact_alias(alice.id) == "our Alice 🌸"
        assert (await puppet.contact_payload(alice.id)).alias == "our Alice 🌸"
        await puppet.contact_set_alias(alice.id, None)
        assert await puppet.contact_alias(alice.id) == ""
        assert (await puppet.contact_payload(alice.id)).alias == ""

    @clause("4.17")
    @requires("contact_set_phone")
    async def test_phone_numbers_are_noted(self, puppet: Puppet, alice: Human) -> None:
        await puppet.contact_payload(alice.id)
        await puppet.contact_set_phone(alice.id, ["+49301234567", "+861012345"])
        contact = await puppet.contact_payload(alice.id)
        assert contact.phones == ("+49301234567", "+861012345")

    @clause("4.17")
    @requires("contact_set_corporation_remark")
    async def test_where_someone_works_is_noted(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await puppet.contact_set_corporation_remark(alice.id, "Tea & Sons")
        assert (await puppet.contact_payload(alice.id)).corporation == "Tea & Sons"
        await puppet.contact_set_corporation_remark(alice.id, None)
        assert (await puppet.contact_payload(alice.id)).corporation == ""

    @clause("4.17")
    @requires("contact_set_description")
    async def test_someone_is_described(self, puppet: Puppet, alice: Human) -> None:
        await puppet.contact_set_description(alice.id, "likes tea\nand cake")
        contact = await puppet.contact_payload(alice.id)
        assert contact.description == "likes tea\nand cake"
        await puppet.contact_set_description(alice.id, None)
        assert (await puppet.contact_payload(alice.id)).description == ""

    # The account itself.

    @clause("4.17")
    @requires("contact_self_set_name")
    async def test_the_puppet_has_another_name(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await puppet.contact_payload(puppet.self_id)
        await puppet.contact_self_set_name("Tea Bot 🍵")
        assert (await alice.looks_at_puppet()).name == "Tea Bot 🍵"
        assert (await puppet.contact_payload(puppet.self_id)).name == "Tea Bot 🍵"

    @clause("4.17")
    @requires("contact_self_set_signature")
    async def test_the_puppet_says_something_of_itself(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await puppet.contact_self_set_signature("tea at <four>")
        assert (await alice.looks_at_puppet()).signature == "tea at <four>"

    @clause("4.17")
    @requires("contact_self_set_avatar")
    async def test_the_puppet_has_another_picture(
        self, puppet: Puppet, alice: Human
    ) -> None:
        wanted = picture(grey=40)
        await puppet.contact_self_set_avatar(wanted)
        shown = (await alice.looks_at_puppet()).avatar
        assert shown is not None
        assert shape(shown) == shape(await wanted.read())

    @clause("4.17")
    @requires("contact_self_qrcode")
    async def test_the_puppet_has_a_code_that_leads_to_it(
        self, puppet: Puppet, alice: Human
    ) -> None:
        assert await alice.scans(await puppet.contact_self_qrcode()) == puppet.self_id

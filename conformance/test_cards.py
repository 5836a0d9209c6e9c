"""Contacts, places, links and programs are sent as what they are (contract 4.1, 4.7)."""

from __future__ import annotations

import pytest

from puppets import (
    LocationPayload,
    MessageType,
    MiniProgramPayload,
    NotFound,
    PostPayload,
    Puppet,
    UrlLinkPayload,
)

from .harness import clause, requires
from .hearing import overhears
from .world import Human, Seen

HARBOUR = LocationPayload(latitude=53.5436, longitude=9.9665)
NADIR = LocationPayload(latitude=-33.8568, longitude=-151.2153)
PLACES = {"north and east": HARBOUR, "south and west": NADIR}
PAGE = UrlLinkPayload(url="https://example.com/a_b?c=d&e=%20f", title="A page")
CLOCK = MiniProgramPayload(app_id="clock", title="A clock", page_path="pages/now")

places = pytest.mark.parametrize("name", PLACES)


class Cards:
    # Contacts.

    @clause("4.1")
    @requires("message_send_contact")
    async def test_a_contact_s_card_is_sent(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        await overhears(puppet, lambda: bob.says("here I am"))
        message_id = await puppet.message_send_contact(alice.id, bob.id)
        [seen] = await alice.sees()
        assert (seen.id, seen.contact_id) == (message_id, bob.id)
        assert await _type(puppet, message_id) is MessageType.CONTACT

    @clause("4.7")
    @requires("message_contact")
    async def test_a_contact_s_card_is_read(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        await overhears(puppet, lambda: bob.says("here I am"))
        message = await overhears(puppet, lambda: alice.sends_contact(bob))
        assert message.type is MessageType.CONTACT
        assert await puppet.message_contact(message.id) == bob.id

    # Places.

    @clause("4.1")
    @requires("message_send_location")
    @places
    async def test_a_place_is_sent(
        self, puppet: Puppet, alice: Human, name: str
    ) -> None:
        message_id = await puppet.message_send_location(alice.id, PLACES[name])
        [seen] = await alice.sees()
        assert seen.id == message_id
        assert _is_near(seen.location, PLACES[name])
        assert await _type(puppet, message_id) is MessageType.LOCATION

    @clause("4.7")
    @requires("message_location")
    @places
    async def test_a_place_is_read(
        self, puppet: Puppet, alice: Human, name: str
    ) -> None:
        message = await overhears(puppet, lambda: alice.sends_location(PLACES[name]))
        assert message.type is MessageType.LOCATION
        assert _is_near(await puppet.message_location(message.id), PLACES[name])

    # Links.

    @clause("4.1")
    @requires("message_send_url")
    async def test_a_link_is_sent(self, puppet: Puppet, alice: Human) -> None:
        message_id = await puppet.message_send_url(alice.id, PAGE)
        [seen] = await alice.sees()
        assert (seen.id, seen.url) == (message_id, PAGE.url)

    @clause("4.7")
    @requires("message_url")
    async def test_a_link_in_a_text_is_read(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says(f"😀 see {PAGE.url}"))
        assert (await puppet.message_url(message.id)).url == PAGE.url

    @clause("4.7")
    @requires("message_send_url", "message_url")
    async def test_a_link_that_was_sent_is_read(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_url(alice.id, PAGE)
        assert (await puppet.message_url(message_id)).url == PAGE.url

    # Programs and posts.

    @clause("4.1")
    @requires("message_send_mini_program")
    async def test_a_mini_program_is_sent(self, puppet: Puppet, alice: Human) -> None:
        message_id = await puppet.message_send_mini_program(alice.id, CLOCK)
        [seen] = await alice.sees()
        assert (seen.id, seen.mini_program) == (message_id, CLOCK)
        assert await _type(puppet, message_id) is MessageType.MINI_PROGRAM

    @clause("4.7")
    @requires("message_mini_program")
    async def test_a_mini_program_is_read(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.sends_mini_program(CLOCK))
        assert message.type is MessageType.MINI_PROGRAM
        assert await puppet.message_mini_program(message.id) == CLOCK

    @clause("4.1")
    @requires("message_send_post")
    async def test_a_post_is_sent(self, puppet: Puppet, alice: Human) -> None:
        post = PostPayload(sayables=("three things", "and another 😀"))
        message_id = await puppet.message_send_post(alice.id, post)
        [seen] = await alice.sees()
        assert seen.id == message_id
        assert _said_in(seen) == post.sayables

    # What a message is not.

    @clause("4.15")
    @requires("message_contact")
    async def test_a_text_is_no_contact(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("just text"))
        with pytest.raises(NotFound):
            await puppet.message_contact(message.id)

    @clause("4.15")
    @requires("message_location")
    async def test_a_text_is_no_place(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("just text"))
        with pytest.raises(NotFound):
            await puppet.message_location(message.id)

    @clause("4.15")
    @requires("message_url")
    async def test_a_text_is_no_link(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("just text"))
        with pytest.raises(NotFound):
            await puppet.message_url(message.id)

    @clause("4.15")
    @requires("message_mini_program")
    async def test_a_text_is_no_mini_program(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("just text"))
        with pytest.raises(NotFound):
            await puppet.message_mini_program(message.id)


async def _type(puppet: Puppet, message_id: str) -> MessageType:
    return (await puppet.message_payload(message_id)).type


def _is_near(found: LocationPayload | None, wanted: LocationPayload) -> bool:
    """Within a metre or so: platforms round."""
    return found is not None and all(
        abs(one - other) < 1e-5
        for one, other in (
            (found.latitude, wanted.latitude),
            (found.longitude, wanted.longitude),
        )
    )


def _said_in(seen: Seen) -> tuple[object, ...]:
    return seen.post.sayables if seen.post else ()

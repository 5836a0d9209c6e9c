"""What is not there is not found, never made up (contract 4.15)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from puppets import (
    LocationPayload,
    MiniProgramPayload,
    NotFound,
    PostPayload,
    Puppet,
    UrlLinkPayload,
)

from .harness import clause
from .hearing import overhears
from .samples import SAMPLES
from .world import Human, Room

Act: TypeAlias = Callable[[Puppet, str], Awaitable[object]]

ALWAYS: dict[str, Act] = {
    "contact_payload": lambda puppet, it: puppet.contact_payload(it),
    "room_payload": lambda puppet, it: puppet.room_payload(it),
    "room_topic": lambda puppet, it: puppet.room_topic(it),
    "message_payload": lambda puppet, it: puppet.message_payload(it),
    "message_send_text": lambda puppet, it: puppet.message_send_text(it, "hello"),
}

OPTIONAL: dict[str, Act] = {
    # Contacts.
    "contact_alias": lambda puppet, it: puppet.contact_alias(it),
    "contact_set_alias": lambda puppet, it: puppet.contact_set_alias(it, "x"),
    "contact_avatar": lambda puppet, it: puppet.contact_avatar(it),
    "contact_set_phone": lambda puppet, it: puppet.contact_set_phone(it, ["+1"]),
    "contact_set_corporation_remark": lambda puppet, it: (
        puppet.contact_set_corporation_remark(it, "x")
    ),
    "contact_set_description": lambda puppet, it: puppet.contact_set_description(
        it, "x"
    ),
    "tag_contact_add": lambda puppet, it: puppet.tag_contact_add("tag", it),
    "tag_contact_remove": lambda puppet, it: puppet.tag_contact_remove("tag", it),
    "friendship_payload": lambda puppet, it: puppet.friendship_payload(it),
    "friendship_accept": lambda puppet, it: puppet.friendship_accept(it),
    "friendship_add": lambda puppet, it: puppet.friendship_add(it, "hello"),
    # Rooms.
    "room_set_topic": lambda puppet, it: puppet.room_set_topic(it, "x"),
    "room_announce": lambda puppet, it: puppet.room_announce(it),
    "room_set_announce": lambda puppet, it: puppet.room_set_announce(it, "x"),
    "room_avatar": lambda puppet, it: puppet.room_avatar(it),
    "room_qrcode": lambda puppet, it: puppet.room_qrcode(it),
    "room_quit": lambda puppet, it: puppet.room_quit(it),
    "room_add": lambda puppet, it: puppet.room_add(it, puppet.self_id),
    "room_del": lambda puppet, it: puppet.room_del(it, puppet.self_id),
    "room_create": lambda puppet, it: puppet.room_create([it], "x"),
    "room_member_list": lambda puppet, it: puppet.room_member_list(it),
    "room_member_payload": lambda puppet, it: puppet.room_member_payload(
        it, puppet.self_id
    ),
    "room_invitation_payload": lambda puppet, it: puppet.room_invitation_payload(it),
    "room_invitation_accept": lambda puppet, it: puppet.room_invitation_accept(it),
    # Messages.
    "message_file": lambda puppet, it: puppet.message_file(it),
    "message_image": lambda puppet, it: puppet.message_image(it),
    "message_contact": lambda puppet, it: puppet.message_contact(it),
    "message_url": lambda puppet, it: puppet.message_url(it),
    "message_location": lambda puppet, it: puppet.message_location(it),
    "message_mini_program": lambda puppet, it: puppet.message_mini_program(it),
    "message_forward": lambda puppet, it: puppet.message_forward(puppet.self_id, it),
    "message_edit_text": lambda puppet, it: puppet.message_edit_text(it, "x"),
    "message_recall": lambda puppet, it: puppet.message_recall(it),
    "message_react": lambda puppet, it: puppet.message_react(it, "👍"),
    "message_unreact": lambda puppet, it: puppet.message_unreact(it, "👍"),
    "message_history": lambda puppet, it: puppet.message_history(it),
    # Conversations.
    "message_send_file": lambda puppet, it: puppet.message_send_file(
        it, SAMPLES["plain text"].box()
    ),
    "message_send_contact": lambda puppet, it: puppet.message_send_contact(
        it, puppet.self_id
    ),
    "message_send_url": lambda puppet, it: puppet.message_send_url(
        it, UrlLinkPayload(url="https://example.com")
    ),
    "message_send_location": lambda puppet, it: puppet.message_send_location(
        it, LocationPayload(latitude=0, longitude=0)
    ),
    "message_send_mini_program": lambda puppet, it: puppet.message_send_mini_program(
        it, MiniProgramPayload(app_id="x")
    ),
    "message_send_post": lambda puppet, it: puppet.message_send_post(
        it, PostPayload(sayables=("x",))
    ),
    "conversation_mark_read": lambda puppet, it: puppet.conversation_mark_read(it),
    "conversation_set_typing": lambda puppet, it: puppet.conversation_set_typing(it),
    # Posts.
    "post_payload": lambda puppet, it: puppet.post_payload(it),
    "tap": lambda puppet, it: puppet.tap(it),
    "tap_search": lambda puppet, it: puppet.tap_search(it),
}

MADE_UP = {
    "a made-up id": "no-such-id",
    "an empty id": "",
    "a nought": "0",
    "an id with a slash and a space": "no/such id",
    "an id of many digits": "9" * 40,
    "an id of another alphabet": "٣😀",
}


class Unknown:
    @clause("4.15")
    @pytest.mark.parametrize("operation", ALWAYS)
    @pytest.mark.parametrize("name", MADE_UP)
    async def test_what_nobody_has_is_not_found(
        self, puppet: Puppet, operation: str, name: str
    ) -> None:
        with pytest.raises(NotFound):
            await ALWAYS[operation](puppet, MADE_UP[name])

    @clause("4.15")
    @pytest.mark.parametrize(
        "operation",
        [pytest.param(name, marks=pytest.mark.requires(name)) for name in OPTIONAL],
    )
    async def test_an_operation_on_what_nobody_has_is_not_found(
        self, puppet: Puppet, operation: str
    ) -> None:
        for name, id in MADE_UP.items():
            with pytest.raises(NotFound):
                await _done(operation, puppet, id, name)

    @clause("4.15")
    async def test_what_is_nearly_an_id_is_not_found(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello", room=room))
        with pytest.raises(NotFound):
            await puppet.contact_payload(f"{alice.id}99")
        with pytest.raises(NotFound):
            await puppet.room_payload(f"{room.id}99")
        with pytest.raises(NotFound):
            await puppet.message_payload(f"{message.id}99")

    @clause("4.15")
    async def test_what_is_not_found_is_not_found_again(self, puppet: Puppet) -> None:
        for _ in range(2):
            with pytest.raises(NotFound):
                await puppet.contact_payload("no-such-id")

    @clause("4.15")
    async def test_an_answer_to_what_nobody_said_is_not_found(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with pytest.raises(NotFound):
            await puppet.message_send_text(alice.id, "yes", reply_to="no-such-id")
        assert await alice.sees() == []


async def _done(operation: str, puppet: Puppet, id: str, name: str) -> None:
    answer = await OPTIONAL[operation](puppet, id)
    pytest.fail(f"{operation} of {name} gave {answer!r}")

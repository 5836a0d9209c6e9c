"""What only memory can tell: who was seen, what moved, and what was told before."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from puppets import (
    ContactPayload,
    DirtyEvent,
    DirtyType,
    ErrorEvent,
    Event,
    Forbidden,
    InProcessMemory,
    MessageEvent,
    NotFound,
    RoomEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from puppets.telegram import TelegramPuppet
from puppets.telegram.refusals import PrivacyMode
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio


async def told_until(
    events: AsyncIterator[Event], server: TelegramServer, chat: int, user: int
) -> list[Event]:
    """Everything that is heard before what is said now."""
    server.say(user, chat, "that is all")
    found: list[Event] = []
    async for event in events:
        if isinstance(event, MessageEvent) and event.message.text == "that is all":
            return found
        found.append(event)
    raise AssertionError("the events ended")


# People.


async def test_someone_with_another_name_is_dirty(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with puppet.listen(MessageEvent) as messages, puppet.listen(DirtyEvent) as dirty:
        server.say(alice, alice, "hello")
        await anext(messages)
        assert (await puppet.contact_payload(str(alice))).name == "Alice"
        server.store.users[alice].first_name = "Alicia"
        server.say(alice, alice, "hello again")
        event = await anext(dirty)
    assert (event.payload_type, event.payload_id) == (DirtyType.CONTACT, str(alice))
    assert (await puppet.contact_payload(str(alice))).name == "Alicia"


async def test_who_blocks_the_bot_is_no_friend_until_they_let_it_be(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with puppet.listen(DirtyEvent) as dirty:
        server.block(alice)
        await anext(dirty)
        assert (await puppet.contact_payload(str(alice))).friend is False
        with pytest.raises(Forbidden):
            await puppet.message_send_text(str(alice), "hello?")
        server.unblock(alice)
        await anext(dirty)
        assert (await puppet.contact_payload(str(alice))).friend is True
    await puppet.message_send_text(str(alice), "hello!")


async def test_a_handle_that_was_seen_once_is_known_after_a_restart(
    server: TelegramServer,
) -> None:
    alice, bob = server.sign_up("Alice", "alice_1"), server.sign_up("Bob")
    group = server.open_group("tea", [alice, bob])
    memory = InProcessMemory()
    first, second = made(server, memory=memory), made(server, memory=memory)
    with first.listen(MessageEvent) as messages:
        async with first:
            server.say(alice, group, "hello")
            await anext(messages)
    with second.listen(MessageEvent) as messages:
        async with second:
            server.say(bob, group, "@Alice_1, tea?")
            assert (await anext(messages)).message.mention_ids == (str(alice),)


async def test_a_card_tells_a_phone_number_and_no_other_name(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    with puppet.listen(MessageEvent) as messages:
        server.say(bob, bob, "hello")
        server.send_contact(alice, alice, "+4930", "Bobby", user_id=bob)
        for _ in range(2):
            message = (await anext(messages)).message
    assert await puppet.message_contact(message.id) == str(bob)
    contact = await puppet.contact_payload(str(bob))
    assert (contact.name, contact.phones) == ("Bob", ("+4930",))
    sent = await puppet.message_send_contact(str(alice), str(bob))
    assert server.messages(alice)[-1]["contact"]["phone_number"] == "+4930"
    with pytest.raises(NotFound):
        await puppet.message_contact(sent)


# Rooms.


async def test_a_room_that_the_puppet_is_thrown_out_of_is_left(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    with puppet.listen(RoomEvent) as events:
        group = server.open_group("tea", [alice])
        await anext(events)
        assert await puppet.room_list() == [str(group)]
        server.remove(alice, group, server.bot.id)
        event = await anext(events)
    assert isinstance(event, RoomLeaveEvent)
    assert (event.remover_id, event.removee_ids) == (str(alice), (puppet.self_id,))
    assert await puppet.room_list() == []


async def test_in_a_supergroup_a_crossing_that_is_told_twice_is_heard_once(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    group = server.open_group("tea", [alice], supergroup=True, admin=True)
    with puppet.listen(Event) as events:
        await told_until(events, server, group, alice)
        server.invite(alice, group, [bob])
        server.leave(bob, group)
        server.invite(alice, group, [bob])
        server.remove(alice, group, bob)
        found = await told_until(events, server, group, alice)
    rooms = [event for event in found if isinstance(event, RoomEvent)]
    assert [type(event).__name__ for event in rooms] == [
        "RoomJoinEvent",
        "RoomLeaveEvent",
        "RoomJoinEvent",
        "RoomLeaveEvent",
    ]


async def test_the_old_topic_is_remembered(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice])
    with puppet.listen(RoomTopicEvent) as topics:
        server.rename(alice, group, "coffee")
        server.rename(alice, group, "cocoa")
        found = [await anext(topics), await anext(topics)]
    assert [(each.old_topic, each.topic) for each in found] == [
        ("tea", "coffee"),
        ("coffee", "cocoa"),
    ]


async def test_a_room_that_moves_takes_its_members_along(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    old = server.open_group("tea", [alice, bob], admin=True)
    with puppet.listen(Event) as events:
        server.say(bob, old, "hello")
        new = server.migrate(alice, old)
        await told_until(events, server, new, alice)
        assert await puppet.room_list() == [str(new)]
        for id in (str(old), str(new)):
            assert str(bob) in await puppet.room_member_list(id)
            assert (await puppet.room_payload(id)).id == str(new)
        server.rename(alice, new, "coffee")
        await told_until(events, server, new, alice)
        assert await puppet.room_topic(str(old)) == "coffee"


async def test_who_is_seen_no_more_is_no_member(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    group = server.open_group("tea", [alice, bob])
    with puppet.listen(Event) as events:
        server.say(bob, group, "hello")
        await told_until(events, server, group, alice)
    del server.store.groups[group].members[bob]  # in a large group nobody is told
    assert str(bob) in await puppet.room_member_list(str(group))
    with pytest.raises(NotFound):
        await puppet.room_member_payload(str(group), str(bob))
    assert str(bob) not in await puppet.room_member_list(str(group))


async def test_privacy_mode_is_warned_of(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with made(server):
        assert "privacy mode" not in caplog.text
    server.set_privacy(True)
    private = made(server)
    with caplog.at_level(logging.WARNING), private.listen(ErrorEvent) as errors:
        async with private:
            warned = await anext(errors)
    assert isinstance(warned.error, PrivacyMode)
    assert "privacy mode" in str(warned.error)
    assert caplog.text.count("privacy mode") == 1


# Who cannot be asked about.


async def test_someone_who_cannot_be_asked_about_is_remembered(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    ghost = ContactPayload(id="99", name="Ghost")
    await puppet._memory.save(ghost)
    assert await puppet.contact_payload("99") == ghost

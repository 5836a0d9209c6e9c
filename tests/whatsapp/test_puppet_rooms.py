"""Rooms, and who is in them, as the puppet tells them from what the page shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from conformance.hearing import heard, overhears
from puppets import (
    ErrorEvent,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
)
from puppets.whatsapp import Ambiguous, WhatsAppPuppet
from puppets_standins.whatsapp import groups
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import GENERATIONS, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

PICTURE = b"GIF89a"


@pytest.fixture(
    params=[*((each, "en") for each in GENERATIONS), (GENERATIONS[-1], "es")]
)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[WhatsAppWorld]:
    class Place(WhatsAppWorld):
        generation, locale = request.param

    async with Place() as world:
        yield world


@pytest.fixture
async def puppet(world: WhatsAppWorld) -> AsyncIterator[WhatsAppPuppet]:
    async with world.puppet() as puppet:
        yield puppet


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_room_with_a_picture_is_listed_and_a_person_with_one_is_not(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    world.roll.group(room.id).picture = PICTURE
    alice.person.picture = PICTURE
    await alice.says("hello")
    async with world.puppet() as puppet:
        assert await puppet.room_list() == [room.id]
        assert await puppet.room_topic(room.id) == "tea"
        assert await (await puppet.room_avatar(room.id)).read() == PICTURE


async def test_a_room_that_was_left_is_listed_no_more(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    alice = await world.human("Alice")
    tea, cake, pie = [await world.room(each, alice) for each in ("tea", "cake", "pie")]
    with puppet.listen(RoomLeaveEvent) as events:
        await puppet.room_quit(tea.id)
        event = await heard(events)
        assert (event.room_id, event.remover_id) == (tea.id, puppet.self_id)
        account = world.server.account.jid
        groups.remove(world.server.store, alice.jid, world.roll.group(cake.id), account)
        event = await heard(events)
    assert (event.room_id, event.removee_ids) == (cake.id, (puppet.self_id,))
    words = {"en": "You left", "es": "Saliste del grupo"}[world.locale]
    await overhears(puppet, lambda: alice.says(words, room=pie))
    assert await puppet.room_list() == [pie.id]


async def test_whom_others_bring_in_is_heard_at_the_time(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    with puppet.listen(RoomJoinEvent) as events:
        before = datetime.now(UTC) - timedelta(minutes=1)
        room = await world.room("news", alice)
        event = await heard(events)
        assert (event.room_id, event.inviter_id) == (room.id, alice.id)
        assert event.invitee_ids == (puppet.self_id,)
        assert before < event.timestamp <= datetime.now(UTC)
        await alice.invites(room, bob)
        event = await heard(events)
    assert (event.inviter_id, event.invitee_ids) == (alice.id, (bob.id,))


async def test_of_several_descriptions_the_last_is_told(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    alice = await world.human("Alice")
    room = await world.room("tea", alice)
    await puppet.stop()
    await alice.announces(room, "at four")
    await alice.announces(room, "at five")
    with puppet.listen(RoomAnnounceEvent) as events:
        await puppet.start()
        event = await heard(events)
        assert (event.announcement, event.changer_id) == ("at five", alice.id)
        await puppet.room_set_announce(room.id, "at six")
        event = await heard(events)
    assert (event.announcement, event.changer_id) == ("at six", puppet.self_id)


async def test_a_member_who_is_called_otherwise_keeps_the_id(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    await overhears(puppet, lambda: alice.says("hello", room=room))
    await alice.is_called("Alicia")
    message = await overhears(puppet, lambda: alice.says("once more", room=room))
    assert message.talker_id == alice.id
    await puppet.contact_dirty(alice.id)
    await puppet.room_dirty(room.id)
    assert (await puppet.contact_payload(alice.id)).name == "Alicia"
    assert set(await puppet.room_member_list(room.id)) == {
        *(alice.id, bob.id, puppet.self_id)
    }
    found = await puppet.contact_list()
    assert len(found) == len(set(found)) == 2


async def test_members_of_one_name_are_all_in_or_it_is_said_that_nobody_knows(
    world: WhatsAppWorld,
) -> None:
    one, other = await world.human("Ann"), await world.human("Ann")
    both = await world.room("both", one, other)
    single = await world.room("single", one)
    wrong: list[Exception] = []

    async def fails(event: ErrorEvent) -> None:
        wrong.append(event.error)

    async with world.puppet() as puppet:
        assert len(set(await puppet.room_member_list(both.id))) == 3
        puppet.on(ErrorEvent, fails)
        assert await puppet.room_member_list(single.id) == [puppet.self_id]
        await until(lambda: wrong)
    assert [type(each) for each in wrong] == [Ambiguous]

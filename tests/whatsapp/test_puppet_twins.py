"""Two of one name are two: each is heard, answered and listed by an id of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from conformance.hearing import overhears
from puppets import ErrorEvent, MessageEvent, Puppet
from puppets.whatsapp import Ambiguous, WhatsAppPuppet
from puppets_standins.whatsapp.human import WhatsAppHuman
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import GENERATIONS, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

PICTURES = (b"GIF89a one", b"GIF89a two")


@pytest.fixture(params=GENERATIONS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[WhatsAppWorld]:
    class Place(WhatsAppWorld):
        generation = str(request.param)

    async with Place() as world:
        yield world


@pytest.fixture
async def puppet(world: WhatsAppWorld) -> AsyncIterator[WhatsAppPuppet]:
    async with world.puppet() as puppet:
        yield puppet


async def twins(world: WhatsAppWorld) -> tuple[WhatsAppHuman, WhatsAppHuman]:
    return await world.human("Ann"), await world.human("Ann")


async def said_to(human: WhatsAppHuman, puppet: Puppet) -> list[str]:
    seen = await human.sees()
    return [each.text for each in seen if each.talker_id == puppet.self_id]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def test_both_are_heard_and_answered(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    people = await twins(world)
    for round in ("first", "second"):
        for human in people:
            message = await overhears(puppet, lambda: human.says(round))  # noqa: B023
            assert message.talker_id == message.conversation_id == human.id
    one, other = people
    assert one.id != other.id
    for human in (other, one, other):
        await puppet.message_send_text(human.id, f"to {human.jid}")
    assert await said_to(one, puppet) == [f"to {one.jid}"]
    assert await said_to(other, puppet) == [f"to {other.jid}"] * 2


async def test_they_keep_their_ids_over_a_restart(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    one, other = await twins(world)
    for human in (one, other):
        await overhears(puppet, lambda: human.says("hello"))  # noqa: B023
    await puppet.stop()
    await other.says("while you slept")
    with puppet.listen(MessageEvent) as events:
        await puppet.start()
        async with asyncio.timeout(20):
            event = await anext(events)
    assert (event.message.text, event.message.talker_id) == (
        "while you slept",
        other.id,
    )
    await puppet.message_send_text(one.id, "good morning")
    assert await said_to(one, puppet) == ["good morning"]
    assert await said_to(other, puppet) == []


async def test_faces_tell_them_apart_before_a_word_is_said(
    world: WhatsAppWorld,
) -> None:
    for human, picture in zip(await twins(world), PICTURES, strict=True):
        human.person.picture = picture
    async with world.puppet() as puppet:
        found = await puppet.contact_search("Ann")
        assert len(set(found)) == 2
        faces = [await (await puppet.contact_avatar(each)).read() for each in found]
    assert sorted(faces) == sorted(PICTURES)


async def test_whom_nothing_tells_apart_nobody_writes_to(world: WhatsAppWorld) -> None:
    people = await twins(world)
    async with world.puppet() as puppet:
        found = await puppet.contact_search("Ann")
        assert len(set(found)) == 2
        for each in found:
            with pytest.raises(Ambiguous, match="'Ann'"):
                await puppet.message_send_text(each, "who are you?")
        assert [await said_to(human, puppet) for human in people] == [[], []]


async def test_who_of_two_speaks_in_a_room_is_told_or_said_to_be_unknown(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    one, other = await twins(world)
    bob = await world.human("Bob")
    room = await world.room("tea", bob, one, other)
    first = await overhears(puppet, lambda: one.says("hello"))
    second = await overhears(puppet, lambda: other.says("hello"))
    assert first.talker_id != second.talker_id
    errors: list[Exception] = []
    heard: list[tuple[str, str]] = []

    async def hears(event: MessageEvent) -> None:
        if event.message.room_id:
            heard.append((event.message.text, event.message.talker_id))

    async def fails(event: ErrorEvent) -> None:
        errors.append(event.error)

    puppet.on(MessageEvent, hears)
    puppet.on(ErrorEvent, fails)
    await other.says("I am the other", room=room)
    await bob.says("and I am Bob", room=room)
    await until(lambda: ("and I am Bob", bob.id) in heard)
    if world.generation == "2025-packed":  # its ids tell who says what
        assert ("I am the other", second.talker_id) in heard
    else:
        assert [type(each) for each in errors] == [Ambiguous]
        assert [text for text, _ in heard] == ["and I am Bob"]


async def test_a_room_and_a_person_of_one_name_are_two(
    world: WhatsAppWorld, puppet: WhatsAppPuppet
) -> None:
    football = await world.human("Football")
    room = await world.room("Football", await world.human("Otto"), football)
    message = await overhears(puppet, lambda: football.says("I am a person"))
    assert (message.room_id, message.talker_id) == (None, football.id)
    message = await overhears(puppet, lambda: football.says("to all", room=room))
    assert (message.room_id, message.talker_id) == (room.id, football.id)
    await puppet.message_send_text(room.id, "to the room")
    assert await said_to(football, puppet) == []

"""What a bot can do with messages, people and rooms."""

from __future__ import annotations

import re

import pytest

from puppets import (
    Bot,
    Contact,
    FileBox,
    NotFound,
)
from puppets.mock import Mocker, MockOptions, Person

from .platforms import Terse

pytestmark = pytest.mark.anyio


async def test_a_message_can_be_edited_recalled_and_forwarded(
    bot: Bot, alice: Person, bob: Person
) -> None:
    async with bot:
        said = await bot.say(alice.id, "helo")
        edited = await said.edit("hello")
        assert edited.text == "hello"
        assert (await alice.hears()).text == "hello"
        await said.react("👍")
        assert [emoji for _, emoji in (await alice.sees())[0].reactions] == ["👍"]
        await said.unreact("👍")
        assert (await alice.sees())[0].reactions == ()
        person = await bot.contacts.load(bob.id)
        passed = await edited.forward(person)
        assert passed.conversation == person
        assert (await bob.hears()).text == "hello"
        await said.recall()
        assert said.id not in [seen.id for seen in await alice.sees()]
        with pytest.raises(NotFound):
            await said.recall()


async def test_people_are_found_by_what_they_are_called(
    bot: Bot, alice: Person, bob: Person
) -> None:
    async with bot:
        found = await bot.contacts.find(name="Alice")
        assert found is not None
        assert (found.id, found.name, found.handle) == (alice.id, "Alice", "alice")
        assert {person.name for person in await bot.contacts.find_all()} >= {
            "Alice",
            "Bob",
        }
        assert await bot.contacts.find(name="Carol") is None
        await found.set_alias("Al")
        assert found.alias == "Al"
        assert await bot.contacts.find(alias="Al") == found
        assert (await found.say("hello")).text == "hello"
        assert (await alice.hears()).text == "hello"
        await alice.looks_like(FileBox.from_qr_code("Alice"))
        assert (await found.avatar()).media_type == "image/png"
        with pytest.raises(NotFound):
            await bot.contacts.load("nobody")


async def test_people_and_rooms_are_found_by_patterns_and_several_keys(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    for topic in ("Tea", "Tennis", "Coffee"):
        mocker.room(topic, alice)
    async with bot:
        found = await bot.rooms.find_all(topic=re.compile("^Te"))
        assert {room.topic for room in found} == {"Tea", "Tennis"}
        by_handle = await bot.contacts.find(handle=bob.profile.handle)
        assert by_handle is not None
        assert by_handle.name == "Bob"
        found_people = await bot.contacts.find_all(
            name=re.compile("[AB]"), handle="alice"
        )
        assert [person.name for person in found_people] == ["Alice"]


async def test_what_a_contact_tells_is_as_it_was_until_it_is_read_afresh(
    bot: Bot, alice: Person
) -> None:
    async with bot:
        person = await bot.contacts.load(alice.id)
        await alice.is_called("Alice Liddell")
        assert person.name == "Alice"
        await person.sync()
        assert person.name == "Alice Liddell"


async def test_a_room_is_found_changed_and_left(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", alice)
    async with bot:
        room = await bot.rooms.find(topic="Tea")
        assert room is not None
        assert await bot.rooms.load(tea.id) == room
        assert await bot.rooms.find_all() == [room]
        assert await bot.rooms.find(topic="Coffee") is None
        await room.say("hello", mentions=[alice.id])
        assert (await alice.hears(room=tea)).mention_ids == (alice.id,)
        await room.add(await bot.contacts.load(bob.id))
        assert "Bob" in [person.name for person in await room.members()]
        await room.remove(bob.id)
        assert "Bob" not in [person.name for person in await room.members()]
        await room.set_topic("Coffee")
        assert room.topic == "Coffee"
        await room.quit()
        assert bob.id not in (await alice.looks_into(tea)).member_ids


async def test_people_and_rooms_are_equal_by_id(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("Tea", alice)
    async with bot:
        one, other = [await bot.contacts.load(alice.id) for _ in range(2)]
        room = await bot.rooms.load(tea.id)
        assert one == other
        assert one != await bot.contacts.load(bob.id)
        assert one != room
        assert {one, other} == {one}
        assert {room, await bot.rooms.load(tea.id)} == {room}
        assert isinstance(one, Contact)
        assert "Alice" in repr(one)
        assert "Tea" in repr(room)


async def test_members_come_from_the_room_itself_where_nobody_lists_them(
    mocker: Mocker, alice: Person
) -> None:
    tea = mocker.room("Tea", alice)
    async with Bot(Terse(MockOptions(mocker=mocker))) as bot:
        room = await bot.rooms.load(tea.id)
        assert len(await room.members()) == 2

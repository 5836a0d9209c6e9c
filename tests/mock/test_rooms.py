"""The mocker's rooms, as people and a puppet use them."""

from __future__ import annotations

import pytest

from puppets import FileBox, NotFound
from puppets.mock import Mocker, MockPuppet, Person, Refusal, Room

pytestmark = pytest.mark.anyio


async def test_who_comes_later_does_not_see_what_was_said_before(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice)
    await alice.says("alone", room=tea)
    await alice.invites(tea, bob)
    await alice.says("together", room=tea)
    assert [seen.text for seen in await bob.sees(room=tea)] == ["together"]


async def test_who_is_not_in_a_room_sees_and_says_nothing_there(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice)
    for act in (bob.sees(room=tea), bob.says("hi", room=tea), bob.looks_into(tea)):
        with pytest.raises(Refusal):
            await act


async def test_who_has_left_sees_what_was_said_before_and_says_nothing(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice, bob)
    await alice.says("hello", room=tea)
    await bob.leaves(tea)
    await alice.says("gone?", room=tea)
    assert [seen.text for seen in await bob.sees(room=tea)] == ["hello"]
    with pytest.raises(Refusal):
        await bob.says("yes", room=tea)


async def test_only_the_owner_and_the_admins_put_someone_out(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice, bob)
    with pytest.raises(Refusal):
        await bob.removes(tea, alice)
    await alice.removes(tea)
    assert mocker.bot.id not in (await alice.looks_into(tea)).member_ids


async def test_a_room_without_a_topic_is_named_for_its_members(
    mocker: Mocker, alice: Person, bob: Person
) -> None:
    assert mocker.room("", alice, bob, bot=False).topic == "Alice, Bob"


async def test_the_code_of_a_room_lets_people_in(
    mocker: Mocker, puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice)
    assert await bob.scans(await puppet.room_qrcode(tea.id)) == tea.id
    assert bob.id in (await alice.looks_into(tea)).member_ids
    with pytest.raises(Refusal):
        await bob.scans("https://elsewhere.invalid/")


async def test_who_is_asked_in_comes_when_they_accept(
    mocker: Mocker, puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    tea = mocker.room("tea", alice)
    await puppet.room_add(tea.id, bob.id, invite_only=True)
    assert await puppet.room_member_list(tea.id) == [alice.id, puppet.self_id]
    await bob.joins(tea)
    member = await puppet.room_member_payload(tea.id, bob.id)
    assert member.inviter_id == puppet.self_id


async def test_a_room_has_a_picture_once_it_is_given_one(
    mocker: Mocker, puppet: MockPuppet, alice: Person
) -> None:
    tea = mocker.room("tea", alice)
    with pytest.raises(NotFound):
        await puppet.room_avatar(tea.id)
    await alice.portrays(tea, FileBox.from_bytes(b"picture", name="tea.png"))
    assert await (await puppet.room_avatar(tea.id)).read() == b"picture"


async def test_a_room_that_was_left_is_none_of_the_puppet_s(
    mocker: Mocker, puppet: MockPuppet, alice: Person
) -> None:
    tea = mocker.room("tea", alice)
    await puppet.room_quit(tea.id)
    assert not await puppet.room_validate(tea.id)
    with pytest.raises(NotFound):
        await puppet.room_member_list(tea.id)
    assert (await puppet.room_payload(tea.id)).topic == "tea"


async def test_nobody_joins_a_room_that_there_is_not(
    mocker: Mocker, alice: Person
) -> None:
    tea = Room(id="room-99", topic="tea", member_ids=())
    with pytest.raises(Refusal):
        await alice.joins(tea)

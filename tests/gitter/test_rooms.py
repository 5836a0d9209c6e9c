"""Rooms by each of their names, and people by each of theirs."""

from __future__ import annotations

from functools import partial

import pytest

from conformance.hearing import heard, overhears
from conformance.world import Room
from puppets import NotFound, RoomInviteEvent, RoomLeaveEvent, RoomTopicEvent
from puppets.gitter import GitterPuppet
from puppets_standins.gitter.account import Account
from puppets_standins.gitter.human import GitterHuman
from puppets_standins.gitter.world import GitterWorld

pytestmark = pytest.mark.anyio


@pytest.fixture
async def slashed(world: GitterWorld) -> Account:
    """Someone whose name has a slash in it, as Matrix allows."""
    session = world.bot._session
    return await Account.new(world.bot._url, session, "Sam", handle="team/sam")


async def test_what_is_read_by_an_alias_is_read_afresh_too(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman, room: Room
) -> None:
    name = world.bot.id.partition(":")[0].rpartition("-")[2]
    await alice.account.name(room.id, name)
    alias = f"#{name}:localhost"
    assert (await puppet.room_payload(alias)).topic == "tea"
    with puppet.listen(RoomTopicEvent) as events:
        await alice.renames(room, "coffee")
        await heard(events)
    assert (await puppet.room_payload(alias)).topic == "coffee"
    await puppet.room_set_topic(room.id, "cocoa")
    assert (await puppet.room_payload(alias)).topic == "cocoa"


async def test_who_has_a_slash_in_the_name_has_none_in_the_id(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman, slashed: Account
) -> None:
    id = slashed.id.replace("/", "%2F")
    room_id = await alice.account.create(invite=[world.bot.id, slashed.id])
    for guest in (world.bot, slashed):
        await guest.join(room_id)
    said = {"msgtype": "m.text", "body": "hello"}
    message = await overhears(puppet, partial(_says, slashed, room_id, said))
    assert message.talker_id == id
    assert (await puppet.contact_payload(id)).name == "Sam"
    assert id in await puppet.room_member_list(room_id)
    assert id in (await puppet.room_payload(room_id)).member_ids
    assert (await puppet.room_member_payload(room_id, id)).id == id
    answer = await puppet.message_send_text(room_id, "hi @Sam", mention_ids=(id,))
    assert (await puppet.message_payload(answer)).mention_ids == (id,)
    [*_, shown] = await slashed.timeline(room_id)
    assert shown["content"]["m.mentions"] == {"user_ids": [slashed.id]}


async def test_a_direct_chat_with_who_has_a_slash_in_the_name(
    puppet: GitterPuppet, slashed: Account
) -> None:
    id = slashed.id.replace("/", "%2F")
    said = await puppet.message_send_text(id, "psst")
    message = await puppet.message_payload(said)
    assert (message.conversation_id, message.listener_id) == (id, id)
    [room_id] = (await slashed.sync())["rooms"]["invite"]
    await slashed.join(room_id)
    answer = {"msgtype": "m.text", "body": "yes?"}
    heard_back = await overhears(puppet, partial(_says, slashed, room_id, answer))
    assert heard_back.conversation_id == id


async def test_who_is_invited_again_hears_of_it_again(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman
) -> None:
    """The homeserver tells neither which invitation it is, nor when it was."""
    room = await world.foreign_room("club", alice)
    before = await overhears(puppet, partial(alice.says, "come to the club!"))
    with puppet.listen(RoomInviteEvent) as events:
        await alice.invites_puppet(room)
        first = (await heard(events)).invitation
        await puppet.room_invitation_accept(first.id)
        with puppet.listen(RoomLeaveEvent) as leaving:
            await puppet.room_quit(room.id)
            await heard(leaving)
        await alice.invites_puppet(room)
        again = (await heard(events)).invitation
    assert (again.id, again.inviter_id) == (first.id, alice.id)
    # In whole seconds.
    assert before.timestamp.replace(microsecond=0) <= first.timestamp <= again.timestamp


async def test_nobody_is_asked_into_a_chat_of_which_only_the_past_is_read(
    world: GitterWorld, puppet: GitterPuppet
) -> None:
    carol = await world.account("Carol")
    assert await puppet.message_history(carol.id) == []
    await puppet.conversation_mark_read(carol.id)
    await puppet.conversation_set_typing(carol.id)
    assert "invite" not in (await carol.sync()).get("rooms", {})


async def test_who_is_not_there_is_not_found_on_the_homeserver_that_would_know(
    world: GitterWorld, puppet: GitterPuppet
) -> None:
    nobody = f"@nobody-at-all:{world.bot.id.partition(':')[2]}"
    with pytest.raises(NotFound):
        await puppet.contact_payload(nobody)
    with pytest.raises(NotFound):
        await puppet.message_send_text(nobody, "hello?")
    assert not await puppet.contact_validate(nobody)


async def test_a_room_that_moved_before_the_very_first_start_is_where_it_is_now(
    world: GitterWorld, alice: GitterHuman, room: Room
) -> None:
    successor = await alice.moves(room)
    await world.bot.join(successor.id)
    async with world.puppet_of_today() as puppet:
        await overhears(puppet, partial(alice.says, "hello"))
        assert await puppet.room_list() == [successor.id]
        await puppet.message_send_text(room.id, "still here?")
    assert (await alice.sees(room=successor))[-1].text == "still here?"


async def _says(account: Account, room_id: str, content: dict[str, str]) -> str:
    return f"{room_id}{await account.send(room_id, content)}"

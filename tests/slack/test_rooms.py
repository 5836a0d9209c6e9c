"""What a Slack puppet does with people and rooms, and reads of them."""

from __future__ import annotations

import pytest

from conformance.hearing import eventually, heard, overhears
from puppets import (
    DirtyEvent,
    NotFound,
    Rejected,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

pytestmark = pytest.mark.anyio


def bot(server: SlackServer) -> str:
    return server.app.user.id


# Direct conversations.


async def test_a_conversation_is_opened_once(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    for text in ("one", "two"):
        await puppet.message_send_text(alice, text)
    asked = [call.method for call in server.faults.calls]
    assert asked.count("conversations.open") == 1


async def test_a_conversation_that_somebody_else_began_is_not_opened(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    await overhears(puppet, lambda: _says(server, alice, alice, "hello"))
    await puppet.message_send_text(alice, "hello yourself")
    assert "conversations.open" not in {call.method for call in server.faults.calls}


async def test_somebody_who_was_deactivated_is_still_known(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    assert alice in await puppet.contact_list()
    server.deactivate(alice)
    await puppet.contact_dirty(alice)
    assert (await puppet.contact_payload(alice)).friend is False
    assert alice not in await puppet.contact_list()


async def test_a_conversation_of_several_is_a_room(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    bob = server.sign_up("Bob")
    group = server.open_group([alice, bob, bot(server)])
    heard_there = await overhears(
        puppet, lambda: _says(server, alice, group, "the three of us")
    )
    assert (heard_there.room_id, heard_there.listener_id) == (group, None)
    await puppet.message_send_text(group, "indeed")
    assert server.messages(bob, group)[-1].text == "indeed"
    assert group in await puppet.room_list()
    assert (await puppet.room_payload(group)).topic


# Rooms.


async def test_a_room_that_is_made_is_private_and_has_the_topic_it_was_given(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    room = await puppet.room_create([alice], "Tea & Biscuits 🍪")
    channel = server.store.channels[room]
    assert channel.is_private
    assert channel.name.startswith("tea-biscuits-")
    assert (await puppet.room_payload(room)).topic == "Tea & Biscuits 🍪"


async def test_rooms_of_one_topic_are_two(puppet: SlackPuppet, alice: str) -> None:
    rooms = {await puppet.room_create([alice], "tea") for _ in range(2)}
    assert len(rooms) == 2


async def test_nobody_can_be_asked_before_they_are_brought_in(
    puppet: SlackPuppet, alice: str, room: str
) -> None:
    with pytest.raises(Rejected, match="without asking"):
        await puppet.room_add(room, alice, invite_only=True)


async def test_who_is_in_already_is_brought_in_without_harm(
    puppet: SlackPuppet, alice: str, room: str
) -> None:
    await puppet.room_add(room, alice)


async def test_a_topic_that_is_taken_away_leaves_the_name(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    with puppet.listen(RoomTopicEvent) as events:
        server.set_topic(alice, room, "coffee")
        server.set_topic(alice, room, "")
        assert [(await heard(events)).topic for _ in range(2)] == ["coffee", "tea"]


async def test_a_new_name_is_a_topic_only_where_there_is_no_other(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    with puppet.listen(RoomTopicEvent) as topics, puppet.listen(DirtyEvent) as dirty:
        server.rename(alice, room, "green-tea")
        event = await heard(topics)
        assert (event.topic, event.old_topic) == ("green-tea", "tea")
        server.set_topic(alice, room, "leaves")
        assert (await heard(topics)).topic == "leaves"
        server.rename(alice, room, "black-tea")
        while (await heard(dirty)).payload_id != room:
            pass
    assert (await puppet.room_payload(room)).handle == "black-tea"
    assert (await puppet.room_payload(room)).topic == "leaves"


async def test_a_room_that_was_moved_is_found_after_a_restart(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    with puppet.listen(RoomMigrateEvent) as events:
        there = server.move(room)
        event = await heard(events)
    assert (event.room_id, event.successor_id) == (room, there)
    await puppet.stop()
    await puppet.start()
    await puppet.message_send_text(room, "still here?")
    assert server.messages(bot(server), there)[-1].text == "still here?"


async def test_what_it_has_read_can_be_taken_back(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    first = server.say(alice, alice, "one")
    last = server.say(alice, alice, "two")
    channel = server.channel(alice, alice)
    await puppet.conversation_mark_read(alice)
    assert channel.last_read[bot(server)] == last.ts
    await puppet.conversation_mark_read(alice, read=False)
    assert channel.last_read[bot(server)] == first.ts


# History.


async def test_history_tells_only_what_people_said(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    server.set_topic(alice, room, "coffee")
    said = [server.say(alice, room, str(number)).ts for number in range(3)]
    found = await puppet.message_history(room)
    assert [message.id for message in found] == [f"{room}:{ts}" for ts in said]
    two = await puppet.message_history(room, limit=2)
    assert two == found[1:]
    assert await puppet.message_history(room, before=found[1].timestamp) == found[:1]


async def test_a_message_that_it_never_saw_is_read_from_slack(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    await eventually(lambda: server.app.outlet.is_idle, "all to be heard")
    private = server.open_room("later", [alice])
    said = server.say(alice, private, "before you came")
    server.invite(alice, private, bot(server))
    found = await puppet.message_payload(f"{private}:{said.ts}")
    assert (found.text, found.talker_id) == ("before you came", alice)
    with pytest.raises(NotFound):
        await puppet.message_payload(f"{private}:1700000000.000100")


async def _says(
    server: SlackServer, human: str, where: str, text: str, thread: str = ""
) -> str:
    said = server.say(human, where, text, thread=thread)
    return f"{said.channel.id}:{said.ts}"

"""What the puppet has to know besides, to tell of what happens."""

from __future__ import annotations

import json

import pytest

from conformance.hearing import eventually, heard, overhears, until
from puppets import (
    ContactType,
    DirtyEvent,
    ErrorEvent,
    GapEvent,
    MessageEvent,
    RateLimited,
    RoomTopicEvent,
)
from puppets.slack import SlackPuppet, stream, translate
from puppets_standins.slack import SlackServer

from .door import Door, hooked
from .making import made
from .payloads import known

pytestmark = pytest.mark.anyio

REFUSED = ["channel_not_found"] * 100


async def says(server: SlackServer, human: str, where: str, *pieces: object) -> str:
    said = server.say(human, where, *pieces)  # type: ignore[arg-type]  # as pieces are
    return f"{said.channel.id}:{said.ts}"


# Names.


async def test_a_channel_is_called_by_its_name(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    piece = {"type": "channel", "channel_id": room}
    message = await overhears(puppet, lambda: says(server, alice, alice, "see ", piece))
    assert message.text == "see #tea"
    again = await overhears(puppet, lambda: says(server, alice, alice, piece))
    assert again.text == "#tea"
    asked = [call.method for call in server.faults.calls]
    assert asked.count("conversations.info") == 1


async def test_who_cannot_be_read_is_called_by_the_id(
    server: SlackServer, alice: str, room: str
) -> None:
    bob = server.sign_up("Bob")
    server.app.outlet.forget()
    server.faults.errors["users.info"] = ["user_not_visible"]
    server.faults.errors["conversations.info"] = ["channel_not_found"]
    pieces = (
        {"type": "user", "user_id": bob},
        {"type": "channel", "channel_id": room},
    )
    async with made(server) as puppet:
        message = await overhears(puppet, lambda: says(server, alice, alice, *pieces))
    assert message.text == f"@{bob}#{room}"
    assert message.mention_ids == (bob,)


async def test_who_has_another_name_is_called_so_from_then_on(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    bob = server.sign_up("Bob")
    piece = {"type": "user", "user_id": bob}
    first = await overhears(puppet, lambda: says(server, alice, alice, piece))
    server.call(bob, "Robert")
    second = await overhears(puppet, lambda: says(server, alice, alice, piece))
    assert (first.text, second.text) == ("@Bob", "@Robert")


# With whom.


async def test_what_it_said_elsewhere_to_someone_new_is_of_their_conversation(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with puppet.listen(MessageEvent) as messages:
        opened = await puppet.native.conversations_open(users=alice)
        await puppet.native.chat_postMessage(
            channel=opened["channel"]["id"], text="said elsewhere"
        )
        message = (await heard(messages)).message
    assert (message.talker_id, message.listener_id) == (puppet.self_id, alice)
    assert message.conversation_id == alice


async def test_a_conversation_with_nobody_that_slack_names_can_be_answered(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    server.faults.errors["conversations.info"] = REFUSED
    with puppet.listen(MessageEvent) as messages:
        opened = await puppet.native.conversations_open(users=alice)
        channel = opened["channel"]["id"]
        await puppet.native.chat_postMessage(channel=channel, text="to whom?")
        message = (await heard(messages)).message
    assert message.conversation_id == channel
    await puppet.message_send_text(message.conversation_id, "to you")
    assert server.messages(alice, alice)[-1].text == "to you"


async def test_what_cannot_be_known_yet_is_told_again(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    await eventually(lambda: puppet.health.online, "the puppet to be online")
    with puppet.listen(MessageEvent) as messages, puppet.listen(ErrorEvent) as errors:
        opened = await puppet.native.conversations_open(users=alice)
        server.throttle(0, "conversations.info")
        await puppet.native.chat_postMessage(
            channel=opened["channel"]["id"], text="soon"
        )
        assert isinstance((await heard(errors)).error, RateLimited)
        assert (await heard(messages)).message.conversation_id == alice
    assert puppet.is_logged_in


async def test_a_bot_that_is_no_user_is_a_contact(
    server: SlackServer, puppet: SlackPuppet
) -> None:
    found = await puppet.contact_payload(server.app.bot_id)
    assert (found.id, found.type) == (server.app.bot_id, ContactType.OFFICIAL)
    assert found.name
    assert await puppet.contact_validate(server.app.bot_id)
    assert not await puppet.contact_validate("B0NOBODY")


# Rooms that cannot be read any more.


async def test_a_topic_taken_away_in_a_room_that_is_gone_ends_nothing(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    await eventually(lambda: puppet.health.online, "the puppet to be online")
    with puppet.listen(RoomTopicEvent) as topics:
        server.faults.errors["conversations.info"] = REFUSED
        server.set_topic(alice, room, "coffee")
        server.set_topic(alice, room, "")
        await until(topics, lambda event: event.topic == room, "the id for a topic")
    assert puppet.is_logged_in


async def test_a_room_of_another_name_that_is_gone_ends_nothing(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    await eventually(lambda: puppet.health.online, "the puppet to be online")
    with puppet.listen(DirtyEvent) as dirty:
        server.faults.errors["conversations.info"] = REFUSED
        server.rename(alice, room, "green-tea")
        await until(dirty, lambda event: event.payload_id == room, "the change")
    assert puppet.is_logged_in


# What Slack kept to itself.


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "app_rate_limited", "minute_rate_limited": 1700000040},
        {
            "type": "event_callback",
            "event": {"type": "app_rate_limited", "minute_rate_limited": 1700000040},
        },
    ],
    ids=["beside events", "as an event"],
)
def test_what_slack_kept_to_itself_is_a_gap(payload: dict[str, object]) -> None:
    [told] = stream.told(json.dumps(payload).encode())
    assert isinstance(told, stream.Told)
    [gap] = translate.events(told.event, told.native, known())
    assert isinstance(gap, GapEvent)
    assert gap.conversation_ids is None
    assert (gap.until - gap.since).total_seconds() == 60
    assert gap.since.timestamp() == 1700000040


async def test_what_slack_kept_to_itself_is_said(
    server: SlackServer, door: Door, alice: str
) -> None:
    limited = {"type": "app_rate_limited", "minute_rate_limited": 1700000040}
    async with hooked(server, door) as puppet:
        with puppet.listen(GapEvent) as gaps:
            assert await door.post(json.dumps(limited).encode()) == 200
            await heard(gaps)


def test_a_minute_that_is_none_is_malformed() -> None:
    [told] = stream.told(b'{"type":"app_rate_limited","minute_rate_limited":"x"}')
    assert not isinstance(told, stream.Told)

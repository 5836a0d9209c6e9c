"""What was said while nobody listened is read again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conformance.hearing import until
from puppets import (
    Event,
    MessageEditEvent,
    MessageEvent,
    RoomAnnounceEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

from .making import made
from .returning import forget, heard_since, texts

pytestmark = pytest.mark.anyio


# What is read again.


async def test_what_was_said_meanwhile_is_heard_in_order(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    for text in ("one", "two", "three"):
        server.say(alice, room, text)
    forget(server)
    assert texts(await heard_since(away, server, alice)) == ["one", "two", "three"]


async def test_more_than_a_page_is_heard(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    said = [str(number) for number in range(450)]
    for text in said:
        server.say(alice, room, text)
    forget(server)
    assert texts(await heard_since(away, server, alice)) == said


async def test_who_wrote_for_the_first_time_is_heard(
    server: SlackServer, away: SlackPuppet, alice: str
) -> None:
    bob = server.sign_up("Bob")
    server.say(bob, bob, "hello")
    forget(server)
    [message] = [
        each.message
        for each in await heard_since(away, server, alice)
        if isinstance(each, MessageEvent)
    ]
    assert (message.text, message.conversation_id) == ("hello", bob)


async def test_what_was_said_in_a_thread_is_heard(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    [before] = [each for each in server.messages(alice, room) if each.text == "before"]
    answer = server.say(alice, room, "in the thread", thread=before.ts)
    forget(server)
    [message] = [
        each.message
        for each in await heard_since(away, server, alice)
        if isinstance(each, MessageEvent)
    ]
    assert message.id == f"{room}:{answer.ts}"
    assert (message.text, message.thread_id) == ("in the thread", before.ts)


async def test_what_was_changed_meanwhile_is_heard_as_it_reads_now(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    [before] = [each for each in server.messages(alice, room) if each.text == "before"]
    server.edit(alice, room, before.ts, "after")
    forget(server)
    [event] = await heard_since(away, server, alice)
    assert isinstance(event, MessageEditEvent)
    assert (event.message.id, event.message.text) == (f"{room}:{before.ts}", "after")


async def test_what_happened_to_a_room_is_heard(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    bob = server.sign_up("Bob")
    server.invite(alice, room, bob)
    server.set_topic(alice, room, "coffee")
    server.set_purpose(alice, room, "at five")
    server.leave(bob, room)
    forget(server)
    found = await heard_since(away, server, alice)
    assert [type(event) for event in found] == [
        RoomJoinEvent,
        RoomTopicEvent,
        RoomAnnounceEvent,
        RoomLeaveEvent,
    ]


async def test_a_room_into_which_it_was_brought_meanwhile_is_heard(
    server: SlackServer, away: SlackPuppet, alice: str
) -> None:
    news = server.open_room("news", [alice])
    server.invite(alice, news, server.app.user.id)
    server.say(alice, news, "welcome")
    forget(server)
    joined, message = (
        event
        for event in await heard_since(away, server, alice)
        if event.conversation_id == news
    )
    assert isinstance(joined, RoomJoinEvent)
    assert joined.inviter_id == alice
    assert isinstance(message, MessageEvent)


async def test_what_was_heard_is_not_heard_again(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    bob = server.sign_up("Bob")
    with away.listen(Event) as events:
        async with away:
            server.invite(alice, room, bob)
            server.say(alice, room, "once")
            message = server.say(alice, room, "tee")
            server.edit(alice, room, message.ts, "tea")
            await until(
                events, lambda event: isinstance(event, MessageEditEvent), "the edit"
            )
    forget(server)
    assert await heard_since(away, server, alice) == []


async def test_what_it_said_itself_is_not_heard_again(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    async with away:
        await away.message_send_text(room, "my own words")
    assert await heard_since(away, server, alice) == []


# The very first time.


async def test_what_was_said_long_before_the_first_start_is_not_heard(
    server: SlackServer, alice: str, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("puppets.slack.history.OVERLAP", timedelta(0))
    server.say(alice, room, "long before")
    forget(server)
    assert await heard_since(made(server), server, alice) == []


async def test_what_was_said_a_moment_before_the_first_start_is_heard_in_order(
    server: SlackServer, alice: str, room: str
) -> None:
    for text in ("one", "two"):
        server.say(alice, room, text)
    assert texts(await heard_since(made(server), server, alice)) == ["one", "two"]

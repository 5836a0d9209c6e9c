"""Socket Mode: nothing is acknowledged before it is safe."""

from __future__ import annotations

import json
from contextlib import aclosing

import pytest

from conformance.hearing import eventually, heard_text, until
from puppets import (
    ErrorEvent,
    HeartbeatEvent,
    Malformed,
    MessageEvent,
    ReadyEvent,
    Unavailable,
)
from puppets.slack import SlackPuppet
from puppets.slack.client import SlackClient
from puppets.slack.stream import Answer, SocketMode, read, told
from puppets_standins.slack import SlackServer

from .listening import next_texts, sockets
from .making import made
from .payloads import said

pytestmark = pytest.mark.anyio


# Acknowledging.


async def test_an_event_is_acknowledged_only_when_the_next_is_asked_for(
    server: SlackServer, source: SocketMode, alice: str
) -> None:
    async with aclosing(source.answers()) as answers:
        server.say(alice, alice, "one")
        assert await next_texts(answers) == ["one"]
        assert not server.app.outlet.is_idle
        await anext(answers)
        await eventually(lambda: server.app.outlet.is_idle, "the acknowledgement")
    assert server.app.outlet.dropped == []


async def test_what_was_not_acknowledged_comes_again(
    server: SlackServer, client: SlackClient, source: SocketMode, alice: str
) -> None:
    async with aclosing(source.answers()) as answers:
        server.say(alice, alice, "one")
        assert await next_texts(answers) == ["one"]
    async with aclosing(source.answers()) as answers:
        assert await next_texts(answers) == ["one"]


async def test_what_waits_is_told_at_once_and_acknowledged_one_by_one(
    server: SlackServer, source: SocketMode, alice: str
) -> None:
    async with aclosing(source.answers()) as answers:
        await anext(answers)
        for number in range(5):
            server.say(alice, alice, str(number))
        found: list[str] = []
        while len(found) < 5:
            found += await next_texts(answers)
        await anext(answers)
        await eventually(lambda: server.app.outlet.is_idle, "the acknowledgements")
    assert found == ["0", "1", "2", "3", "4"]


async def test_what_an_app_is_told_beside_events_is_acknowledged_too(
    server: SlackServer, source: SocketMode
) -> None:
    async with aclosing(source.answers()) as answers:
        await anext(answers)
        server.bulletin.to([server.app], {"type": "of_tomorrow"}, "")
        assert await anext(answers) == Answer()
        await anext(answers)
        await eventually(lambda: server.app.outlet.is_idle, "the acknowledgement")


# Signs of life.


async def test_pings_are_signs_of_life(server: SlackServer) -> None:
    puppet = made(server)
    with puppet.listen(HeartbeatEvent) as beats:
        async with puppet:
            await anext(beats)
            await anext(beats)
            assert puppet.health.online


async def test_a_socket_that_answers_pings_and_nothing_else_is_noticed_and_mended(
    server: SlackServer, alice: str
) -> None:
    puppet = made(server, silence=1.0)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        async with puppet:
            await eventually(lambda: puppet.health.online, "the puppet to be online")
            server.deafen()
            server.say(alice, alice, "can you hear me?")
            first = (await anext(errors)).error
            again = (await anext(errors)).error
            assert not puppet.health.online
            server.undeafen()
            await heard_text(messages, "can you hear me?")
    assert isinstance(first, Unavailable)
    assert "silent" in str(first)
    assert isinstance(again, Unavailable)


# Starting and stopping.


async def test_it_listens_when_it_is_started(server: SlackServer, alice: str) -> None:
    puppet = made(server)
    with puppet.listen(MessageEvent) as messages, puppet.listen(ReadyEvent) as ready:
        async with puppet:
            assert len(server.app.outlet.sockets) == 1
            server.say(alice, alice, "at once")
            await heard_text(messages, "at once")
            await anext(ready)


async def test_no_socket_is_left_when_it_is_stopped(
    server: SlackServer, alice: str
) -> None:
    for _ in range(3):
        async with made(server) as puppet:
            await eventually(lambda: puppet.health.online, "the puppet to be online")
        await eventually(lambda: not sockets(server), "the socket to be closed")


# What cannot be read.


def test_an_event_that_cannot_be_read_names_the_path() -> None:
    raw = json.dumps(said(ts=7)).encode()
    found = read(raw)
    assert isinstance(found, Malformed)
    assert (found.path, found.update) == ("$.ts", raw)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"type":7}', b"\xff"], ids=repr)
def test_what_is_no_event_is_malformed(raw: bytes) -> None:
    assert isinstance(read(raw), Malformed)


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b'{"type":7}', b'{"event":[]}', b'{"type":"event_callback"}'],
)
def test_what_is_no_payload_is_malformed(payload: bytes) -> None:
    [found] = told(payload)
    assert isinstance(found, Malformed)
    assert found.update in {payload, b"[]", b"null"}


def test_an_event_of_no_interest_is_passed_over() -> None:
    assert read(b'{"type":"emoji_changed","subtype":"add"}') is None
    assert told(b'{"type":"event_callback","event":{"type":"emoji_changed"}}') == ()


async def test_a_frame_that_cannot_be_read_is_said_and_the_next_is_read(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        [socket] = server.app.outlet.sockets
        await socket.response.send_str('{"type": 7}')
        await socket.response.send_bytes(b'{"type": "of tomorrow"}')
        server.say(alice, alice, "still there?")
        await heard_text(messages, "still there?")
        error = (await until(errors, _is_malformed, "the error")).error
    assert isinstance(error, Malformed)
    assert (error.path, error.update) == ("$.type", b'{"type": 7}')


async def test_a_time_that_is_none_is_said_and_the_next_is_read(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    with puppet.listen(ErrorEvent) as errors, puppet.listen(MessageEvent) as messages:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        server.bulletin.to(
            [server.app], said(channel=room, user=alice, ts="not a time"), ""
        )
        server.say(alice, alice, "I mean: now")
        await heard_text(messages, "I mean: now")
        error = (await until(errors, _is_malformed, "the error")).error
    assert isinstance(error, Malformed)
    assert b"not a time" in error.update
    assert "not a time" not in repr(error.path)


def _is_malformed(event: ErrorEvent) -> bool:
    return isinstance(event.error, Malformed)

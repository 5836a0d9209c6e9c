"""The Events API: what is posted is heard, and answered when it is safe."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import pytest

from conformance.hearing import eventually, happens, heard_text
from puppets import (
    ErrorEvent,
    HeartbeatEvent,
    InProcessMemory,
    LogoutEvent,
    MessageEvent,
    Unauthorized,
    Unavailable,
)
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

from .door import Door, event, hooked

pytestmark = pytest.mark.anyio


# Hearing.


async def test_what_is_posted_is_heard(
    server: SlackServer, posted: SlackPuppet, alice: str, room: str
) -> None:
    with posted.listen(MessageEvent) as messages:
        server.say(alice, alice, "one")
        server.say(alice, room, "two")
        await heard_text(messages, "one")
        await heard_text(messages, "two")
    await eventually(lambda: server.app.outlet.is_idle, "the answers")
    assert server.app.outlet.dropped == []


async def test_what_is_posted_again_is_heard_once(
    server: SlackServer, posted: SlackPuppet, alice: str
) -> None:
    with posted.listen(MessageEvent) as messages:
        server.drop_connections()  # the answer is lost, so that it is posted again
        server.say(alice, alice, "once")
        server.say(alice, alice, "and on")
        await heard_text(messages, "once")
        await heard_text(messages, "and on")
        await eventually(lambda: server.app.outlet.is_idle, "the answers")
        await _is_silent(messages)


async def test_it_is_answered_only_when_it_is_safe(
    server: SlackServer, door: Door, alice: str
) -> None:
    memory = Slow()
    async with hooked(server, door, memory=memory) as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        memory.gate.clear()
        post = asyncio.create_task(door.post(event("hello", channel="C0NONE")))
        await happens(memory.reached.wait(), "the post to be kept")
        assert not post.done()
        memory.gate.set()
        assert await happens(post, "the answer") == HTTPStatus.OK


async def test_what_waits_when_it_stops_is_not_answered_with_a_yes(
    server: SlackServer, door: Door
) -> None:
    memory = Slow()
    puppet = hooked(server, door, memory=memory)
    async with puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        memory.gate.clear()
        first = asyncio.create_task(door.post(event("one", channel="C0NONE")))
        await happens(memory.reached.wait(), "the post to be kept")
        second = asyncio.create_task(door.post(event("two", channel="C0NONE")))
        stop = asyncio.create_task(puppet.stop())
        answers = asyncio.gather(first, second, return_exceptions=True)
        assert HTTPStatus.OK not in await happens(answers, "the answers")
        memory.gate.set()
        await stop


class Slow(InProcessMemory):
    """A memory that keeps nothing of what people say before it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.reached = asyncio.Event(), asyncio.Event()
        self.gate.set()

    async def accept(self, batch: Any) -> Any:  # noqa: ANN401 - as it is there
        if batch.events and not self.gate.is_set():
            self.reached.set()
            await self.gate.wait()
        return await super().accept(batch)


# Its life.


async def test_a_port_that_is_taken_is_said_at_the_start(
    server: SlackServer, door: Door
) -> None:
    puppet = hooked(server, door)
    with (
        socket.create_server(("127.0.0.1", door.port)),
        pytest.raises(OSError, match="in use"),
    ):
        await puppet.start()
    async with puppet:
        assert puppet.is_logged_in


async def test_it_hears_again_after_a_restart(
    server: SlackServer, door: Door, alice: str
) -> None:
    puppet = hooked(server, door)
    with puppet.listen(MessageEvent) as messages:
        for text in ("one", "two"):
            async with puppet:
                if text == "one":
                    await server.request_url(door.url)
                server.say(alice, alice, text)
                await heard_text(messages, text)


async def test_slack_is_asked_where_nothing_is_posted(
    server: SlackServer, posted: SlackPuppet
) -> None:
    with posted.listen(HeartbeatEvent) as beats:
        for _ in range(2):
            await happens(anext(beats), "a heartbeat")
    assert [call.method for call in server.faults.calls].count("auth.test") >= 2


async def test_slack_that_is_out_of_reach_is_noticed_and_what_was_missed_is_read(
    server: SlackServer, posted: SlackPuppet, alice: str
) -> None:
    with posted.listen(MessageEvent) as messages, posted.listen(ErrorEvent) as errors:
        server.say(alice, alice, "before")
        await heard_text(messages, "before")
        await server.go_down()
        assert isinstance((await anext(errors)).error, Unavailable)
        assert not posted.health.online
        hook, server.app.outlet.hook = server.app.outlet.hook, None
        assert hook is not None
        await hook.close()
        server.say(alice, alice, "meanwhile")
        server.app.outlet.forget()
        await server.come_up()
        await heard_text(messages, "meanwhile")
        assert posted.health.online


async def test_a_token_that_is_revoked_ends_it(
    server: SlackServer, posted: SlackPuppet
) -> None:
    with posted.listen(LogoutEvent) as logouts, posted.listen(ErrorEvent) as errors:
        server.revoke()
        await happens(anext(logouts), "the logout")
        assert isinstance((await anext(errors)).error, Unauthorized)


async def test_an_answer_waits_for_no_event_that_comes_after_it(
    door: Door, posted: SlackPuppet
) -> None:
    statuses = await happens(
        asyncio.gather(
            *(
                door.post(
                    event(
                        str(number), channel="C0NONE", ts=f"17000000{number:02}.000100"
                    )
                )
                for number in range(20)
            )
        ),
        "the answers",
    )
    assert set(statuses) == {HTTPStatus.OK}


async def _is_silent(events: AsyncIterator[object]) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await anext(events)

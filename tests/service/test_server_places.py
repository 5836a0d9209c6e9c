"""Where clients go on: after a restart, a gap, a full house, a full disk."""

from __future__ import annotations

import asyncio

import grpc
import pytest

from puppets.errors import StorageError
from puppets.mock import Mocker, MockOptions
from puppets.service import rpcs
from puppets.service.server import InProcessLog, ServerLimits
from puppets.service.server.log import News
from puppets.service.wire import pb
from tests.service.calling import gone, says, served

pytestmark = pytest.mark.anyio


class Stubborn(InProcessLog):
    """A log on a disk that is full for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses = asyncio.Event()

    async def append(self, news: News, at: float) -> None:
        if self.refuses.is_set():
            raise StorageError("no room")
        await super().append(news, at)


async def test_a_server_that_begins_again_with_its_log_loses_and_repeats_nothing() -> (
    None
):
    options, log = MockOptions(mocker=Mocker()), InProcessLog()
    alice = options.mocker.person("Alice")
    async with served(options, log=log) as stage:
        client = stage.caller()
        ear = await client.starts()
        heard, missed = await says(stage, alice, "heard", "missed")
        assert await ear.message() == heard
        await client.asks(rpcs.MESSAGE_PAYLOAD, pb.MessagePayloadRequest(id=heard))
    assert await ear.status() is grpc.StatusCode.UNAVAILABLE
    await client.channel.close()
    async with served(options, log=log) as stage, stage.caller() as client:
        ear = await client.starts()
        assert await ear.message() == missed
        (more,) = await says(stage, alice, "more")
        assert await ear.message() == more


async def test_what_the_log_forgot_is_said_to_be_a_gap() -> None:
    async with served(log=InProcessLog(kept=2)) as stage:
        alice = stage.mocker.person("Alice")
        async with stage.caller() as client, stage.caller("me") as me:
            ear, mine = await client.starts(), await me.listens().welcomed()
            (heard,) = await says(stage, alice, "heard")
            assert await ear.message() == await mine.message() == heard
            await client.asks(rpcs.MESSAGE_PAYLOAD, pb.MessagePayloadRequest(id=heard))
            mine.call.cancel()
            await gone(stage, ear)
        said = await says(stage, alice, "a", "b", "c", "d")
        async with stage.caller() as client, stage.caller("me") as me:
            ear = await client.starts()
            assert "gap" in (await ear.hears(pb.EVENT_TYPE_ERROR)).payload.lower()
            assert [await ear.message() for _ in said[2:]] == said[2:]
            beat = await me.listens().next()
            assert beat.sequence == 3


async def test_no_more_clients_than_there_is_room_for() -> None:
    limits = ServerLimits(clients=1)
    async with (
        served(limits=limits) as stage,
        stage.caller() as one,
        stage.caller() as other,
    ):
        ear = await one.starts()
        refused = other.listens()
        assert await refused.status() is grpc.StatusCode.RESOURCE_EXHAUSTED
        await gone(stage, ear)
        await other.starts()


async def test_an_event_is_not_finished_before_it_is_in_the_log() -> None:
    """What the log cannot take stays with the puppet, and is told later."""
    log = Stubborn()
    async with served(log=log) as stage, stage.caller("me") as me:
        alice = stage.mocker.person("Alice")
        ear = await me.listens().welcomed()
        log.refuses.set()
        await alice.says("hello")
        await ear.hears(pb.EVENT_TYPE_ERROR)
        assert stage.puppet.health.journal_depth == 1
        log.refuses.clear()
        await ear.hears(pb.EVENT_TYPE_MESSAGE)


async def test_the_place_of_who_is_gone_longest_is_forgotten_first() -> None:
    limits = ServerLimits(seats=2)
    async with served(limits=limits) as stage:
        alice = stage.mocker.person("Alice")
        for name in ("first", "second", "third"):
            async with stage.caller(name) as caller:
                await gone(stage, await caller.listens().welcomed())
        (said,) = await says(stage, alice, "hello")
        async with stage.caller("third") as caller:
            assert await (await caller.listens().welcomed()).message() == said

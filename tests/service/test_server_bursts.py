"""Many messages at once, to a client that asks for all of them at once."""

from __future__ import annotations

import asyncio
import json

import pytest

from puppets.service import rpcs
from puppets.service.server import ServerLimits
from puppets.service.wire import pb
from tests.service.calling import Caller, gone, says, served

pytestmark = pytest.mark.anyio

BURST = 2_000


class Eager:
    """A client that asks for each message as it is told of it, and waits for no answer."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self.texts: list[str] = []
        self.told = 0
        self.most = 0

    async def reads(self, messages: int) -> None:
        ear = await self._caller.starts()
        async with asyncio.TaskGroup() as asking:
            for _ in range(messages):
                said = await ear.hears(pb.EVENT_TYPE_MESSAGE)
                self.told += 1
                self.most = max(self.most, self.told - len(self.texts))
                asking.create_task(self._ask(json.loads(said.payload)["messageId"]))

    async def _ask(self, id: str) -> None:
        asked = pb.MessagePayloadRequest(id=id)
        answer = await self._caller.asks(rpcs.MESSAGE_PAYLOAD, asked)
        self.texts.append(answer.text)


async def test_a_burst_is_read_by_a_client_that_asks_for_all_of_it_at_once() -> None:
    async with served() as stage, stage.caller() as caller:
        alice = stage.mocker.person("Alice")
        texts = [f"text {number}" for number in range(BURST)]
        await gone(stage, await caller.starts())
        await says(stage, alice, *texts)
        eager = Eager(caller)
        await eager.reads(BURST)
        assert sorted(eager.texts) == sorted(texts)
        assert eager.most < 2 * ServerLimits().unread


async def test_who_asks_for_nothing_is_told_everything() -> None:
    limits = ServerLimits(unread=3)
    async with served(limits=limits) as stage, stage.caller() as caller:
        await gone(stage, await caller.starts())
        said = await says(stage, stage.mocker.person("Alice"), *"abcdefghijkl")
        ear = await caller.starts()
        assert [await ear.message() for _ in said] == said

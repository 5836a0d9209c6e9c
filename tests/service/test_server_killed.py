"""A server that is killed, and begins again on the same files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import grpc
import pytest

from puppets.service import rpcs
from puppets.service.tokens import Token
from puppets.service.wire import pb
from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer
from tests.service.calling import Caller, Ear
from tests.service.program import Program

pytestmark = pytest.mark.anyio

KILLS = 3
TEXTS = 40
"""That she says between two kills, and while it is down."""
PATIENCE = 10.0


@pytest.fixture
async def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Program]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    async with TelegramServer() as telegram, Program(telegram) as program:
        yield program


class Reader:
    """A client that attaches again whenever it is cut off, and keeps what it heard."""

    def __init__(self, program: Program, name: str | None) -> None:
        self._program = program
        self._name = name
        self._cursor: str | None = None
        self.texts: list[str] = []

    async def reads(self, until: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while until not in self.texts:
                with suppress(grpc.aio.AioRpcError):  # it is down for a while
                    async with Caller(self._program, name=self._name) as caller:
                        await self._read(caller, until)

    async def _read(self, caller: Caller, until: str) -> None:
        ear = caller.listens(self._cursor)
        await caller.asks(rpcs.START, pb.StartRequest())
        while until not in self.texts:
            await self._hear(caller, ear)

    async def _hear(self, caller: Caller, ear: Ear) -> None:
        said = await ear.call.read()
        assert isinstance(said, pb.EventResponse)
        if said.type == pb.EVENT_TYPE_MESSAGE:
            id = json.loads(said.payload)["messageId"]
            asked = pb.MessagePayloadRequest(id=id)
            self.texts.append((await caller.asks(rpcs.MESSAGE_PAYLOAD, asked)).text)
        if said.epoch:
            self._cursor = f"{said.epoch}:{said.sequence}"


@pytest.mark.timeout(60)  # it starts a process for each kill
@pytest.mark.parametrize("name", ["ours", None], ids=["ours", "a foreigner"])
async def test_a_client_hears_everything_in_order_though_the_server_is_killed(
    program: Program,
    name: str | None,
    record_property: Callable[[str, object], None],
) -> None:
    token = Token.fresh("telegram").text
    where = ("--listen", f"127.0.0.1:{free_port()}", "--token", token)
    alice = program.telegram.sign_up("Alice", "alice")
    said = [f"text {number}" for number in range(2 * KILLS * TEXTS)]
    waiting = iter(said)
    reader = Reader(program, name)
    for _ in range(KILLS):
        await program.serves(*where)
        texts = [next(waiting) for _ in range(TEXTS)]
        reading = asyncio.create_task(reader.reads(texts[-1]))
        for text in texts:
            program.telegram.say(alice, alice, text)
        async with asyncio.timeout(PATIENCE):
            while texts[TEXTS // 2] not in reader.texts:
                await asyncio.sleep(0)
        await program.dies()
        for _ in range(TEXTS):
            program.telegram.say(alice, alice, next(waiting))
        reading.cancel()
        await asyncio.wait({reading})
    await program.serves(*where)
    await reader.reads(said[-1])
    lost = set(said) - set(reader.texts)
    repeats = len(reader.texts) - len(set(reader.texts))
    record_property("lost", len(lost))
    record_property("repeated", repeats)
    assert not lost
    if name is not None:
        assert reader.texts == said
    else:
        # A foreigner's place is kept a moment after it was reached.
        assert list(dict.fromkeys(reader.texts)) == said
        seams = sum(said.index(b) <= said.index(a) for a, b in pairwise(reader.texts))
        assert seams <= KILLS

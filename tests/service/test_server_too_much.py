"""More than anyone should send: a clear answer, memory that stays flat, others unharmed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable

import grpc
import pytest

from puppets.service import rpcs
from puppets.service.wire import pb
from tests.service.alone import LIMITS, Alone, alone
from tests.service.calling import refusal

pytestmark = pytest.mark.anyio

MB = 1024 * 1024
FLAT = 48 * MB
"""More than the server may grow by, and far less than what is thrown at it."""

Code = grpc.StatusCode


@pytest.fixture
async def far() -> AsyncIterator[Alone]:
    async with alone() as far:
        yield far


async def chunks(size: int) -> AsyncIterator[pb.UploadRequest]:
    piece = pb.UploadRequest(chunk=os.urandom(MB))
    for _ in range(size // MB):
        yield piece


@pytest.mark.timeout(60)  # 200 MB through a machine that others use too
async def test_a_file_of_100_mb_comes_in_and_goes_out_through_flat_memory(
    far: Alone, record_property: Callable[[str, object], None]
) -> None:
    async with far.caller() as caller:
        begin = far.memory()
        id = (await caller.sends(rpcs.UPLOAD, chunks(100 * MB))).id
        asked = pb.DownloadRequest(id=id)
        size = 0
        async for piece in caller.reads(rpcs.DOWNLOAD, asked):
            size += len(piece.chunk)
        assert size == 100 * MB
        grown = far.memory() - begin
        record_property("MB grown by 100 MB in and out", round(grown / MB))
        assert grown < FLAT


async def test_a_file_over_the_limit_is_refused_and_not_kept(far: Alone) -> None:
    async with far.caller() as caller:
        begin = far.memory()
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await caller.sends(rpcs.UPLOAD, chunks(102 * MB))
        assert refused.value.code() is Code.INVALID_ARGUMENT
        assert f"{LIMITS.file_size}" in (refused.value.details() or "")
        assert far.memory() - begin < FLAT


async def test_a_request_over_the_limit_is_refused(far: Alone) -> None:
    async with far.caller() as caller:
        begin = far.memory()
        box = "x" * (100 * MB)
        asked = pb.MessageSendFileRequest(conversation_id="x", file_box=box)
        error = await refusal(rpcs.MESSAGE_SEND_FILE, caller, asked)
        assert error.code() is Code.RESOURCE_EXHAUSTED
        assert far.memory() - begin < FLAT


@pytest.mark.timeout(60)  # 200 handshakes
async def test_of_200_clients_some_are_served_and_the_rest_are_told_so(
    far: Alone, record_property: Callable[[str, object], None]
) -> None:
    async with far.caller("first") as first:
        ear = await first.listens().welcomed()
        begin = far.memory()
        callers = [far.caller(f"{number}") for number in range(200)]
        ears = [caller.listens() for caller in callers]
        said = await asyncio.gather(
            *(each.call.read() for each in ears), return_exceptions=True
        )
        refused = [each for each in said if isinstance(each, grpc.aio.AioRpcError)]
        assert len(said) - len(refused) == LIMITS.clients - 1
        assert {each.code() for each in refused} == {Code.RESOURCE_EXHAUSTED}
        await far.hears(10)
        for _ in range(10):
            await ear.message()
        grown = far.memory() - begin
        record_property("MB grown by 200 clients", round(grown / MB))
        assert grown < FLAT
        await asyncio.gather(*(caller.channel.close() for caller in callers))


async def test_who_reads_nothing_is_cut_off_and_nobody_else_is(
    far: Alone, record_property: Callable[[str, object], None]
) -> None:
    async with far.caller("deaf") as deaf, far.caller("well") as well:
        unread = await deaf.listens().welcomed()
        ear = await well.listens().welcomed()
        begin = far.memory()
        # Some megabytes, and no end: only a client that reads takes them.
        dirty = pb.DirtyPayloadRequest(type=pb.PAYLOAD_TYPE_ROOM, id="x" * 100_000)
        for _ in range(200):
            await well.asks(rpcs.DIRTY_PAYLOAD, dirty)
            await ear.hears(pb.EVENT_TYPE_DIRTY)
        grown = far.memory() - begin
        record_property("MB grown by who does not read 20 MB", round(grown / MB))
        assert grown < FLAT
        assert await unread.status() is Code.RESOURCE_EXHAUSTED
        async with far.caller("deaf") as again:
            await again.listens().welcomed()

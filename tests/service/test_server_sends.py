"""A file is sent once, however often a client tries."""

from __future__ import annotations

from collections.abc import AsyncIterator

import grpc
import pytest

from puppets import FileBox
from puppets.mock import Person
from puppets.service import rpcs
from puppets.service.wire import pb
from tests.service.calling import Caller, Served, refusal, served
from tests.service.uploading import LARGE, SMALL, boxed, files_of, pieces, upload

pytestmark = pytest.mark.anyio


@pytest.fixture
async def stage() -> AsyncIterator[Served]:
    async with served() as stage:
        yield stage


@pytest.fixture
async def caller(stage: Served) -> AsyncIterator[Caller]:
    async with stage.caller() as caller:
        yield caller


@pytest.fixture
def alice(stage: Served) -> Person:
    return stage.mocker.person("Alice")


async def test_an_uncertain_send_is_not_made_twice_by_the_fallback(
    stage: Served, caller: Caller, alice: Person
) -> None:
    id = await upload(caller, LARGE)
    await stage.mocker.cuts_after_accepting()
    asked = pb.MessageSendFileRequest(
        conversation_id=alice.id, file_box=boxed(id, "large.bin")
    )
    error = await refusal(rpcs.MESSAGE_SEND_FILE, caller, asked)
    assert error.code() is grpc.StatusCode.ABORTED
    fallback = pieces(alice.id, "large.bin", LARGE)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.sends(rpcs.MESSAGE_SEND_FILE_STREAM, fallback)
    assert refused.value.code() is grpc.StatusCode.ABORTED
    assert await files_of(alice) == [("large.bin", LARGE)]
    # Whoever means to send it again does.
    fallback = pieces(alice.id, "large.bin", LARGE)
    await caller.sends(rpcs.MESSAGE_SEND_FILE_STREAM, fallback)
    assert await files_of(alice) == [("large.bin", LARGE)] * 2


async def test_a_send_that_its_connection_broke_off_is_not_made_twice(
    stage: Served, caller: Caller, alice: Person
) -> None:
    await stage.mocker.delays(0.2)
    box = FileBox.from_bytes(SMALL, name="small.txt").to_json()
    asked = pb.MessageSendFileRequest(conversation_id=alice.id, file_box=box)
    before = stage.mocker.requests
    call = caller.channel.unary_unary(
        rpcs.MESSAGE_SEND_FILE.path,
        pb.MessageSendFileRequest.SerializeToString,
        pb.MessageSendFileResponse.FromString,
    )(asked, metadata=caller.metadata)
    while stage.mocker.requests == before:
        await caller.asks(rpcs.VERSION, pb.VersionRequest())
    call.cancel()
    fallback = pieces(alice.id, "small.txt", SMALL)
    sent = await caller.sends(rpcs.MESSAGE_SEND_FILE_STREAM, fallback)
    assert sent.id
    assert await files_of(alice) == [("small.txt", SMALL)]


async def test_the_same_file_said_twice_is_sent_twice(
    caller: Caller, alice: Person
) -> None:
    box = FileBox.from_bytes(SMALL, name="small.txt").to_json()
    asked = pb.MessageSendFileRequest(conversation_id=alice.id, file_box=box)
    for _ in range(2):
        await caller.asks(rpcs.MESSAGE_SEND_FILE, asked)
    assert await files_of(alice) == [("small.txt", SMALL)] * 2

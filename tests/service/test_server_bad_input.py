"""What nobody should send: a clear answer, and others unharmed."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress

import grpc
import pytest

from puppets.service import rpcs
from puppets.service.rpcs import AnyRpc
from puppets.service.wire import pb
from tests.service.alone import LIMITS
from tests.service.calling import Caller, Served, refusal, served

pytestmark = pytest.mark.anyio

Code = grpc.StatusCode


@pytest.fixture
async def stage() -> AsyncIterator[Served]:
    async with served(limits=LIMITS) as stage:
        yield stage


@pytest.fixture
async def caller(stage: Served) -> AsyncIterator[Caller]:
    async with stage.caller() as caller:
        yield caller


async def outcome(caller: Caller, rpc: AnyRpc, raw: bytes) -> grpc.aio.AioRpcError:
    """How a call ends that asks with these bytes."""
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await asked(caller, rpc, raw)
    return refused.value


async def asked(caller: Caller, rpc: AnyRpc, raw: bytes) -> None:
    channel, shown = caller.channel, caller.metadata
    collects: grpc.aio.StreamUnaryMultiCallable[bytes, bytes]
    hands_out: grpc.aio.UnaryStreamMultiCallable[bytes, bytes]
    answers: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes]
    if rpc.asks_many:
        collects = channel.stream_unary(rpc.path)
        await collects(aiter_of(raw), metadata=shown)
    elif rpc.answers_many:
        hands_out = channel.unary_stream(rpc.path)
        async for _ in hands_out(raw, metadata=shown):
            pass
    else:
        answers = channel.unary_unary(rpc.path)
        await answers(raw, metadata=shown)


async def aiter_of(raw: bytes) -> AsyncIterator[bytes]:
    yield raw


# Tokens.


@pytest.mark.parametrize("rpc", rpcs.RPCS.values(), ids=lambda rpc: rpc.name)
async def test_no_rpc_is_answered_without_the_token(stage: Served, rpc: AnyRpc) -> None:
    for shown in (None, "", "Wechaty", "Wechaty mock_1234", stage.server.token.text):
        async with Caller(stage.server, authorization=shown or None) as caller:
            error = await outcome(caller, rpc, b"")
            assert error.code() is Code.UNAUTHENTICATED
            assert stage.server.token.text not in (error.details() or "")


async def test_a_wrong_token_stands_in_no_answer(stage: Served) -> None:
    async with Caller(stage.server, authorization="Wechaty mock_secret") as caller:
        error = await outcome(caller, rpcs.RPCS["Version"], b"")
    assert "mock_secret" not in repr(error)


# What is asked.

IDS = {"id", "conversation_id"}

UNKNOWN = [
    rpcs.RPCS[name]
    for name in (
        "ContactPayload",
        "ContactAvatar",
        "FriendshipPayload",
        "MessagePayload",
        "MessageFile",
        "MessageFileStream",
        "MessageImage",
        "MessageImageStream",
        "MessageContact",
        "MessageUrl",
        "MessageLocation",
        "MessageMiniProgram",
        "MessageRecall",
        "MessageSendText",
        "RoomPayload",
        "RoomMemberList",
        "RoomTopic",
        "RoomInvitationPayload",
        "Download",
    )
]


def asking(rpc: AnyRpc, id: str) -> bytes:
    """The rpc's question about this id."""
    fields = rpc.asked.DESCRIPTOR.fields_by_name
    (field,) = IDS.intersection(fields)
    said = {"text": "hello"} if "text" in fields else {}
    return rpc.asked(**{field: id}, **said).SerializeToString()


@pytest.mark.parametrize("rpc", UNKNOWN, ids=lambda rpc: rpc.name)
@pytest.mark.parametrize(
    "id",
    ["nobody", "", "../../etc/passwd", "\0", "\u2028😀", "x" * 100_000],
    ids=["unknown", "empty", "a path", "a null", "odd letters", "very long"],
)
async def test_an_unknown_id_is_not_found(caller: Caller, rpc: AnyRpc, id: str) -> None:
    error = await outcome(caller, rpc, asking(rpc, id))
    assert error.code() is Code.NOT_FOUND
    assert error.details()


@pytest.mark.parametrize(
    "rpc",
    [rpc for rpc in rpcs.RPCS.values() if rpc.asked.DESCRIPTOR.fields],
    ids=lambda rpc: rpc.name,
)
async def test_what_is_no_message_is_called_that(caller: Caller, rpc: AnyRpc) -> None:
    error = await outcome(caller, rpc, b"\xff" * 40)
    assert error.code() is Code.INVALID_ARGUMENT
    assert rpc.asked.__name__ in (error.details() or "")


@pytest.mark.parametrize(
    "box",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"type":99,"name":"x"}',
        '{"type":1,"name":"x","base64":"?"}',
        '{"type":7,"name":"x"}',
    ],
    ids=["empty", "no json", "a list", "nothing", "a type", "no base64", "no uuid"],
)
async def test_a_file_that_is_none_is_refused(
    stage: Served, caller: Caller, box: str
) -> None:
    alice = stage.mocker.person("Alice")
    asked = pb.MessageSendFileRequest(conversation_id=alice.id, file_box=box)
    error = await refusal(rpcs.MESSAGE_SEND_FILE, caller, asked)
    assert error.code() is Code.INVALID_ARGUMENT
    assert not await alice.sees()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "http://169.254.169.254/x",
        "ftp://x",
    ],
)
async def test_a_url_cannot_make_the_server_read_what_is_its_own(
    stage: Served, caller: Caller, url: str
) -> None:
    alice = stage.mocker.person("Alice")
    box = f'{{"type":2,"name":"x.txt","url":"{url}"}}'
    asked = pb.MessageSendFileRequest(conversation_id=alice.id, file_box=box)
    error = await refusal(rpcs.MESSAGE_SEND_FILE, caller, asked)
    assert error.code() is Code.PERMISSION_DENIED
    assert not await alice.sees()


async def test_a_file_in_pieces_that_breaks_off_is_refused(caller: Caller) -> None:
    error = await outcome(caller, rpcs.RPCS["MessageSendFileStream"], b"")
    assert error.code() is Code.INVALID_ARGUMENT


async def test_an_upload_that_stands_still_is_ended(caller: Caller) -> None:
    ends = asyncio.Event()

    async def chunks() -> AsyncIterator[pb.UploadRequest]:
        yield pb.UploadRequest(chunk=b"the beginning")
        await ends.wait()

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.sends(rpcs.UPLOAD, chunks())
    assert refused.value.code() is Code.DEADLINE_EXCEEDED
    ends.set()


# What is no gRPC at all.

GARBAGE = {
    "noise": os.urandom(4096),
    "a web browser": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "http/2 without TLS": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
    "the begin of a handshake": bytes.fromhex("16030100fa0100"),
    "nothing": b"",
}


@pytest.mark.parametrize("sent", GARBAGE.values(), ids=GARBAGE)
async def test_garbage_on_the_port_harms_nobody(
    stage: Served, caller: Caller, sent: bytes
) -> None:
    host, _, port = stage.server.endpoint.partition(":")
    lines = [await asyncio.open_connection(host, int(port)) for _ in range(20)]
    for _, writer in lines:
        writer.write(sent)
        with suppress(ConnectionError):
            await writer.drain()
    await caller.asks(rpcs.VERSION, pb.VersionRequest())
    for _, writer in lines:
        writer.close()
    await caller.asks(rpcs.VERSION, pb.VersionRequest())


async def test_garbage_within_tls_harms_nobody(stage: Served, caller: Caller) -> None:
    host, _, port = stage.server.endpoint.partition(":")
    context = ssl.create_default_context(
        cadata=(stage.server.authority or b"").decode()
    )
    context.set_alpn_protocols(["h2"])
    reader, writer = await asyncio.open_connection(
        host, int(port), ssl=context, server_hostname="mock"
    )
    writer.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + os.urandom(4096))
    with suppress(ConnectionError, ssl.SSLError):
        async with asyncio.timeout(10):
            await reader.read()
    writer.close()
    await caller.asks(rpcs.VERSION, pb.VersionRequest())

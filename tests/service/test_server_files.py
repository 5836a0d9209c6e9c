"""Files on their way through the server: whole, streamed, and sent once."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import grpc
import pytest

from puppets import FileBox
from puppets.events import MessageEvent
from puppets.mock import Person
from puppets.service import rpcs
from puppets.service.server import ServerLimits
from puppets.service.wire import pb
from tests.service.calling import Caller, Served, refusal, served
from tests.service.uploading import (
    LARGE,
    SMALL,
    boxed,
    download,
    files_of,
    pieces,
    upload,
)

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


async def test_what_was_uploaded_can_be_sent_and_fetched(
    caller: Caller, alice: Person
) -> None:
    id = await upload(caller, LARGE)
    assert await download(caller, id) == LARGE
    asked = pb.MessageSendFileRequest(
        conversation_id=alice.id, file_box=boxed(id, "large.bin")
    )
    sent = await caller.asks(rpcs.MESSAGE_SEND_FILE, asked)
    assert sent.id == sent.id_string_value_deprecated.value != ""
    assert await files_of(alice) == [("large.bin", LARGE)]


async def test_a_small_file_goes_in_json(caller: Caller, alice: Person) -> None:
    box = FileBox.from_bytes(SMALL, name="small.txt").to_json()
    asked = pb.MessageSendFileRequest(conversation_id=alice.id, file_box=box)
    await caller.asks(rpcs.MESSAGE_SEND_FILE, asked)
    assert await files_of(alice) == [("small.txt", SMALL)]


async def test_a_file_goes_in_pieces(caller: Caller, alice: Person) -> None:
    asked = pieces(alice.id, "large.bin", LARGE)
    sent = await caller.sends(rpcs.MESSAGE_SEND_FILE_STREAM, asked)
    assert sent.id == sent.id_string_value_deprecated.value != ""
    assert await files_of(alice) == [("large.bin", LARGE)]


@pytest.fixture(params=[SMALL, LARGE], ids=["a small file", "a large file"])
async def heard(
    request: pytest.FixtureRequest, stage: Served, alice: Person
) -> tuple[str, bytes]:
    """A message with a file from Alice."""
    content: bytes = request.param
    with stage.puppet.listen(MessageEvent) as events:
        await alice.sends(FileBox.from_bytes(content, name="hers.bin"))
        return (await anext(events)).message.id, content


async def test_a_file_that_was_heard_is_told_in_json(
    caller: Caller, heard: tuple[str, bytes]
) -> None:
    id, content = heard
    answer = await caller.asks(rpcs.MESSAGE_FILE, pb.MessageFileRequest(id=id))
    said = json.loads(answer.file_box)
    assert said["name"] == "hers.bin"
    assert said["type"] == said["boxType"]
    if content is SMALL:
        assert await FileBox.from_json(answer.file_box).read() == SMALL
    else:
        assert said["type"] == 7
        assert await download(caller, said["uuid"]) == LARGE


async def test_a_file_that_was_heard_comes_in_pieces(
    caller: Caller, heard: tuple[str, bytes]
) -> None:
    id, content = heard
    asked = pb.MessageFileStreamRequest(id=id)
    answers = caller.reads(rpcs.MESSAGE_FILE_STREAM, asked)
    name, *chunks = [answer.file_box_chunk async for answer in answers]
    assert name.name == "hers.bin"
    assert b"".join(chunk.data for chunk in chunks) == content


async def test_a_heard_file_can_be_sent_on_by_its_id(
    stage: Served, caller: Caller, alice: Person, heard: tuple[str, bytes]
) -> None:
    id, content = heard
    bob = stage.mocker.person("Bob")
    answer = await caller.asks(rpcs.MESSAGE_FILE, pb.MessageFileRequest(id=id))
    asked = pb.MessageSendFileRequest(conversation_id=bob.id, file_box=answer.file_box)
    await caller.asks(rpcs.MESSAGE_SEND_FILE, asked)
    assert await files_of(bob) == [("hers.bin", content)]


async def test_a_file_is_kept_no_longer_than_there_is_room() -> None:
    limits = ServerLimits(files=2)
    async with served(limits=limits) as stage, stage.caller() as caller:
        ids = [await upload(caller, bytes([number])) for number in range(3)]
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await download(caller, ids[0])
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND
        assert [await download(caller, id) for id in ids[1:]] == [b"\1", b"\2"]


async def test_large_files_make_room_for_each_other() -> None:
    limits = ServerLimits(files_size=2 * len(LARGE))
    async with served(limits=limits) as stage, stage.caller() as caller:
        ids = [await upload(caller, LARGE) for _ in range(3)]
        for id in ids[1:]:
            assert await download(caller, id) == LARGE
        with pytest.raises(grpc.aio.AioRpcError):
            await download(caller, ids[0])


async def test_an_old_file_is_gone() -> None:
    limits = ServerLimits(file_age=0.0)
    async with served(limits=limits) as stage, stage.caller() as caller:
        id = await upload(caller, SMALL)
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await download(caller, id)
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_a_server_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with served() as stage, stage.caller() as caller:
        await upload(caller, LARGE)
        assert held(tmp_path) == [hashlib.sha256(LARGE).hexdigest()]
    assert not list(tmp_path.iterdir())


async def test_what_a_killed_server_left_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone = await asyncio.create_subprocess_exec("true")
    await gone.wait()
    left, used = (
        tmp_path / f"puppets-service-{process}-x" for process in (gone.pid, os.getpid())
    )
    for folder in (left, used):
        folder.mkdir()
        (folder / "file").write_bytes(SMALL)
    async with served():
        assert not left.exists()
        assert used.exists()


def held(folder: Path) -> list[str]:
    files: Iterator[Path] = (each for each in folder.rglob("*") if each.is_file())
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


async def test_another_picture_than_the_puppets_own_cannot_be_changed(
    stage: Served, caller: Caller, alice: Person
) -> None:
    box = FileBox.from_qr_code("me").to_json()
    mine = pb.ContactAvatarRequest(id=stage.puppet.self_id, file_box=box)
    await caller.asks(rpcs.CONTACT_AVATAR, mine)
    hers = pb.ContactAvatarRequest(id=alice.id, file_box=box)
    error = await refusal(rpcs.CONTACT_AVATAR, caller, hers)
    assert error.code() is grpc.StatusCode.PERMISSION_DENIED

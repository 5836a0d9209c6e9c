"""Files, as clients send and fetch them."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator

from puppets.mock import Person
from puppets.service import rpcs
from puppets.service.wire import pb
from tests.service.calling import Caller

__all__ = ["LARGE", "SMALL", "boxed", "download", "files_of", "pieces", "upload"]

SMALL = b"a small file"
LARGE = os.urandom(300_000)
CHUNK = 64 * 1024


async def upload(caller: Caller, content: bytes) -> str:
    async def chunks() -> AsyncIterator[pb.UploadRequest]:
        for start in range(0, len(content), CHUNK):
            yield pb.UploadRequest(chunk=content[start : start + CHUNK])

    return (await caller.sends(rpcs.UPLOAD, chunks())).id


async def download(caller: Caller, id: str) -> bytes:
    pieces = caller.reads(rpcs.DOWNLOAD, pb.DownloadRequest(id=id))
    return b"".join([piece.chunk async for piece in pieces])


def boxed(id: str, name: str) -> str:
    return json.dumps({"type": 7, "boxType": 7, "uuid": id, "name": name})


async def pieces(
    conversation_id: str, name: str, content: bytes
) -> AsyncIterator[pb.MessageSendFileStreamRequest]:
    """As TypeScript's client sends what it cannot say in JSON."""
    yield pb.MessageSendFileStreamRequest(conversation_id=conversation_id)
    yield pb.MessageSendFileStreamRequest(file_box_chunk=pb.FileBoxChunk(name=name))
    for start in range(0, len(content), CHUNK):
        chunk = pb.FileBoxChunk(data=content[start : start + CHUNK])
        yield pb.MessageSendFileStreamRequest(file_box_chunk=chunk)


async def files_of(person: Person) -> list[tuple[str, bytes]]:
    """What stands on this person's screen."""
    return [
        (seen.file.name, await seen.file.read())
        for seen in await person.sees()
        if seen.file is not None
    ]

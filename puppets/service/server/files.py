"""Files on their way between clients and the puppet."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace

from ...errors import Rejected, TooLarge
from ...file_box import FileBox
from .. import rpcs
from ..translate import Uploaded, file_in, file_out, is_public_link, uploaded_out
from ..wire import pb
from .calls import Counter, read
from .shelf import Sent, Shelf
from .visitors import Visitor

__all__ = ["Arrived", "Files"]

CHUNK = 64 * 1024
SMALL = 20 * 1024
"""Bytes up to which a file is said in JSON, as Wechaty's own service does."""
WHOLE = 8 * 1024 * 1024
"""The same for a client that has no other way to get it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came in pieces, and where it is to go."""

    conversation_id: str
    file: FileBox
    digest: str


class Files:
    """In and out of JSON, by way of the shelf where they are large."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def attend(self, counter: Counter) -> None:
        counter.collects(rpcs.UPLOAD, self.upload)
        counter.hands_out(rpcs.DOWNLOAD, self.download)

    async def upload(
        self, asked: AsyncIterator[pb.UploadRequest], _: Visitor
    ) -> pb.UploadResponse:
        sent = await self._shelf.write(piece.chunk async for piece in asked)
        return pb.UploadResponse(id=self._shelf.put(sent))

    async def download(
        self, asked: pb.DownloadRequest, _: Visitor
    ) -> AsyncGenerator[pb.DownloadResponse]:
        what = self._shelf.get(asked.id)
        if isinstance(what, Sent):
            what = FileBox.from_path(what.path)
        async with aclosing(what.chunks(CHUNK)) as chunks:
            async for chunk in chunks:
                yield pb.DownloadResponse(chunk=chunk)

    def come(self, text: str) -> FileBox:
        """The file that a client says in JSON. Raises `Rejected`, `NotFound`."""
        match read(file_in, text):
            case Uploaded() as uploaded:
                return self._uploaded(uploaded)
            case FileBox() as file:
                return file

    async def out(self, file: FileBox, visitor: Visitor) -> str:
        """
        The JSON of a file for this client: what it can fetch by itself it is told, what
        is small it gets at once, the rest waits to be fetched here.
        """
        if file.qr_text is not None or is_public_link(file):
            return file_out(file)
        try:
            most = WHOLE if visitor.reads_no_uploads else SMALL
            return file_out(await file.loaded(most))
        except TooLarge:
            return uploaded_out(self._shelf.put(file), file)

    @asynccontextmanager
    async def arriving(
        self, asked: AsyncIterator[pb.MessageSendFileStreamRequest]
    ) -> AsyncGenerator[Arrived]:
        """A file in pieces: first where it goes, then its name, then its bytes."""
        conversation_id = (await _first(asked)).conversation_id
        name = (await _first(asked)).file_box_chunk.name
        if not conversation_id or not name:
            raise Rejected("a file comes after its conversation and its name")
        sent = await self._shelf.write(
            piece.file_box_chunk.data async for piece in asked
        )
        try:
            file = FileBox.from_path(sent.path, name=name)
            yield Arrived(conversation_id, file, sent.digest)
        finally:
            self._shelf.drop(sent)

    async def pieces(self, file: FileBox) -> AsyncGenerator[pb.FileBoxChunk]:
        """The name, then the bytes."""
        yield pb.FileBoxChunk(name=file.name)
        async with aclosing(file.chunks(CHUNK)) as chunks:
            async for chunk in chunks:
                yield pb.FileBoxChunk(data=chunk)

    def _uploaded(self, uploaded: Uploaded) -> FileBox:
        match self._shelf.get(uploaded.uuid):
            case Sent() as sent:
                file = uploaded.file(FileBox.from_path(sent.path).chunks)
                return replace(file, source=sent.source, size=sent.size)
            case FileBox() as waiting:
                file = uploaded.file(waiting.chunks)
                return replace(file, source=waiting.source, size=waiting.size)


async def _first(
    asked: AsyncIterator[pb.MessageSendFileStreamRequest],
) -> pb.MessageSendFileStreamRequest:
    async for piece in asked:
        return piece
    raise Rejected("the file breaks off before it begins")

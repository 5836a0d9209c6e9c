"""Files, on their way in and out: as they are, or encrypted."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import payload
from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from nio.crypto.async_attachments import async_encrypt_attachment
from unpaddedbase64 import decode_base64

from .._files.payload import FilePayload
from ..errors import Malformed, NotFound, Rejected, TooLarge, TooLong
from ..file_box import FileBox
from . import answers, wire
from .calling import Calling, path

if TYPE_CHECKING:
    from aiohttp.abc import AbstractStreamWriter
    from Crypto.Cipher._mode_ctr import CtrMode

__all__ = ["PICTURE_LIMIT", "Files"]

UNKNOWN = "application/octet-stream"
PICTURE_LIMIT = 10 * 1024 * 1024
"""Bytes of the picture of a person or a room."""


class Files:
    """The content repository: whatever is at an `mxc:` address."""

    def __init__(self, calling: Calling, most: int) -> None:
        self._calling = calling
        self._most = most

    async def limit(self) -> int | None:
        """The most bytes that a file may have; None where the homeserver does not say."""
        where = path("media", "config", version="client/v1")
        try:
            return (await self._calling.get("config", where, answers.UploadLimit)).size
        except (NotFound, Rejected):  # one of before 2024
            return None

    async def upload(self, file: FileBox) -> str:
        """Where the bytes are from now on."""
        return await self._upload(FilePayload(file), file.name)

    async def upload_sealed(self, file: FileBox) -> dict[str, object]:
        """The same, encrypted on the way: where it is, and what opens it."""
        body = Sealed(file)
        mxc = await self._upload(body, "")
        return {"url": mxc, **body.opened_by}

    async def download(self, mxc: str, rendition: str = "") -> AsyncGenerator[bytes]:
        """The bytes of a file, piece by piece."""
        target, size = _media(mxc, rendition), 0
        async with self._calling.response("download", "GET", target) as response:
            async for chunk in response.content.iter_any():
                size += len(chunk)
                if size > self._most:
                    words = f"{mxc} is over {self._most} bytes"
                    raise TooLarge(words, limit=self._most)
                yield chunk

    async def download_sealed(self, file: wire.SealedFile) -> AsyncGenerator[bytes]:
        """
        What is in an encrypted file; `Malformed` where it is not what was sent, before
        any of it is told.
        """
        closed = FileBox.from_stream(lambda: self.download(file.url), name="sealed")
        async with closed.spool(self._most) as kept:
            try:
                cipher, check = _opened_by(file)
            except ValueError as error:
                raise Malformed(f"{file.url} cannot be opened") from error
            async with aclosing(kept.chunks()) as chunks:
                found = SHA256.new()
                async for chunk in chunks:
                    found.update(chunk)
            if found.digest() != check:
                raise Malformed(f"{file.url} is not what was sent")
            async with aclosing(kept.chunks()) as chunks:
                async for chunk in chunks:
                    yield cipher.decrypt(chunk)

    async def picture(self, mxc: str) -> tuple[bytes, str]:
        """Somebody's picture as a whole, and its media type."""
        target = _media(mxc)
        async with self._calling.response("download", "GET", target) as response:
            if (response.content_length or 0) > PICTURE_LIMIT:
                raise TooLarge(f"{mxc} is no small picture", limit=PICTURE_LIMIT)
            return await response.read(), response.content_type

    async def _upload(self, body: payload.Payload, name: str) -> str:
        where = path("upload", version="media/v3")
        target = f"{where}?filename={quote(name, safe='')}" if name else where
        try:
            told = await self._calling.upload("upload", target, answers.Uploaded, body)
        except TooLong as error:
            raise TooLarge(str(error), limit=body.size or 0) from error
        return told.content_uri


class Sealed(FilePayload):
    """A file as the body of a request, encrypted as it is sent."""

    def __init__(self, file: FileBox) -> None:
        super().__init__(file, UNKNOWN)
        self.opened_by: dict[str, object] = {}

    async def write(self, writer: AbstractStreamWriter) -> None:
        async with aclosing(self._file.chunks()) as chunks:
            async for part in async_encrypt_attachment(chunks):
                if isinstance(part, dict):
                    self.opened_by = part
                else:
                    await writer.write(part)


def _opened_by(file: wire.SealedFile) -> tuple[CtrMode, bytes]:
    """What decrypts the file, and what it must come to before that."""
    key, start = decode_base64(file.key.k), decode_base64(file.iv)
    if len(start) != AES.block_size:
        raise ValueError("it begins nowhere")
    counter = int.from_bytes(start[8:])
    cipher = AES.new(key, AES.MODE_CTR, nonce=start[:8], initial_value=counter)
    return cipher, decode_base64(file.hashes.get("sha256", ""))


def _media(mxc: str, rendition: str = "") -> str:
    server, _, number = mxc.removeprefix("mxc://").partition("/")
    if not (mxc.startswith("mxc://") and server and number):
        raise NotFound(f"there is no file at {mxc!r}")
    kind = "thumbnail" if rendition else "download"
    where = path("media", kind, server, number, version="client/v1")
    return f"{where}?{rendition}" if rendition else where

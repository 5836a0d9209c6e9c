"""A file on its way in or out, wherever its bytes are (contract 4.7, 4.8, 4.9)."""

from __future__ import annotations

import asyncio
import base64
import binascii
import io
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypedDict, Unpack

from ._files.admission import SIZE_LIMIT, TIMEOUT, FetchRules, is_address, is_public
from ._files.kind import FileKind, kind_of
from ._files.names import (
    UNKNOWN,
    clean_media_type,
    clean_name,
    media_type_of,
    name_in_url,
    with_extension,
)
from ._files.saving import target, written
from ._files.sources import (
    CHUNK,
    BytesSource,
    PathSource,
    QrCodeSource,
    Reading,
    Source,
    Spool,
    SpoolSource,
    StreamSource,
    UrlSource,
)
from ._files.wechaty import FileBoxType, read_json, write_json
from .errors import TooLarge, Unavailable

__all__ = ["FileBox", "FileKind"]


class About(TypedDict, total=False):
    """
    What every way to make a `FileBox` takes.

    The media type is guessed from the name and the kind from the media type, where they
    are not said. `as_file` shows it as an attachment, with its bytes kept (4.7).
    """

    media_type: str | None
    kind: FileKind | None
    as_file: bool
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileBox:
    """
    A file: what it is called, what it is, and a way to read it, again and again.

    Made by the `from_` methods. The name is safe to save under and has the extension of
    the media type; `size` in bytes is None until somebody has read it: see `spool`.
    """

    name: str
    source: Source
    media_type: str = UNKNOWN
    size: int | None = None
    kind: FileKind = FileKind.ATTACHMENT
    as_file: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        size = "unknown size" if self.size is None else f"{self.size} bytes"
        return (
            f"<FileBox {self.name!r} {self.media_type}, {size}, from {self.source!r}>"
        )

    # Ways to make one.

    @classmethod
    def from_bytes(
        cls,
        content: bytes | bytearray | memoryview,
        *,
        name: str,
        **about: Unpack[About],
    ) -> Self:
        """A file in memory."""
        kept = bytes(content)
        return cls._of(BytesSource(kept), name, len(kept), **about)

    @classmethod
    def from_path(
        cls,
        path: str | os.PathLike[str],
        *,
        name: str | None = None,
        **about: Unpack[About],
    ) -> Self:
        """A file on this machine. Raises `FileNotFoundError` where there is none, now."""
        found = Path(path)
        if not found.is_file():
            raise FileNotFoundError(f"there is no file {found.name!r}")
        return cls._of(
            PathSource(found), name or found.name, found.stat().st_size, **about
        )

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        name: str | None = None,
        headers: Mapping[str, str] | None = None,
        size_limit: int = SIZE_LIMIT,
        timeout: float = TIMEOUT,
        allow_private: bool = False,
        allow_hosts: frozenset[str] | None = None,
        **about: Unpack[About],
    ) -> Self:
        """
        A file on the web, fetched when it is read, each time (contract 4.9).

        Reading raises `Forbidden` for anything but a plain http(s) url that leads to a
        public address, `TooLarge` past `size_limit` bytes, `Unavailable` after `timeout`
        seconds. `headers` never go to another host that the url redirects to.
        """
        rules = FetchRules(
            size_limit=size_limit,
            timeout=timeout,
            allow_hosts=allow_hosts,
            admits=is_address if allow_private else is_public,
        )
        source = UrlSource(url, rules, dict(headers or {}))
        return cls._of(source, name or name_in_url(url), None, **about)

    @classmethod
    def from_stream(
        cls,
        opener: Callable[[], AsyncIterator[bytes]],
        *,
        name: str,
        size: int | None = None,
        **about: Unpack[About],
    ) -> Self:
        """
        A file that arrives as it is read; `opener` is called anew for each reading.

        A stream that ends before or after `size` bytes is `Unavailable`.
        """
        return cls._of(StreamSource(opener), name, size, **about)

    @classmethod
    def from_base64(cls, text: str, *, name: str, **about: Unpack[About]) -> Self:
        """A file in memory. Raises `ValueError` for what is not base64."""
        return cls.from_bytes(_unbase64(text, name), name=name, **about)

    @classmethod
    def from_qr_code(
        cls, text: str, *, name: str = "qr-code.png", **about: Unpack[About]
    ) -> Self:
        """A picture (PNG) of a QR code. Raises `ValueError` for more than one can hold."""
        picture = _qr_picture(text)
        return cls._of(QrCodeSource(picture, text), name, len(picture), **about)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """
        A file as Wechaty says it on its wire; raises `ValueError` for anything else.

        Both generations are read: `boxType` for `type`, `remoteUrl` for `url`.
        """
        said = read_json(text)
        about = About(metadata=said.metadata)
        match said.type:
            case FileBoxType.BASE64:
                return cls.from_base64(said.content, name=said.name, **about)
            case FileBoxType.URL:
                headers = said.headers
                return cls.from_url(
                    said.content, name=said.name, headers=headers, **about
                )
            case FileBoxType.QR_CODE:
                return cls.from_qr_code(said.content, name=said.name, **about)

    @classmethod
    def _of(
        cls,
        source: Source,
        name: str,
        size: int | None,
        *,
        media_type: str | None = None,
        kind: FileKind | None = None,
        as_file: bool = False,
        metadata: Mapping[str, str] | None = None,
    ) -> Self:
        plain = clean_name(name)
        media = clean_media_type(media_type) or media_type_of(plain) or UNKNOWN
        as_file = as_file or kind is FileKind.ATTACHMENT
        return cls(
            name=with_extension(plain, media),
            source=source,
            media_type=media,
            size=size,
            kind=FileKind.ATTACHMENT if as_file else kind or kind_of(media),
            as_file=as_file,
            metadata=dict(metadata or {}),
        )

    # Reading.

    @property
    def qr_text(self) -> str | None:
        """What the QR code says, where this was made as one."""
        return self.source.text if isinstance(self.source, QrCodeSource) else None

    async def chunks(self, size: int = CHUNK) -> AsyncGenerator[bytes]:
        """
        The bytes, in pieces of at most `size`, never all in memory.

        Whoever stops half-way closes it: `async with contextlib.aclosing(...)`.
        """
        async with self._open(None) as reading:
            async for chunk in reading.chunks:
                for start in range(0, len(chunk), size):
                    yield chunk[start : start + size]

    async def read(self, limit: int | None = None) -> bytes:
        """All bytes; raises `TooLarge` as soon as there are more than `limit`."""
        async with self._open(limit) as reading:
            return b"".join([chunk async for chunk in reading.chunks])

    async def measure(self) -> int:
        """The size in bytes; read through to the end, and forgotten, where unknown."""
        if self.size is not None:
            return self.size
        async with self._open(None) as reading:
            return sum([len(chunk) async for chunk in reading.chunks])

    async def loaded(self, limit: int | None = None) -> Self:
        """The same file held in memory, at most `limit` bytes; then `to_json` can say it."""
        if isinstance(self.source, BytesSource):
            self._refuse_over(limit, self.size or 0)
            return self
        async with self._open(limit) as reading:
            content = b"".join([chunk async for chunk in reading.chunks])
            return self._found(BytesSource(content), len(content), reading.media_type)

    @asynccontextmanager
    async def spool(self, limit: int | None = None) -> AsyncGenerator[Self]:
        """
        The same file with its size known, so that it can be refused before an upload.

        Raises `TooLarge` as soon as there are more than `limit` bytes (contract 4.8).
        What has to be read for that is kept until the end of the block: in memory up to
        1 MB, on the disk past that. A web server's media type is taken over where none
        was known.
        """
        if self.size is not None:
            self._refuse_over(limit, self.size)
            yield self
            return
        with closing(Spool()) as spool:
            size = 0
            async with self._open(limit) as reading:
                async for chunk in reading.chunks:
                    await asyncio.to_thread(spool.write, chunk)
                    size += len(chunk)
            yield self._found(SpoolSource(spool), size, reading.media_type)

    async def save(
        self, path: str | os.PathLike[str], *, overwrite: bool = False
    ) -> Path:
        """
        Save in a folder under the file's own name, or as the file that `path` names.

        Nobody sees half of it. Raises `FileExistsError` unless `overwrite`.
        """
        goal = await asyncio.to_thread(target, Path(path), self.name)
        with written(goal, overwrite=overwrite) as file:
            async with self._open(None) as reading:
                async for chunk in reading.chunks:
                    await asyncio.to_thread(file.write, chunk)
        return goal

    def to_json(self) -> str:
        """
        As Wechaty says it on its wire: base64, url and QR code.

        Raises `ValueError` for a path or a stream; `loaded` makes base64 of those.
        """
        return write_json(self.source, self.name, self.size, self.metadata)

    @asynccontextmanager
    async def _open(self, limit: int | None) -> AsyncGenerator[Reading]:
        self._refuse_over(limit, self.size or 0)
        async with (
            self.source.open() as reading,
            aclosing(self._counted(reading.chunks, limit)) as chunks,
        ):
            yield Reading(chunks, reading.media_type)

    async def _counted(
        self, chunks: AsyncIterator[bytes], limit: int | None
    ) -> AsyncGenerator[bytes]:
        count = 0
        async for chunk in chunks:
            count += len(chunk)
            self._refuse_over(limit, count)
            if self.size is not None and count > self.size:
                raise Unavailable(f"{self.name!r} is longer than its {self.size} bytes")
            yield chunk
        if self.size is not None and count < self.size:
            raise Unavailable(
                f"{self.name!r} broke off at {count} of {self.size} bytes"
            )

    def _refuse_over(self, limit: int | None, size: int) -> None:
        if limit is not None and size > limit:
            raise TooLarge(f"{self.name!r} is over {limit} bytes", limit=limit)

    def _found(self, source: Source, size: int, media_type: str | None) -> Self:
        """This file, of which its sender now says the media type and we the size."""
        if self.media_type != UNKNOWN:
            return replace(self, source=source, size=size)
        return self._of(
            source,
            self.name,
            size,
            media_type=media_type,
            kind=None if self.kind is FileKind.ATTACHMENT else self.kind,
            as_file=self.as_file,
            metadata=self.metadata,
        )


def _unbase64(text: str, name: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(
            f"the base64 of {clean_name(name)!r} cannot be read"
        ) from error


def _qr_picture(text: str) -> bytes:
    import segno

    picture = io.BytesIO()
    try:
        segno.make_qr(text).save(picture, kind="png", scale=8)
    except segno.DataOverflowError as error:
        raise ValueError("the text does not fit into a QR code") from error
    return picture.getvalue()

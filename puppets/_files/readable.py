"""A file that is told apart and read, however it was made (contract 4.7, 4.8)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from ..errors import TooLarge, Unavailable
from .kind import FileKind, kind_of
from .names import UNKNOWN, clean_media_type, clean_name, media_type_of, with_extension
from .saving import target, written
from .sources import CHUNK, BytesSource, Reading, Source, Spool, SpoolSource

__all__ = ["Readable"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Readable:
    """What is known of a file, and the ways to read it; `FileBox` has those to make one."""

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

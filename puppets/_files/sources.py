"""Where the bytes of a file come from."""

from __future__ import annotations

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from .admission import FetchRules

__all__ = [
    "CHUNK",
    "IN_MEMORY",
    "BytesSource",
    "PathSource",
    "QrCodeSource",
    "Reading",
    "Source",
    "Spool",
    "SpoolSource",
    "StreamSource",
    "UrlSource",
]

CHUNK = 65_536
IN_MEMORY = 1024 * 1024  # Past this a file waits on the disk (contract 4.8).


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read, and the media type where whoever sends it says one."""

    chunks: AsyncIterator[bytes]
    media_type: str | None = None


class Source(ABC):
    """Bytes that can be read, from the start, any number of times."""

    __slots__ = ()

    @abstractmethod
    def open(self) -> AbstractAsyncContextManager[Reading]:
        """Begin to read; what that holds is released at the end of the block."""


@dataclass(frozen=True, slots=True, repr=False)
class BytesSource(Source):
    """Bytes in memory."""

    content: bytes

    def __repr__(self) -> str:
        return "bytes"

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Reading]:
        async with aclosing(self._chunks()) as chunks:
            yield Reading(chunks)

    async def _chunks(self) -> AsyncGenerator[bytes]:
        for start in range(0, len(self.content), CHUNK):
            yield self.content[start : start + CHUNK]


@dataclass(frozen=True, slots=True, repr=False)
class QrCodeSource(BytesSource):
    """A picture of a text that a phone can read."""

    text: str

    def __repr__(self) -> str:
        return "QR code"


@dataclass(frozen=True, slots=True, repr=False)
class PathSource(Source):
    """A file on this machine."""

    path: Path

    def __repr__(self) -> str:
        return "path"

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Reading]:
        with _opened(self.path) as file:
            async with aclosing(self._chunks(file)) as chunks:
                yield Reading(chunks)

    async def _chunks(self, file: BinaryIO) -> AsyncGenerator[bytes]:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk


@dataclass(frozen=True, slots=True, repr=False)
class UrlSource(Source):
    """A file on the web, fetched anew for each reading."""

    url: str
    rules: FetchRules
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return f"url at {_host(self.url)}"

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Reading]:
        # Imported late: aiohttp costs more than all that `import puppets` may.
        from .fetch import fetch

        async with fetch(self.url, self.rules, self.headers) as download:
            yield Reading(download.chunks, download.media_type)


@dataclass(frozen=True, slots=True, repr=False)
class StreamSource(Source):
    """Bytes that somebody hands out piece by piece."""

    opener: Callable[[], AsyncIterator[bytes]]

    def __repr__(self) -> str:
        return "stream"

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Reading]:
        stream = self.opener()
        try:
            yield Reading(stream)
        finally:
            if isinstance(stream, AsyncGenerator):
                await stream.aclose()


class Spool:
    """Bytes set aside until closed: in memory at first, then in a file without a name."""

    def __init__(self) -> None:
        # Imported late, as half of what it brings is seldom needed.
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - see `close`
        self._lock = threading.Lock()  # Readers share one position in the file.

    def write(self, chunk: bytes) -> None:
        with self._lock:
            self._file.write(chunk)

    def read(self, start: int, length: int) -> bytes:
        with self._lock:
            self._file.seek(start)
            return self._file.read(length)

    def close(self) -> None:
        with self._lock:
            self._file.close()


@dataclass(frozen=True, slots=True, repr=False)
class SpoolSource(Source):
    """What a `Spool` keeps, for as long as it does."""

    spool: Spool

    def __repr__(self) -> str:
        return "spool"

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Reading]:
        async with aclosing(self._chunks()) as chunks:
            yield Reading(chunks)

    async def _chunks(self) -> AsyncGenerator[bytes]:
        start = 0
        while chunk := await asyncio.to_thread(self.spool.read, start, CHUNK):
            yield chunk
            start += len(chunk)


def _opened(path: Path) -> BinaryIO:
    """Opened here, not in a thread, where a cancelled open would leave it to nobody."""
    return path.open("rb")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "no host"
    except ValueError:
        return "no host"

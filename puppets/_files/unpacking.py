"""The body of a file that is served encoded, unpacked within bounds (contract 4.9)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ..errors import Malformed, Unavailable
from .sources import CHUNK

__all__ = ["Body"]


class Body:
    """
    Undoes the encoding of a body, a bounded piece at a time.

    We ask for none, but some stores hold their files compressed and serve them so.
    """

    def __init__(self, host: str, encoding: str) -> None:
        if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
            raise Malformed(
                f"{host} sent the file in an encoding that nobody asked for"
            )
        self._host = host
        self._inflater = None if encoding == "identity" else _inflater()

    def decoded(self, raw: bytes) -> Iterator[bytes]:
        """What `raw` adds to the file; empty `raw` means that the body is at its end."""
        if self._inflater is None:
            yield from (raw,) if raw else ()
            return
        try:
            yield from self._inflated(self._inflater, raw)
        except zlib.error as error:
            raise Malformed(
                f"{self._host} sent a file that cannot be unpacked"
            ) from error

    def _inflated(self, inflater: zlib._Decompress, raw: bytes) -> Iterator[bytes]:
        ended = not raw
        piece = b""
        while raw or len(piece) == CHUNK:
            if inflater.eof and raw:
                # The file may be several compressed one after the other.
                self._inflater = inflater = _inflater()
            piece = inflater.decompress(raw, CHUNK)
            yield piece
            raw = inflater.unused_data or inflater.unconsumed_tail
        if ended and not inflater.eof:
            raise Unavailable(f"{self._host} sent only a part of the file")


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 32)

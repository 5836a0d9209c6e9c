"""How wide and high a picture is, from how its file begins."""

from __future__ import annotations

import struct

__all__ = ["ENOUGH", "shape"]

ENOUGH = 64 * 1024
"""Bytes in which nearly every picture has told it."""
_NO_FRAME = {0xC4, 0xC8, 0xCC}


def shape(begin: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP; None where nobody can tell."""
    try:
        if begin.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", begin[16:24])
        if begin.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack("<HH", begin[6:10])
        if begin.startswith(b"\xff\xd8"):
            return _jpeg(begin)
        if begin.startswith(b"RIFF") and begin[8:12] == b"WEBP":
            return _webp(begin)
    except (struct.error, IndexError):
        pass
    return None


def _jpeg(begin: bytes) -> tuple[int, int]:
    at = 2
    while not (0xC0 <= begin[at + 1] <= 0xCF and begin[at + 1] not in _NO_FRAME):
        at += 2 + int.from_bytes(begin[at + 2 : at + 4])
    height, width = struct.unpack(">HH", begin[at + 5 : at + 9])
    return width, height


def _webp(begin: bytes) -> tuple[int, int] | None:
    match begin[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", begin[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack("<I", begin[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X" if len(begin) >= 30:
            wide, high = begin[24:27], begin[27:30]
            return int.from_bytes(wide, "little") + 1, int.from_bytes(
                high, "little"
            ) + 1
    return None

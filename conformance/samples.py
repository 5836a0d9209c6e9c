"""Small files, each a valid one of its kind, and the shape of a picture."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

from puppets import FileBox, FileKind, MessageType

__all__ = ["SAMPLES", "Sample", "picture", "shape", "stream"]

SIZE = (24, 16)

_JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObD"
    "oKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4"
    "+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAA"
    "AAAAAAAAAAAAAAME/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAAC/8QAFxEA"
    "AwEAAAAAAAAAAAAAAAAAABNhFP/aAAwDAQACEQMRAD8AzCwvTC0UiLBpgRT/2Q=="
)
_WEBP = "UklGRigAAABXRUJQVlA4TBwAAAAvF8ADAA8wUEcBPRjy/EcLxIJJ/tK9Q4jof8Yz"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as a person would send it, and what the message with it is."""

    filename: str
    media_type: str
    kind: FileKind
    type: MessageType | None
    """None where platforms differ about what it is."""
    content: bytes

    def box(self, *, as_file: bool = False) -> FileBox:
        return FileBox.from_bytes(
            self.content,
            name=self.filename,
            media_type=self.media_type,
            kind=None if as_file else self.kind,
            as_file=as_file,
        )


def shape(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, JPEG or WebP in pixels; `ValueError` for others."""
    if content.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", content[16:24])
    elif content.startswith(b"GIF8"):
        width, height = struct.unpack("<HH", content[6:10])
    elif content.startswith(b"\xff\xd8"):
        width, height = _jpeg_shape(content)
    elif content[8:16] == b"WEBPVP8L":
        bits = int.from_bytes(content[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        raise ValueError("this is no picture")
    return width, height


def picture(grey: int = 128) -> FileBox:
    """A picture to look like."""
    return FileBox.from_bytes(_png(grey), name="portrait.png")


def stream(
    pieces: Callable[[], Iterator[bytes]],
) -> Callable[[], AsyncIterator[bytes]]:
    """What `FileBox.from_stream` opens, out of what gives the pieces anew each time."""

    async def opened() -> AsyncIterator[bytes]:
        for piece in pieces():
            yield piece

    return opened


def _jpeg_shape(content: bytes) -> tuple[int, int]:
    at = 2
    while content[at + 1] not in {0xC0, 0xC1, 0xC2}:
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    height, width = struct.unpack(">HH", content[at + 5 : at + 9])
    return width, height


def _png(grey: int = 128) -> bytes:
    width, height = SIZE
    rows = (b"\0" + bytes([grey]) * width) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + _crc(name + body)
        for name, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


def _crc(content: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(content))


def _gif() -> bytes:
    """Two frames, each with nothing but its background."""
    frame = (
        b"\x21\xf9\x04\x00\x0a\x00\x00\x00"
        + struct.pack("<BHHHHB", 0x2C, 0, 0, 1, 1, 0)
        + b"\x02\x02\x44\x01\x00"
    )
    screen = struct.pack("<HHBBB", *SIZE, 0x80, 0, 0)
    return b"GIF89a" + screen + b"\0\0\0\xff\xff\xff" + frame * 2 + b"\x3b"


def _ogg() -> bytes:
    """Opus, one channel, one frame of silence."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
    pages = ((2, 0, head), (0, 0, tags), (4, 960, b"\xf8\xff\xfe"))
    return b"".join(
        _ogg_page(kind, position, number, packet)
        for number, (kind, position, packet) in enumerate(pages)
    )


def _ogg_page(kind: int, position: int, number: int, packet: bytes) -> bytes:
    def page(checksum: int) -> bytes:
        header = struct.pack("<BBqIII", 0, kind, position, 7, number, checksum)
        return b"OggS" + header + bytes([1, len(packet)]) + packet

    return page(_ogg_checksum(page(0)))


def _ogg_checksum(page: bytes) -> int:
    checksum = 0
    for byte in page:
        checksum ^= byte << 24
        for _ in range(8):
            carry = 0x04C11DB7 if checksum & 0x80000000 else 0
            checksum = checksum << 1 & 0xFFFFFFFF ^ carry
    return checksum


def _mp3() -> bytes:
    """Three frames of silence, 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * 3


def _mp4() -> bytes:
    """A film without a track."""
    header = bytes(12) + struct.pack(">II", 1000, 1000) + struct.pack(">IH", 65536, 256)
    matrix = struct.pack(">9I", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    film = _atom(b"mvhd", header + bytes(10) + matrix + bytes(24) + b"\0\0\0\1")
    brand = b"isom" + struct.pack(">I", 512) + b"isommp41"
    return _atom(b"ftyp", brand) + _atom(b"moov", film) + _atom(b"mdat", b"")


def _atom(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def _pdf() -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    )
    body, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", [b"0000000000 65535 f \n"]
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj%bendobj\n" % (number, each)
    table = b"xref\n0 4\n%btrailer<</Size 4/Root 1 0 R>>\n" % b"".join(places)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


_JPEG_BYTES, _WEBP_BYTES = base64.b64decode(_JPEG), base64.b64decode(_WEBP)
_KIND, _TYPE = FileKind, MessageType

SAMPLES: dict[str, Sample] = {
    "a PNG image": Sample("sketch.png", "image/png", _KIND.IMAGE, _TYPE.IMAGE, _png()),
    "a JPEG image": Sample(
        "photo.jpg", "image/jpeg", _KIND.IMAGE, _TYPE.IMAGE, _JPEG_BYTES
    ),
    "an animation": Sample("moves.gif", "image/gif", _KIND.ANIMATION, None, _gif()),
    "a sticker": Sample(
        "sticker.webp", "image/webp", _KIND.STICKER, _TYPE.EMOTICON, _WEBP_BYTES
    ),
    "audio": Sample("song.mp3", "audio/mpeg", _KIND.AUDIO, _TYPE.AUDIO, _mp3()),
    "a voice": Sample("voice.ogg", "audio/ogg", _KIND.VOICE, _TYPE.AUDIO, _ogg()),
    "video": Sample("film.mp4", "video/mp4", _KIND.VIDEO, _TYPE.VIDEO, _mp4()),
    "a video note": Sample(
        "round.mp4", "video/mp4", _KIND.VIDEO_NOTE, _TYPE.VIDEO, _mp4()
    ),
    "a document": Sample(
        "report.pdf", "application/pdf", _KIND.ATTACHMENT, _TYPE.ATTACHMENT, _pdf()
    ),
    "plain text": Sample(
        "notes.txt",
        "text/plain",
        _KIND.ATTACHMENT,
        _TYPE.ATTACHMENT,
        "Größe: 3 µm\r\n你好\n".encode(),
    ),
    "every byte there is": Sample(
        "bytes.bin",
        "application/octet-stream",
        _KIND.ATTACHMENT,
        _TYPE.ATTACHMENT,
        bytes(range(256)) * 8,
    ),
    "a file with a name of many scripts": Sample(
        "Отчёт 报告 😀 (final) v1.2.pdf",
        "application/pdf",
        _KIND.ATTACHMENT,
        _TYPE.ATTACHMENT,
        _pdf(),
    ),
}

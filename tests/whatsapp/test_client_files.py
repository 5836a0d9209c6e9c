"""Files go out as what they are, and come in byte for byte."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from puppets import FileKind
from puppets.errors import NotFound
from puppets_standins.whatsapp import acts
from puppets_standins.whatsapp.records import Kind

from .living import Living, living, needs_browser

__all__ = ["living"]

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

OGG = b"OggS" + bytes(2000)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(3000)


def png(width: int, height: int) -> bytes:
    """A picture, all of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    rows = b"".join(b"\x00" + b"\x30\x60\x90" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


SENT = [
    pytest.param("report.pdf", b"%PDF-1.7 " * 500, FileKind.ATTACHMENT, "document"),
    pytest.param("no extension", b"anything", FileKind.ATTACHMENT, "document"),
    pytest.param("Übersicht 日本 😀.txt", b"text", FileKind.ATTACHMENT, "document"),
    pytest.param("photo.png", png(40, 30), FileKind.IMAGE, "image"),
    pytest.param("as it is.png", png(40, 30), FileKind.ATTACHMENT, "document"),
    pytest.param("film.mp4", MP4, FileKind.VIDEO, "video"),
    pytest.param("song.ogg", OGG, FileKind.AUDIO, "audio"),
    pytest.param("face.webp", png(512, 512), FileKind.STICKER, "sticker"),
]


@pytest.mark.parametrize(
    ("name", "content", "kind", "seen"),
    SENT,
    ids=[str(each.values[0]) for each in SENT],
)
async def test_a_file_is_sent_as_what_it_is(
    living: Living, tmp_path: Path, name: str, content: bytes, kind: FileKind, seen: str
) -> None:
    ann = living.person(f"Ann of {name}")
    path = tmp_path / name
    path.write_bytes(content)
    sent = await living.client.send_file(living.whom(ann), path, kind=kind)
    said = living.last(living.chat(ann))
    assert said.media is not None
    assert (said.id, said.kind) == (sent.id, seen)
    if kind is FileKind.IMAGE:  # the page makes photos smaller
        assert said.media.type == "image/jpeg"
    else:
        assert (said.media.name, said.media.content) == (name, content)


async def test_a_file_is_sent_with_words_and_as_an_answer(
    living: Living, tmp_path: Path
) -> None:
    bert = living.person("Bert")
    asked = living.hears(bert, "send it")
    path = tmp_path / "it.pdf"
    path.write_bytes(b"%PDF")
    sent = await living.client.send_file(
        living.whom(bert),
        path,
        kind=FileKind.ATTACHMENT,
        caption="here\nit is",
        reply_to=asked.id,
    )
    said = living.last(living.chat(bert))
    assert (said.text, said.quoted) == ("here\nit is", asked.id)
    assert sent.row.text == "here\nit is"


COMES: list[tuple[Kind, str, str, bytes]] = [
    ("document", "report.pdf", "application/pdf", b"%PDF" * 1000),
    ("document", "no extension", "application/x-thing", b"thing"),
    ("image", "photo.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(5000)),
    ("video", "film.mp4", "video/mp4", MP4),
    ("voice", "voice.ogg", "audio/ogg", OGG),
    ("audio", "song.mp3", "audio/mpeg", b"ID3" + bytes(2000)),
    ("sticker", "face.webp", "image/webp", b"RIFF0000WEBP" + bytes(300)),
    ("gif", "cat.mp4", "video/mp4", MP4),
]


@pytest.mark.parametrize(
    ("kind", "name", "type_", "content"), COMES, ids=[f"{c[0]} {c[1]}" for c in COMES]
)
async def test_a_file_comes_byte_for_byte(
    living: Living, kind: Kind, name: str, type_: str, content: bytes
) -> None:
    cora = living.person(f"Cora of {kind} {name}")
    media = living.store.keep(name, type_, content)
    said = acts.post(living.store, living.chat(cora), cora.jid, kind, media=media)
    got = await living.client.download(living.whom(cora), said.id)
    assert got.path.read_bytes() == content
    assert got.media_type == type_
    if kind == "document":
        assert got.name == name


async def test_what_is_no_file_is_not_downloaded(living: Living) -> None:
    dirk = living.person("Dirk")
    said = living.hears(dirk, "just words")
    with pytest.raises(NotFound, match=said.id):
        await living.client.download(living.whom(dirk), said.id)
    card = acts.post(
        living.store, living.chat(dirk), dirk.jid, "contact", card=dirk.jid
    )
    with pytest.raises(NotFound, match=card.id):
        await living.client.download(living.whom(dirk), card.id)

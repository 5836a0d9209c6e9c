"""What a file is called, and what that says of it: media type and kind (4.7)."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puppets.file_box import FileBox, FileKind
from tests.contract.shelf import Shelf

pytestmark = pytest.mark.anyio


NAMES = {
    "report.pdf": "report.pdf",
    "résumé 履歴書 👩‍👩‍👧.pdf": "résumé 履歴書 👩‍👩‍👧.pdf",
    ".env": ".env",
    " a.txt\n": "a.txt",
    "AC/DC.mp3": "AC_DC.mp3",
    "..\\..\\boot.ini": ".._.._boot.ini",
    "a\x00b\r\nc\x7f.txt": "abc.txt",
    "photo\u202egpj.exe": "photogpj.exe",
    "\ud800a.txt": "a.txt",
    "": "file",
    "\x00": "file",
    ".": "file",
    "..": "file",
    "...": "file",
    " . ": "file",
}


@pytest.mark.parametrize(("given_name", "name"), NAMES.items())
def test_a_name_is_made_safe_and_stays_itself(given_name: str, name: str) -> None:
    assert FileBox.from_bytes(b"", name=given_name).name == name


ANY_NAME = st.one_of(
    st.text(st.characters(), max_size=400),
    st.text(string.printable, max_size=400),
    st.text("./\\\x00 a\u202e\ud800", max_size=20),
)


@settings(deadline=None)
@given(ANY_NAME, st.sampled_from([None, "image/png", "text/plain", "audio/ogg"]))
def test_any_name_is_safe_to_save_under(text: str, media_type: str | None) -> None:
    box = FileBox.from_bytes(b"", name=text, media_type=media_type)
    name = box.name
    assert name not in {"", ".", ".."}
    assert not set(name) & {"/", "\\", "\x00", "\r", "\n", "\u202e"}
    assert 1 <= len(name.encode()) <= 255
    assert Path(name).name == name
    again = FileBox.from_bytes(b"", name=name, media_type=box.media_type)
    assert again == box


def test_a_long_name_keeps_its_extension() -> None:
    name = FileBox.from_bytes(b"", name="語" * 200 + ".tar.gz").name
    assert name == "語" * 84 + ".gz"
    assert FileBox.from_bytes(b"", name="a." + "b" * 300).name == "a." + "b" * 253


MEDIA_TYPES = {
    "a.png": ("image/png", FileKind.IMAGE),
    "A.JPG": ("image/jpeg", FileKind.IMAGE),
    "a.jpeg": ("image/jpeg", FileKind.IMAGE),
    "a.webp": ("image/webp", FileKind.IMAGE),
    "a.gif": ("image/gif", FileKind.ANIMATION),
    "a.svg": ("image/svg+xml", FileKind.ATTACHMENT),
    "a.mp3": ("audio/mpeg", FileKind.AUDIO),
    "a.ogg": ("audio/ogg", FileKind.AUDIO),
    "a.m4a": ("audio/mp4", FileKind.AUDIO),
    "a.mp4": ("video/mp4", FileKind.VIDEO),
    "a.webm": ("video/webm", FileKind.VIDEO),
    "a.pdf": ("application/pdf", FileKind.ATTACHMENT),
    "a.txt": ("text/plain", FileKind.ATTACHMENT),
    "a.tar.gz": ("application/gzip", FileKind.ATTACHMENT),
    "a.tgz": ("application/gzip", FileKind.ATTACHMENT),
    "a.tgs": ("application/x-tgsticker", FileKind.ATTACHMENT),
    "a.unheard-of": ("application/octet-stream", FileKind.ATTACHMENT),
    "png": ("application/octet-stream", FileKind.ATTACHMENT),
    ".png": ("application/octet-stream", FileKind.ATTACHMENT),
    "data:text,x": ("application/octet-stream", FileKind.ATTACHMENT),
}


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_the_name_says_what_a_file_is(name: str) -> None:
    box = FileBox.from_bytes(b"", name=name)
    assert (box.name, box.media_type, box.kind) == (name, *MEDIA_TYPES[name])


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("photo", "image/jpeg", "photo.jpg"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("photo", "IMAGE/JPEG; q=1", "photo.jpg"),
        ("v1.2", "image/png", "v1.2.png"),
        ("photo.txt", "image/png", "photo.txt.png"),
        ("voice.oga", "audio/ogg", "voice.oga"),
        ("voice.mp4", "audio/mp4", "voice.mp4"),
        ("voice", "audio/ogg", "voice.ogg"),
        ("film", "video/mp4", "film.mp4"),
        ("paper", "application/pdf", "paper.pdf"),
        ("Makefile", "text/plain", "Makefile"),
        ("main.rs", "text/plain", "main.rs"),
        ("notes.md", "text/plain", "notes.md"),
        ("a.zip", "application/octet-stream", "a.zip"),
        ("thing", "application/x-unheard-of", "thing"),
        ("thing", "", "thing"),
        ("thing", "no media type", "thing"),
        ("thing.png", "image/png\r\nX: y", "thing.png"),
        ("x" * 255, "image/png", "x" * 251 + ".png"),
    ],
)
def test_the_extension_is_that_of_the_media_type(
    name: str, media_type: str, expected: str
) -> None:
    assert FileBox.from_bytes(b"", name=name, media_type=media_type).name == expected


def test_a_media_type_that_is_none_is_guessed() -> None:
    assert (
        FileBox.from_bytes(b"", name="a.png", media_type="\r\n").media_type
        == "image/png"
    )


@pytest.mark.parametrize("kind", FileKind)
def test_a_kind_that_is_said_stays(kind: FileKind) -> None:
    box = FileBox.from_bytes(b"", name="a.webp", kind=kind)
    assert box.kind is kind
    assert box.as_file is (kind is FileKind.ATTACHMENT)


def test_a_picture_may_be_sent_as_a_file() -> None:
    box = FileBox.from_bytes(b"", name="a.png", as_file=True, kind=FileKind.IMAGE)
    assert (box.kind, box.as_file, box.media_type) == (
        FileKind.ATTACHMENT,
        True,
        "image/png",
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://files.test/a/photo.png?size=big#top", "photo.png"),
        ("https://files.test/na%C3%AFve%2Fname.txt", "naïve_name.txt"),
        ("https://files.test/", "file"),
        ("https://files.test", "file"),
        ("https://files.test/a/..", "file"),
        ("http://[::1", "file"),
    ],
)
def test_a_url_names_its_file(url: str, name: str) -> None:
    assert FileBox.from_url(url).name == name
    assert FileBox.from_url(url, name="mine.txt").name == "mine.txt"


async def test_a_server_says_what_a_nameless_file_is(shelf: Shelf) -> None:
    unknown = shelf.box("/200")
    assert unknown.kind is FileKind.ATTACHMENT
    async with unknown.spool() as box:
        assert (box.name, box.media_type, box.kind) == (
            "200.png",
            "image/png",
            FileKind.IMAGE,
        )
    assert (await unknown.loaded()).name == "200.png"


async def test_a_server_does_not_overrule_who_knows_better(shelf: Shelf) -> None:
    async with shelf.box("/song.mp3").spool() as box:
        assert (box.name, box.media_type) == ("song.mp3", "audio/mpeg")
    url = f"http://127.0.0.1:{shelf.port}/200"
    sticker = FileBox.from_url(url, kind=FileKind.STICKER, allow_private=True)
    assert (await sticker.loaded()).kind is FileKind.STICKER
    plain = FileBox.from_url(url, as_file=True, allow_private=True)
    assert (await plain.loaded()).kind is FileKind.ATTACHMENT
    shelf.media_type = None
    assert (await shelf.box("/200").loaded()).media_type == "application/octet-stream"

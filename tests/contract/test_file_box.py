"""A file, wherever its bytes are: its name, its kind, and every way to read it (4.7, 4.8)."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import string
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import anyio
import pytest
from aiohttp import web
from hypothesis import example, given, settings
from hypothesis import strategies as st

from puppets.errors import Forbidden, TooLarge, Unavailable
from puppets.file_box import FileBox, FileKind

pytestmark = pytest.mark.anyio

MEGABYTE = 1024 * 1024
LARGE = os.urandom(MEGABYTE) * 3


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def stream_of(*chunks: bytes) -> Callable[[], AsyncIterator[bytes]]:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return stream


class Shelf:
    """A web server on loopback with one file, counting how often it was fetched."""

    def __init__(self, content: bytes, media_type: str | None) -> None:
        self.content = content
        self.media_type = media_type
        self.fetched = 0
        self.port = 0

    async def give(self, request: web.Request) -> web.Response:
        self.fetched += 1
        headers = {"Content-Type": self.media_type} if self.media_type else {}
        return web.Response(body=self.content, headers=headers)

    def box(self, path: str = "/photo.png") -> FileBox:
        return FileBox.from_url(
            f"http://127.0.0.1:{self.port}{path}", allow_private=True
        )


@pytest.fixture
async def shelf(anyio_backend: str) -> AsyncGenerator[Shelf]:
    shelf = Shelf(LARGE, "image/png; charset=binary")
    app = web.Application()
    app.router.add_get("/{path:.*}", shelf.give)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    shelf.port = runner.addresses[0][1]
    yield shelf
    await runner.cleanup()


# Bytes are bytes.


def test_any_bytes_come_back_from_every_source(tmp_path: Path) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.binary(max_size=200_000), st.integers(min_value=1, max_value=70_000))
    @example(b"", 1)
    @example(b"x" * 65_536, 65_536)
    @example(b"x" * 65_537, 65_535)
    def holds(content: bytes, size: int) -> None:
        path = tmp_path / "file.bin"
        path.write_bytes(content)
        text = base64.b64encode(content).decode()
        halves = content[: len(content) // 2], content[len(content) // 2 :]
        for box in (
            FileBox.from_bytes(content, name="file.bin"),
            FileBox.from_bytes(bytearray(content), name="file.bin"),
            FileBox.from_bytes(memoryview(content), name="file.bin"),
            FileBox.from_path(path),
            FileBox.from_base64(text, name="file.bin"),
            FileBox.from_stream(stream_of(*halves), name="file.bin"),
            FileBox.from_stream(stream_of(b"", *halves), name="f", size=len(content)),
        ):
            assert asyncio.run(read_in_every_way(box, size)) == [content] * 6

    holds()


async def read_in_every_way(box: FileBox, size: int) -> list[bytes]:
    async with aclosing(box.chunks(size)) as chunks:
        pieces = [chunk async for chunk in chunks]
    assert max(map(len, pieces), default=0) <= size
    async with box.spool() as spooled:
        kept, again = await spooled.read(), await spooled.read()
        assert spooled.size == len(kept) == await box.measure()
    loaded = await box.loaded()
    from_json = FileBox.from_json(loaded.to_json())
    return [
        b"".join(pieces),
        await box.read(),
        kept,
        again,
        await loaded.read(),
        await from_json.read(),
    ]


async def test_a_url_gives_its_bytes_each_time_it_is_read(shelf: Shelf) -> None:
    box = shelf.box()
    assert box.size is None
    assert await box.read() == LARGE
    assert await box.measure() == len(LARGE)
    assert shelf.fetched == 2


async def test_a_spooled_url_is_fetched_once(shelf: Shelf) -> None:
    async with shelf.box().spool() as box:
        assert (box.size, await box.measure()) == (len(LARGE), len(LARGE))
        assert [await box.read(), await box.read()] == [LARGE, LARGE]
    assert shelf.fetched == 1


async def test_a_private_url_is_refused_unless_told_otherwise(shelf: Shelf) -> None:
    box = FileBox.from_url(f"http://127.0.0.1:{shelf.port}/a.png")
    with pytest.raises(Forbidden):
        await box.read()
    assert shelf.fetched == 0


async def test_a_url_keeps_the_limits_it_was_given(shelf: Shelf) -> None:
    url = f"http://127.0.0.1:{shelf.port}/a.png"
    small = FileBox.from_url(url, allow_private=True, size_limit=1_000)
    with pytest.raises(TooLarge) as caught:
        await small.read()
    assert caught.value.limit == 1_000
    elsewhere = frozenset({"files.test"})
    with pytest.raises(Forbidden, match="not among"):
        await FileBox.from_url(url, allow_private=True, allow_hosts=elsewhere).read()


async def test_a_path_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.txt"):
        FileBox.from_path(tmp_path / "gone.txt")
    with pytest.raises(FileNotFoundError):
        FileBox.from_path(tmp_path)


async def test_a_path_that_goes_is_said_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    box = FileBox.from_path(path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        await box.read()


@pytest.mark.parametrize("text", ["a", "====", "aGVsbG8", "aGVs*G8=", "aé=="])
def test_what_is_not_base64_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"base64 of 'voice\.ogg'"):
        FileBox.from_base64(text, name="voice.ogg")


async def test_base64_may_be_broken_into_lines() -> None:
    assert await FileBox.from_base64("aGVs\r\nbG8=\n", name="a").read() == b"hello"


async def test_a_qr_code_is_a_picture_of_its_text() -> None:
    box = FileBox.from_qr_code("https://example.com/join")
    assert box.qr_text == "https://example.com/join"
    assert (box.name, box.media_type, box.kind) == (
        "qr-code.png",
        "image/png",
        FileKind.IMAGE,
    )
    picture = await box.read()
    assert picture.startswith(b"\x89PNG\r\n")
    assert box.size == len(picture)
    assert picture != await FileBox.from_qr_code("something else").read()
    assert FileBox.from_bytes(picture, name="a.png").qr_text is None


def test_a_text_that_no_qr_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        FileBox.from_qr_code("x" * 10_000)


# Size.


async def test_a_file_over_the_limit_is_refused_before_all_of_it_is_read() -> None:
    given_out = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given_out
        while True:
            given_out += 1_000
            yield b"x" * 1_000

    box = FileBox.from_stream(endless, name="a.bin")
    with pytest.raises(TooLarge, match=r"'a\.bin' is over 10000 bytes") as caught:
        await box.read(limit=10_000)
    assert caught.value.limit == 10_000
    with pytest.raises(TooLarge):
        async with box.spool(10_000):
            pytest.fail("nothing to upload")
    with pytest.raises(TooLarge):
        await box.loaded(10_000)
    assert given_out == 33_000


async def test_a_known_size_over_the_limit_opens_nothing() -> None:
    def opener() -> AsyncIterator[bytes]:
        pytest.fail("it was opened")

    box = FileBox.from_stream(opener, name="a.bin", size=11)
    with pytest.raises(TooLarge):
        await box.read(limit=10)
    with pytest.raises(TooLarge):
        async with box.spool(10):
            pytest.fail("nothing to upload")
    with pytest.raises(TooLarge):
        await FileBox.from_bytes(b"x" * 11, name="a").loaded(10)


async def test_a_file_of_just_the_limit_is_fine() -> None:
    for box in (
        FileBox.from_bytes(b"x" * 10, name="a"),
        FileBox.from_stream(stream_of(b"xxxxx", b"xxxxx"), name="a"),
    ):
        assert len(await box.read(limit=10)) == 10
        assert (await box.loaded(10)).size == 10
        async with box.spool(10) as spooled:
            assert spooled.size == 10


@pytest.mark.parametrize("size", [9, 11], ids=["too long", "cut short"])
async def test_a_stream_that_is_not_as_long_as_promised_is_unavailable(
    size: int,
) -> None:
    box = FileBox.from_stream(stream_of(b"x" * 5, b"x" * 5), name="a", size=size)
    with pytest.raises(Unavailable):
        await box.read()


async def test_what_is_in_memory_is_its_own_loaded_self() -> None:
    box = FileBox.from_qr_code("hello")
    assert await box.loaded() is box


async def test_a_large_file_waits_on_the_disk_and_leaves_none_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = open_files()
    async with FileBox.from_stream(stream_of(LARGE), name="a").spool() as box:
        assert open_files() == before + 1
        async with anyio.create_task_group() as readers:
            for _ in range(5):
                readers.start_soon(expect, box, LARGE)
    assert open_files() == before
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        await box.read()


async def test_a_small_file_waits_in_memory() -> None:
    before = open_files()
    async with FileBox.from_stream(stream_of(b"x" * MEGABYTE), name="a").spool() as box:
        assert open_files() == before
        assert await box.measure() == MEGABYTE


async def expect(box: FileBox, content: bytes) -> None:
    assert await box.read() == content


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


async def test_a_reader_who_stops_releases_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(LARGE)
    before = open_files()
    async with aclosing(FileBox.from_path(path).chunks(1_000)) as chunks:
        assert await anext(chunks) == LARGE[:1_000]
        assert open_files() == before + 1
    assert open_files() == before


async def test_a_reader_who_stops_releases_the_stream() -> None:
    released = False

    async def stream() -> AsyncIterator[bytes]:
        nonlocal released
        try:
            while True:
                yield b"x"
        finally:
            released = True

    async with aclosing(FileBox.from_stream(stream, name="a").chunks()) as chunks:
        await anext(chunks)
    assert released


async def test_any_iterator_will_do_for_a_stream() -> None:
    class Countdown:
        def __init__(self) -> None:
            self.left = 3

        def __aiter__(self) -> AsyncIterator[bytes]:
            return self

        async def __anext__(self) -> bytes:
            if not self.left:
                raise StopAsyncIteration
            self.left -= 1
            return b"%d" % self.left

    box = FileBox.from_stream(Countdown, name="a")
    assert [await box.read(), await box.read()] == [b"210", b"210"]


# Saving.


async def test_a_file_is_saved_in_a_folder_under_its_name(tmp_path: Path) -> None:
    box = FileBox.from_stream(stream_of(LARGE), name="../a/b.bin")
    saved = await box.save(tmp_path)
    assert saved == tmp_path / ".._a_b.bin"
    assert saved.read_bytes() == LARGE
    assert list(tmp_path.iterdir()) == [saved]


async def test_a_file_is_saved_as_the_file_one_says(tmp_path: Path) -> None:
    saved = await FileBox.from_bytes(b"x", name="a.txt").save(str(tmp_path / "b.txt"))
    assert saved == tmp_path / "b.txt"


async def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"
    there.write_text("old")
    box = FileBox.from_bytes(b"new", name="a.txt")
    with pytest.raises(FileExistsError, match=r"a\.txt"):
        await box.save(tmp_path)
    assert there.read_text() == "old"
    await box.save(tmp_path, overwrite=True)
    assert there.read_text() == "new"


async def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"

    async def stream() -> AsyncIterator[bytes]:
        there.write_text("faster")
        yield b"slower"

    with pytest.raises(FileExistsError):
        await FileBox.from_stream(stream, name="a.txt").save(tmp_path)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.txt": "faster"
    }


async def test_a_file_that_breaks_off_is_not_saved(tmp_path: Path) -> None:
    box = FileBox.from_stream(stream_of(b"half"), name="a.txt", size=8)
    with pytest.raises(Unavailable):
        await box.save(tmp_path)
    assert list(tmp_path.iterdir()) == []


# Names, media types, kinds.

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


# What is shown.


def test_a_file_shows_its_name_and_no_secret(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"secret")
    url = "https://me:secret@files.test/secret/a.txt?key=secret#secret"
    boxes = [
        FileBox.from_bytes(b"secret", name="a.txt", metadata={"key": "secret"}),
        FileBox.from_path(tmp_path / "a.txt"),
        FileBox.from_stream(stream_of(b"secret"), name="a.txt"),
        FileBox.from_qr_code("secret"),
        FileBox.from_url(url, headers={"Authorization": "secret"}),
        FileBox.from_url("http://[secret", name="a.txt"),
        FileBox.from_url("/secret", name="a.txt"),
    ]
    size = boxes[3].size
    assert [repr(box) for box in boxes] == [
        "<FileBox 'a.txt' text/plain, 6 bytes, from bytes>",
        "<FileBox 'a.txt' text/plain, 6 bytes, from path>",
        "<FileBox 'a.txt' text/plain, unknown size, from stream>",
        f"<FileBox 'qr-code.png' image/png, {size} bytes, from QR code>",
        "<FileBox 'a.txt' text/plain, unknown size, from url at files.test>",
        "<FileBox 'a.txt' text/plain, unknown size, from url at no host>",
        "<FileBox 'a.txt' text/plain, unknown size, from url at no host>",
    ]
    assert "secret" not in repr([box.source for box in boxes])


async def test_a_spooled_file_says_so() -> None:
    async with FileBox.from_stream(stream_of(b"x"), name="a.txt").spool() as box:
        assert repr(box) == "<FileBox 'a.txt' text/plain, 1 bytes, from spool>"


def test_equal_files_are_equal_and_can_be_keys() -> None:
    one = FileBox.from_bytes(b"x", name="a", metadata={"k": "v"})
    assert one == FileBox.from_bytes(b"x", name="a", metadata={"k": "v"})
    assert one != FileBox.from_bytes(b"y", name="a", metadata={"k": "v"})
    url = FileBox.from_url("https://files.test/a", headers={"k": "v"})
    assert len({one, url, FileBox.from_bytes(b"x", name="a", metadata={"k": "v"})}) == 2


# Wechaty's JSON.


def test_bytes_are_said_as_base64() -> None:
    box = FileBox.from_bytes(b"hello", name="a.txt", metadata={"k": "v"})
    assert json.loads(box.to_json()) == {
        "name": "a.txt",
        "type": 1,
        "boxType": 1,
        "base64": "aGVsbG8=",
        "metadata": {"k": "v"},
        "size": 5,
    }


def test_a_url_is_said_under_both_its_names() -> None:
    url = "https://files.test/a.txt?x=1"
    assert json.loads(FileBox.from_url(url, headers={"A": "b"}).to_json()) == {
        "name": "a.txt",
        "type": 2,
        "boxType": 2,
        "url": url,
        "remoteUrl": url,
        "headers": {"A": "b"},
        "metadata": {},
    }
    assert "headers" not in json.loads(FileBox.from_url(url).to_json())


def test_a_qr_code_is_said_as_its_text() -> None:
    box = FileBox.from_qr_code("hello")
    assert json.loads(box.to_json()) == {
        "name": "qr-code.png",
        "type": 3,
        "boxType": 3,
        "qrCode": "hello",
        "metadata": {},
        "size": box.size,
    }


@pytest.mark.parametrize(
    "box",
    [
        FileBox.from_bytes(b"hello", name="a.txt", metadata={"k": "v"}),
        FileBox.from_url("https://files.test/a.txt", headers={"A": "b"}),
        FileBox.from_qr_code("hello", metadata={"k": "v"}),
    ],
    ids=repr,
)
def test_what_is_said_is_read_as_the_same(box: FileBox) -> None:
    assert FileBox.from_json(box.to_json()) == box
    assert FileBox.from_json(box.to_json().encode()) == box


async def test_what_python_wechaty_says_is_read() -> None:
    old = {"name": "a.txt", "metadata": None, "boxType": 1, "base64": "aGVsbG8="}
    assert await FileBox.from_json(json.dumps(old)).read() == b"hello"
    url = "https://files.test/a.txt"
    remote = {"name": "a.txt", "boxType": 2, "remoteUrl": url, "url": None}
    assert FileBox.from_json(json.dumps(remote)) == FileBox.from_url(url)


def test_headers_as_node_has_them_are_read() -> None:
    said = {
        "name": "a",
        "type": 2,
        "url": "https://files.test/a",
        "headers": {"Accept": ["a/b", "c/d"], "X": "y", "Length": 3},
    }
    again = json.loads(FileBox.from_json(json.dumps(said)).to_json())
    assert again["headers"] == {"Accept": "a/b, c/d", "X": "y"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "Expecting"),
        ("[]", "is an object"),
        ("{}", "type None"),
        ('{"type": 7, "name": "a", "uuid": "x"}', "type 7"),
        ('{"type": "1", "name": "a", "base64": ""}', "type '1'"),
        ('{"type": 1, "base64": "aGVsbG8="}', "no name"),
        ('{"type": 1, "name": "a"}', "no base64"),
        ('{"type": 1, "name": "a", "base64": 5}', "no base64"),
        ('{"type": 1, "name": "a", "base64": "*"}', "base64 of 'a'"),
        ('{"type": 2, "name": "a", "url": null}', "no url"),
        ('{"type": 3, "name": "a"}', "no qrCode"),
    ],
)
def test_json_that_is_no_file_is_refused_by_name(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        FileBox.from_json(text)


async def test_a_path_and_a_stream_are_loaded_before_they_are_said(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    for box in (
        FileBox.from_path(path),
        FileBox.from_stream(stream_of(b"hello"), name="a.txt"),
    ):
        with pytest.raises(ValueError, match=r"await `loaded\(\)` first"):
            box.to_json()
        said = (await box.loaded()).to_json()
        assert await FileBox.from_json(said).read() == b"hello"

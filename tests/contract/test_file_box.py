"""A file, wherever its bytes are: how it is made, read and shown (4.7)."""

from __future__ import annotations

import asyncio
import base64
from contextlib import aclosing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from puppets.errors import Forbidden, TooLarge
from puppets.file_box import FileBox, FileKind
from tests.contract.shelf import LARGE, Shelf, stream_of

pytestmark = pytest.mark.anyio


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

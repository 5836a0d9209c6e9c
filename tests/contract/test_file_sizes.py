"""How long a file is, where it waits meanwhile, and when it is let go (4.8)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import anyio
import pytest

from puppets.errors import TooLarge, Unavailable
from puppets.file_box import FileBox
from tests.contract.shelf import LARGE, MEGABYTE, stream_of

pytestmark = pytest.mark.anyio


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

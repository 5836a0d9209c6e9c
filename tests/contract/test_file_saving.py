"""A file saved in a folder, whole or not at all (4.7)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from puppets.errors import Unavailable
from puppets.file_box import FileBox
from tests.contract.shelf import LARGE, stream_of

pytestmark = pytest.mark.anyio


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

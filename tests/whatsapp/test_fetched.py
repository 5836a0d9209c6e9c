"""A long file is read from the disk, and leaves nothing there."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conformance.hearing import overhears
from puppets import FileBox, NotFound
from puppets.whatsapp.fetched import SHORT, boxed
from puppets.whatsapp.hands import Download
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import needs_browser

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]

LONG = random.Random(1).randbytes(3 * SHORT + 1)


def given(folder: Path, content: bytes) -> Download:
    path = folder / "download"
    path.write_bytes(content)
    return Download(name="a.pdf", media_type="application/pdf", path=path)


async def gone() -> Download:
    raise NotFound("the message is not there any more")


@pytest.mark.parametrize("content", [b"", b"short", LONG], ids=["no", "short", "long"])
async def test_it_has_its_bytes_and_leaves_no_file(
    tmp_path: Path, content: bytes
) -> None:
    box = boxed(given(tmp_path, content), gone)
    assert (box.name, box.media_type, box.size) == (
        "a.pdf",
        "application/pdf",
        len(content),
    )
    assert await box.read() == content
    assert list(tmp_path.iterdir()) == []


async def test_a_long_one_is_read_in_pieces(tmp_path: Path) -> None:
    box = boxed(given(tmp_path, LONG), gone)
    sizes = [len(piece) async for piece in box.chunks()]
    assert sum(sizes) == len(LONG)
    assert max(sizes) < SHORT


async def test_a_long_one_is_downloaded_for_whoever_reads_it_again(
    tmp_path: Path,
) -> None:
    async def again() -> Download:
        return given(tmp_path, LONG)

    box = boxed(given(tmp_path, LONG), again)
    assert [await box.read() == LONG for _ in range(3)] == [True] * 3
    assert list(tmp_path.iterdir()) == []


async def test_who_stops_reading_leaves_no_file_either(tmp_path: Path) -> None:
    pieces = boxed(given(tmp_path, LONG), gone).chunks()
    await anext(pieces)
    await pieces.aclose()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
async def world() -> AsyncIterator[WhatsAppWorld]:
    async with WhatsAppWorld() as world:
        yield world


@needs_browser
async def test_a_long_file_comes_from_the_page_and_goes_back(
    world: WhatsAppWorld,
) -> None:
    alice = await world.human("Alice")
    sent = FileBox.from_bytes(LONG, name="long.bin")
    async with world.puppet() as puppet:
        said = await overhears(puppet, lambda: alice.sends(sent))
        box = await puppet.message_file(said.id)
        assert await box.read() == LONG
        await puppet.message_send_file(alice.id, box)
    assert [seen.file == LONG for seen in await alice.sees()] == [True, True]

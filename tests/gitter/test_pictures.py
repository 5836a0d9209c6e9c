"""A picture comes with its width and height, and with a smaller one where it is large."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from puppets import FileBox, ImageType
from puppets.gitter import GitterPuppet, pictures
from puppets_standins.gitter.account import JSON
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.human import GitterHuman
from puppets_standins.gitter.world import GitterWorld

pytestmark = pytest.mark.anyio


def picture(size: tuple[int, int], mode: str = "RGB", kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "teal").save(file, format=kind)
    return file.getvalue()


def lying(content: bytes) -> bytes:
    """The same, taken with the camera on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    Image.open(io.BytesIO(content)).save(file, format="JPEG", exif=exif)
    return file.getvalue()


async def said_of(human: GitterHuman, room_id: str) -> JSON:
    return dict((await human.account.timeline(room_id))[-1]["content"])


@pytest.mark.parametrize("world_type", [GitterWorld, EncryptedGitterWorld])
async def test_a_large_picture_comes_with_a_smaller_one(
    world_type: type[GitterWorld],
) -> None:
    async with world_type() as world, world.puppet() as puppet:
        alice = await world.human("Alice")
        room = await world.room("tea", alice)
        box = FileBox.from_bytes(picture((1600, 400)), name="wide.png")
        sent = await puppet.message_send_file(room.id, box)
        info = (await said_of(alice, room.id))["info"]
        where = {name.removeprefix("thumbnail_"): info.get(name) for name in WHERE}
        content, _ = await alice.account.fetch(where)
        small = Image.open(io.BytesIO(content))
        assert (info["w"], info["h"]) == (1600, 400)
        assert small.size == (800, 200)
        assert info["thumbnail_info"] == {
            "mimetype": "image/jpeg",
            "size": len(content),
            "w": 800,
            "h": 200,
        }
        shown = await puppet.message_image(sent, ImageType.THUMBNAIL)
        assert await shown.read() == content


WHERE = ("thumbnail_url", "thumbnail_file")


async def test_a_small_picture_is_its_own_thumbnail(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman
) -> None:
    room = await world.room("tea", alice)
    box = FileBox.from_bytes(picture((640, 480)), name="small.png")
    await puppet.message_send_file(room.id, box)
    info = (await said_of(alice, room.id))["info"]
    assert (info["w"], info["h"]) == (640, 480)
    assert not set(WHERE) & set(info)


def test_a_picture_that_lies_on_its_side_is_measured_upright() -> None:
    found = pictures.look(io.BytesIO(lying(picture((1600, 1200)))))
    assert found is not None
    assert (found.width, found.height) == (1200, 1600)
    assert (found.small_width, found.small_height) == (450, 600)
    assert Image.open(io.BytesIO(found.small)).size == (450, 600)


def test_what_can_be_seen_through_stays_so() -> None:
    found = pictures.look(io.BytesIO(picture((900, 900), "RGBA")))
    assert found is not None
    assert found.small_type == "image/png"
    assert Image.open(io.BytesIO(found.small)).mode == "RGBA"


def test_a_picture_that_breaks_off_has_a_width_and_no_smaller_one() -> None:
    noise = random.Random(1).randbytes(900 * 900 * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (900, 900), noise).save(file, format="PNG")
    found = pictures.look(io.BytesIO(file.getvalue()[:100_000]))
    assert found is not None
    assert (found.width, found.height, found.small) == (900, 900, b"")


def test_of_a_picture_that_is_far_too_large_none_is_drawn() -> None:
    """Few bytes, and many pixels: a bomb, as who receives and forwards may well get."""
    content = picture((9_000, 9_000), "1")
    found = pictures.look(io.BytesIO(content))
    assert found is not None
    assert (found.width, found.height, found.small) == (9_000, 9_000, b"")

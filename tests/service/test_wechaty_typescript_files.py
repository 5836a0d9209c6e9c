"""Unmodified Wechaty in TypeScript on our server: files, cards, links and the like."""

from __future__ import annotations

import hashlib
import random

import pytest

from conformance.web import Web
from puppets import FileBox, LocationPayload, MiniProgramPayload, UrlLinkPayload
from puppets.mock import Person, Room, Seen
from tests.service.foreigner import without_node
from tests.service.stage import Stage

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

SMALL, LARGE = 300, 2_000_000
"""Bytes on either side of what Wechaty sends in one piece (20 KB)."""


# Files.


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("way", ["base64", "buffer", "stream", "path"])
async def test_a_file_that_it_sends_arrives_once_and_whole(
    walk: Stage, alice: Person, way: str, size: int
) -> None:
    sent = await walk.bot.asks(
        "send a file", **{"as": way}, name="notes.txt", size=size, to=alice.id
    )
    assert isinstance(sent, dict)
    (seen,) = await alice.sees()
    assert await _sha256(seen) == sent["sha256"]
    assert seen.file is not None
    assert seen.file.name == "notes.txt"
    assert seen.id == sent["id"]


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_file_that_a_person_sends_arrives_whole(
    walk: Stage, alice: Person, size: int
) -> None:
    content = random.Random(size).randbytes(size)
    id = await alice.sends(FileBox.from_bytes(content, name="notes.txt"))
    await walk.bot.hears("message", id=id, type=1)
    assert await walk.bot.asks("read a file", id=id) == {
        "name": "notes.txt",
        "size": size,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


async def test_a_picture_is_an_image(walk: Stage, alice: Person) -> None:
    content = random.Random(1).randbytes(LARGE)
    id = await alice.sends(FileBox.from_bytes(content, name="tea.jpg"))
    await walk.bot.hears("message", id=id, type=6)
    for step in ("read a picture", "read a thumbnail"):
        read = await walk.bot.asks(step, id=id)
        assert isinstance(read, dict)
        assert read["sha256"] == hashlib.sha256(content).hexdigest()


async def test_what_stands_on_the_web_is_sent(walk: Stage, alice: Person) -> None:
    """Only the bot can reach this page: it sends the bytes when the server may not."""
    content = random.Random(2).randbytes(SMALL)
    async with Web(content) as web:
        await walk.bot.asks(
            "send what is at", url=web.url("tea.txt"), name="tea.txt", to=alice.id
        )
    (seen,) = await alice.sees()
    assert await _sha256(seen) == hashlib.sha256(content).hexdigest()


async def test_a_qr_code_is_sent_as_a_picture(walk: Stage, alice: Person) -> None:
    await walk.bot.asks("send a QR code", code="https://example.org", to=alice.id)
    shown = (await alice.hears()).file
    assert shown is not None
    assert (await shown.read()).startswith(b"\x89PNG")


# Cards.


async def test_a_card_goes_both_ways(
    walk: Stage, tea: Room, alice: Person, bob: Person
) -> None:
    await walk.bot.asks("send a card", room=tea.id, who=bob.id)
    assert (await alice.hears(room=tea)).contact_id == bob.id
    id = await alice.sends(bob, room=tea)
    await walk.bot.hears("message", id=id, type=3)
    assert await walk.bot.asks("whose card", id=id) == {"id": bob.id, "name": "Bob"}


async def test_a_link_goes_both_ways(walk: Stage, alice: Person) -> None:
    link = {"url": "https://example.org/tea", "title": "Tea", "description": "hot"}
    await walk.bot.asks("send a link", to=alice.id, link=link)
    shown = (await alice.hears()).link
    assert shown is not None
    assert (shown.url, shown.title, shown.description) == tuple(link.values())
    id = await alice.sends(UrlLinkPayload(url="https://example.org/a", title="A"))
    await walk.bot.hears("message", id=id, type=14)
    read = await walk.bot.asks("read a link", id=id)
    assert isinstance(read, dict)
    assert (read["url"], read["title"]) == ("https://example.org/a", "A")


async def test_a_place_is_shown(walk: Stage, alice: Person) -> None:
    place = {"latitude": 52.5, "longitude": 13.4, "name": "Tea", "address": "Road 1"}
    await walk.bot.asks("send a place", to=alice.id, place={**place, "accuracy": 5})
    shown = (await alice.hears()).location
    assert shown == LocationPayload(
        latitude=52.5, longitude=13.4, name="Tea", address="Road 1", accuracy=5
    )


async def test_a_mini_program_goes_both_ways(walk: Stage, alice: Person) -> None:
    program = {"appid": "tea", "title": "Tea time", "pagePath": "pages/tea"}
    await walk.bot.asks("send a mini program", to=alice.id, program=program)
    shown = (await alice.hears()).mini_program
    assert shown is not None
    assert (shown.app_id, shown.title, shown.page_path) == tuple(program.values())
    id = await alice.sends(MiniProgramPayload(app_id="cake", title="Cake"))
    await walk.bot.hears("message", id=id, type=9)
    read = await walk.bot.asks("read a mini program", id=id)
    assert isinstance(read, dict)
    assert (read["appid"], read["title"]) == ("cake", "Cake")


async def _sha256(seen: Seen) -> str:
    assert seen.file is not None
    return hashlib.sha256(await seen.file.read()).hexdigest()

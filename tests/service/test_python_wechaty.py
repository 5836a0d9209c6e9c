"""python-wechaty 0.10.7 on our server, over the port without TLS: it knows no other."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from puppets import FileBox
from puppets.mock import Person, Room
from tests.service.foreigner import without_python
from tests.service.stage import Stage, python_bot, serving

if why := without_python():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

SMALL, LARGE = 300, 300_000
"""Bytes, on either side of what Wechaty in TypeScript sends in one piece."""


@pytest.fixture(scope="module")
async def stage(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Stage]:
    async with serving(tls=False) as stage:
        cwd = tmp_path_factory.mktemp("python")
        async with python_bot(stage, cwd) as stage.bot:
            await stage.bot.hears("login", name="Bot")
            yield stage


@pytest.fixture
def alice(stage: Stage) -> Person:
    return stage.mocker.person("Alice")


@pytest.fixture
def tea(stage: Stage, alice: Person) -> Room:
    return stage.mocker.room("tea", alice, stage.mocker.person("Bob"))


async def test_a_ding_is_answered(stage: Stage, alice: Person) -> None:
    id = await alice.says("ding")
    heard = await stage.bot.hears("message", id=id)
    assert (heard["talker"], heard["type"]) == (alice.id, "MESSAGE_TYPE_TEXT")
    assert heard["year"] == datetime.now(UTC).year
    assert (await alice.hears()).text == "dong"
    assert len(await alice.sees()) == 2


async def test_a_ding_in_a_room_is_answered_there(
    stage: Stage, alice: Person, tea: Room
) -> None:
    await alice.says("ding", room=tea)
    assert (await alice.hears(room=tea)).text == "dong"
    assert await alice.sees() == []


async def test_its_own_messages_come_back(stage: Stage, alice: Person) -> None:
    id = await stage.bot.asks("say", to=alice.id, text="hello")
    assert (await alice.hears()).id == id
    echoed = await stage.bot.hears("message", id=id)
    assert (echoed["own"], echoed["text"]) == (True, "hello")


async def test_people_and_rooms_are_found(
    stage: Stage, alice: Person, tea: Room
) -> None:
    nemo = stage.mocker.person("Nemo")
    face = {"id": nemo.id, "name": "Nemo"}
    assert await stage.bot.asks("find a contact", name="Nemo") == face
    garden = stage.mocker.room("garden party", alice)
    members = sorted([alice.id, stage.puppet.self_id])
    read = {"id": garden.id, "topic": "garden party", "members": members}
    assert await stage.bot.asks("find a room", topic="garden party") == read


async def test_a_topic_is_set_and_heard(stage: Stage, alice: Person, tea: Room) -> None:
    await stage.bot.asks("set topic", room=tea.id, topic="coffee")
    assert (await alice.looks_into(tea)).topic == "coffee"
    await alice.renames(tea, "cake")
    heard = await stage.bot.hears("room-topic", room=tea.id, topic="cake")
    assert (heard["before"], heard["by"]) == ("coffee", alice.id)


async def test_who_comes_is_heard(stage: Stage, alice: Person, tea: Room) -> None:
    carol = stage.mocker.person("Carol")
    await alice.invites(tea, carol)
    joined = await stage.bot.hears("room-join", who=[carol.id])
    assert joined["by"] == alice.id


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_file_that_it_sends_arrives(
    stage: Stage, alice: Person, size: int
) -> None:
    content = random.Random(size).randbytes(size)
    id = await stage.bot.asks(
        "send a file",
        to=alice.id,
        name="notes.txt",
        base64=base64.b64encode(content).decode(),
    )
    (seen,) = await alice.sees()
    assert seen.file is not None
    assert (seen.id, seen.file.name) == (id, "notes.txt")
    assert await seen.file.read() == content


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_file_that_a_person_sends_arrives(
    stage: Stage, alice: Person, size: int
) -> None:
    content = random.Random(size).randbytes(size)
    id = await alice.sends(FileBox.from_bytes(content, name="notes.txt"))
    await stage.bot.hears("message", id=id, type="MESSAGE_TYPE_ATTACHMENT")
    assert await stage.bot.asks("read a file", id=id) == {
        "name": "notes.txt",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


async def test_a_link_that_it_sends_arrives(stage: Stage, alice: Person) -> None:
    url = "https://example.org/tea"
    await stage.bot.asks("send a link", to=alice.id, url=url, title="Tea")
    shown = (await alice.hears()).link
    assert shown is not None
    assert (shown.url, shown.title) == (url, "Tea")

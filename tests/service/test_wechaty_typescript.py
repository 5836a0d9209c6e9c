"""Unmodified Wechaty in TypeScript on our server: who it is, and whom it knows."""

from __future__ import annotations

import base64
import hashlib

import pytest

from puppets import FileBox
from puppets.mock import Person
from tests.service.foreigner import without_node
from tests.service.stage import Stage

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


# Who it is.


async def test_it_knows_who_it_is(walk: Stage) -> None:
    me = {"id": walk.puppet.self_id, "name": walk.mocker.bot.name}
    assert await walk.bot.asks("who am I") == me
    assert await walk.bot.asks("am I logged in") is True


async def test_it_waits_until_it_is_ready(walk: Stage) -> None:
    await walk.bot.asks("wait until ready")


async def test_a_ding_comes_back_as_a_dong(walk: Stage) -> None:
    await walk.bot.asks("ding", said="twice")
    await walk.bot.hears("dong", said="twice")


async def test_its_qr_code_leads_to_it(walk: Stage, alice: Person) -> None:
    code = await walk.bot.asks("my QR code")
    assert isinstance(code, str)
    assert await alice.scans(code) == walk.puppet.self_id


async def test_it_changes_what_people_see_of_it(walk: Stage) -> None:
    await walk.bot.asks("sign", signature="at your service")
    await walk.bot.asks("be called", name="Tea bot")
    shown = base64.b64encode(PICTURE).decode()
    await walk.bot.asks("set my avatar", name="me.png", base64=shown)
    profile = walk.mocker.bot.profile
    assert (profile.name, profile.signature) == ("Tea bot", "at your service")
    assert profile.avatar is not None
    assert await profile.avatar.read() == PICTURE


# Contacts.


async def test_a_contact_is_found_by_name_and_by_pattern(walk: Stage) -> None:
    nemo = walk.mocker.person("Nemo")
    face = {"id": nemo.id, "name": "Nemo"}
    assert await walk.bot.asks("find a contact", name="Nemo") == face
    assert await walk.bot.asks("find a contact by name or alias", name="Nemo") == face
    assert await walk.bot.asks("find contacts like", pattern="^N.mo$") == [nemo.id]
    assert await walk.bot.asks("find a contact", name="Nobody") is None


async def test_every_contact_is_listed(walk: Stage, alice: Person, bob: Person) -> None:
    listed = await walk.bot.asks("find all contacts")
    assert isinstance(listed, list)
    assert {alice.id, bob.id} <= set(listed)


async def test_a_contact_is_read(walk: Stage, alice: Person) -> None:
    read = await walk.bot.asks("read a contact", id=alice.id)
    assert isinstance(read, dict)
    assert (read["name"], read["friend"], read["self"]) == ("Alice", True, False)
    assert read["handle"] == alice.profile.handle


async def test_a_new_name_is_read_after_a_sync(walk: Stage, alice: Person) -> None:
    """Wechaty may read its own files again before it has emptied them: once at most."""
    await walk.bot.asks("read a contact", id=alice.id)
    await alice.is_called("Alicia")
    first = await walk.bot.asks("read again", id=alice.id)
    second = await walk.bot.asks("read again", id=alice.id)
    assert {"id": alice.id, "name": "Alicia"} in (first, second)


async def test_an_alias_is_set_found_and_taken_away(walk: Stage, bob: Person) -> None:
    await walk.bot.asks("set alias", id=bob.id, alias="the builder")
    assert await walk.bot.asks("alias", id=bob.id) == "the builder"
    found = await walk.bot.asks("find a contact by alias", alias="the builder")
    assert found == {"id": bob.id, "name": "Bob"}
    await walk.bot.asks("set alias", id=bob.id, alias=None)
    assert await walk.bot.asks("alias", id=bob.id) == ""


async def test_what_is_noted_of_a_contact_is_kept(walk: Stage, alice: Person) -> None:
    await walk.bot.asks("set phones", id=alice.id, phones=["+49 30 1", "+49 30 2"])
    await walk.bot.asks("set corporation", id=alice.id, remark="Tea & Co")
    await walk.bot.asks("set description", id=alice.id, description="likes tea")
    assert await walk.bot.asks("phones", id=alice.id) == ["+49 30 1", "+49 30 2"]
    kept = await walk.puppet.contact_payload(alice.id)
    assert (kept.corporation, kept.description) == ("Tea & Co", "likes tea")


async def test_a_contact_s_picture_arrives(walk: Stage, alice: Person) -> None:
    await alice.looks_like(FileBox.from_bytes(PICTURE, name="alice.png"))
    read = await walk.bot.asks("avatar", id=alice.id)
    assert isinstance(read, dict)
    assert read["sha256"] == hashlib.sha256(PICTURE).hexdigest()


async def test_tags_are_put_listed_and_taken_away(walk: Stage, alice: Person) -> None:
    await walk.bot.asks("tag", id=alice.id, tag="tea")
    assert await walk.bot.asks("tags of", id=alice.id) == ["tea"]
    assert await walk.bot.asks("all tags") == ["tea"]
    await walk.bot.asks("untag", id=alice.id, tag="tea")
    assert await walk.bot.asks("tags of", id=alice.id) == []
    await walk.bot.asks("delete tag", tag="tea")
    assert await walk.bot.asks("all tags") == []


async def test_it_asks_a_stranger_to_be_a_friend(walk: Stage) -> None:
    stranger = walk.mocker.person("Stranger", friend=False)
    found = await walk.bot.asks("search a friend", handle=stranger.profile.handle)
    assert found == {"id": stranger.id, "name": "Stranger"}
    await walk.bot.asks("ask for friendship", id=stranger.id, hello="tea?")
    await stranger.agrees()
    await walk.bot.hears("friendship", contact=stranger.id, type=1)
    assert await stranger.is_friend()


async def test_a_stranger_is_accepted_as_a_friend(walk: Stage) -> None:
    stranger = walk.mocker.person("Newcomer", friend=False)
    await stranger.befriends("may I?")
    asked = await walk.bot.hears("friendship", contact=stranger.id, hello="may I?")
    face = {"id": stranger.id, "name": "Newcomer"}
    assert await walk.bot.asks("accept a friend", id=asked["id"]) == face
    assert await stranger.is_friend()

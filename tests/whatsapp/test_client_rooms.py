"""What the client does to groups, and to the account's own profile, has come to be."""

from __future__ import annotations

import pytest

from puppets.errors import Forbidden, NotFound, Rejected
from puppets.whatsapp.hands import Whom
from puppets_standins.whatsapp import groups

from .living import Living, living, needs_browser

__all__ = ["living"]

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]


async def test_a_group_is_made_and_written_into(living: Living) -> None:
    ada, bea = living.person("Ada"), living.person("Bea")
    screen = await living.client.create_room(["Ada", "Bea"], "Made by us 🎉")
    assert screen.open is not None
    assert screen.open.name == "Made by us 🎉"
    [group] = [each for each in living.store.chats.values() if "Made by" in each.topic]
    assert set(group.members) == {ada.jid, bea.jid, living.me.jid}
    await living.client.send_text(living.whom(group), "welcome")
    assert living.last(group).text == "welcome"


async def test_a_group_of_somebody_unknown_is_not_made(living: Living) -> None:
    living.person("Cem")
    with pytest.raises(NotFound, match="Nobody Known"):
        await living.client.create_room(["Cem", "Nobody Known"], "Never made")
    with pytest.raises(Rejected):
        await living.client.create_room(["Cem"], "  ")
    assert not [
        each for each in living.store.chats.values() if each.topic == "Never made"
    ]
    await living.client.contacts()  # the page is in order again


async def test_a_group_has_members_whom_the_page_tells(living: Living) -> None:
    dot = living.person("Dot")
    stranger = living.person("Nick Name", saved=False)
    group = living.group("Members", dot, stranger)
    members = {
        each.name: each for each in await living.client.members(living.whom(group))
    }
    number = living.store.name_for(living.me, stranger.jid)
    assert members["Dot"].admin
    assert members[number].nick == "Nick Name"
    assert [each.me for each in members.values()].count(True) == 1
    assert len(members) == 3


async def test_people_are_brought_in_and_put_out(living: Living) -> None:
    eli, flo, gia = (living.person(name) for name in ("Eli", "Flo", "Gia"))
    group = living.group("Comings", eli)
    whom = living.whom(group)
    await living.client.add(whom, "Flo", "Gia")
    assert set(group.members) == {eli.jid, flo.jid, gia.jid, living.me.jid}
    await living.client.remove(whom, "Flo", "Eli")
    assert set(group.members) == {gia.jid, living.me.jid}
    with pytest.raises(NotFound, match="Flo"):
        await living.client.remove(whom, "Flo")
    with pytest.raises(NotFound, match="Nobody Known"):
        await living.client.add(whom, "Nobody Known")
    await living.client.send_text(whom, "just us")
    assert living.last(group).text == "just us"


async def test_who_does_not_run_a_group_puts_nobody_out(living: Living) -> None:
    hux, ike = living.person("Hux"), living.person("Ike")
    group = living.group("Not ours", hux, ike, admin=False)
    group.only_admins_edit = True
    living.store.chat_changed(group)
    whom = living.whom(group)
    with pytest.raises(Forbidden):
        await living.client.remove(whom, "Ike")
    with pytest.raises(Forbidden):
        await living.client.add(whom, "Ada")
    with pytest.raises(Forbidden):
        await living.client.set_topic(whom, "Ours")
    with pytest.raises(Forbidden):
        await living.client.invite_link(whom)
    assert (group.topic, len(group.members)) == ("Not ours", 3)


async def test_a_group_is_called_otherwise(living: Living) -> None:
    jo = living.person("Jo")
    group = living.group("Old name", jo)
    await living.client.set_topic(living.whom(group), "New name: *bold* 😀")
    assert group.topic == "New name: *bold* 😀"
    await living.client.send_text(living.whom(group), "look")
    assert living.last(group).text == "look"


async def test_a_group_is_described(living: Living) -> None:
    kit = living.person("Kit")
    group = living.group("Described", kit)
    whom = living.whom(group)
    assert await living.client.description(whom) == ""
    await living.client.set_description(whom, "what we do here")
    assert group.description == "what we do here"
    assert await living.client.description(whom) == "what we do here"
    groups.describe(living.store, kit.jid, group, "what Kit says")
    await living.until(lambda: group.description == "what Kit says")
    assert await living.client.description(whom) in {"what Kit says", "what we do here"}


async def test_a_group_has_a_link(living: Living) -> None:
    lin = living.person("Lin")
    group = living.group("Linked", lin)
    link = await living.client.invite_link(living.whom(group))
    assert link.endswith(f"/{group.invite}")


async def test_a_group_is_left(living: Living) -> None:
    moe = living.person("Moe")
    group = living.group("Left", moe)
    await living.client.quit(living.whom(group))
    assert group.members == [moe.jid]
    with pytest.raises(Forbidden, match="Left"):
        await living.client.send_text(living.whom(group), "one more thing")


async def test_a_group_that_there_is_not_is_not_found(living: Living) -> None:
    nowhere = Whom(name="No such group", room=True)
    with pytest.raises(NotFound, match="No such group"):
        await living.client.members(nowhere)


async def test_the_account_is_called_otherwise(living: Living) -> None:
    number = living.me.person.phone
    await living.client.set_name("Robot 🤖")
    await living.client.set_about("I answer")
    assert (living.me.person.name, living.me.person.about) == ("Robot 🤖", "I answer")
    profile = await living.client.profile()
    assert (profile.name, profile.about) == ("Robot 🤖", "I answer")
    assert profile.phone.replace(" ", "") == number
    await living.client.set_name("Puppet")

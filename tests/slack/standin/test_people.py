"""People: listed, read, changed, gone."""

from __future__ import annotations

import pytest

from puppets_standins.slack import SlackServer

from .asking import Ask
from .test_messages import told

pytestmark = pytest.mark.anyio


async def test_people_are_listed_in_pages(server: SlackServer, ask: Ask) -> None:
    people = [server.sign_up(f"Person {number}") for number in range(5)]
    found, cursor = [], ""
    while True:
        page = await ask("users.list", limit=2, cursor=cursor)
        assert len(page["members"]) <= 2
        found += [member["id"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert found == ["USLACKBOT", server.app.user.id, *people]


async def test_a_person_is_read_with_names_escaped(
    server: SlackServer, ask: Ask
) -> None:
    bob = server.sign_up("<b>Bob</b> & Co", phone="+49301")
    user = (await ask("users.info", user=bob))["user"]
    assert user["real_name"] == "&lt;b&gt;Bob&lt;/b&gt; &amp; Co"
    assert (user["profile"]["phone"], user["is_bot"]) == ("+49301", False)
    assert user["profile"]["email"].endswith("@example.com")
    found = await ask("users.lookupByEmail", email=user["profile"]["email"])
    assert found["user"]["id"] == bob
    assert await ask.refused("users.info", user="U0NOBODY0") == "user_not_found"


async def test_addresses_have_a_scope_of_their_own(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.app.scopes.discard("users:read.email")
    assert "email" not in (await ask("users.info", user=alice))["user"]["profile"]
    word = await ask.refused("users.lookupByEmail", email="alice@example.com")
    assert word == "missing_scope"


async def test_bots_are_told_from_people(server: SlackServer, ask: Ask) -> None:
    bot = (await ask("users.info", user=server.app.user.id))["user"]
    assert (bot["is_bot"], bot["profile"]["bot_id"]) == (True, server.app.bot_id)
    app = (await ask("bots.info", bot=server.app.bot_id))["bot"]
    assert app["user_id"] == server.app.user.id


async def test_of_a_deactivated_person_little_is_told(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.deactivate(alice)
    user = (await ask("users.info", user=alice))["user"]
    assert user["deleted"] is True
    assert "real_name" not in user
    assert user["profile"]["real_name"] == "Alice"
    said = await ask.refused("chat.postMessage", channel=alice, text="hello")
    opened = await ask.refused("conversations.open", users=alice)
    assert (said, opened) == ("user_disabled", "user_disabled")


async def test_who_comes_and_who_changes_is_told(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    server.call(alice, "Alice B.")
    server.portray(alice, b"\x89PNG")
    named, shown = told(server, "user_change")
    assert named["user"]["real_name"] == "Alice B."
    picture = shown["user"]["profile"]["image_original"]
    async with ask.http.get(picture) as response:
        assert await response.read() == b"\x89PNG"
    bob = server.sign_up("Bob")
    assert told(server, "team_join")[0]["user"]["id"] == bob


async def test_user_groups_are_listed(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    group = server.add_usergroup("Tea drinkers", "tea", [alice])
    [found] = (await ask("usergroups.list"))["usergroups"]
    assert (found["id"], found["handle"]) == (group, "tea")
    assert (await ask("usergroups.users.list", usergroup=group))["users"] == [alice]
    word = await ask.refused("usergroups.users.list", usergroup="S0NOBODY0")
    assert word == "no_such_subteam"

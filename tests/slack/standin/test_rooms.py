"""Rooms: made, entered, left, named, and who is told of it."""

from __future__ import annotations

import pytest

from puppets_standins.slack import SlackServer

from .asking import Ask
from .test_messages import told

pytestmark = pytest.mark.anyio


async def test_a_room_is_made_and_its_maker_is_in_it(
    server: SlackServer, ask: Ask
) -> None:
    made = await ask("conversations.create", name="cake")
    room = made["channel"]["id"]
    assert made["channel"]["creator"] == server.app.user.id
    members = await ask("conversations.members", channel=room)
    assert members["members"] == [server.app.user.id]
    kinds = [event["type"] for event in told(server)]
    assert kinds == ["channel_created", "member_joined_channel", "message"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Tea Room", "invalid_name_specials"),
        ("tea & cake", "invalid_name_specials"),
        ("__--", "invalid_name_punctuation"),
        ("tea", "name_taken"),
    ],
    ids=["none", "too long", "capitals", "an ampersand", "no letter", "taken"],
)
async def test_not_every_name_is_one(ask: Ask, room: str, name: str, word: str) -> None:
    assert await ask.refused("conversations.create", name=name) == word


async def test_people_are_brought_in_all_or_none(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    bob, carol = server.sign_up("Bob"), server.sign_up("Carol")

    async def word(*users: str) -> str:
        return await ask.refused(
            "conversations.invite", channel=room, users=",".join(users)
        )

    assert await word() == "no_user"
    assert await word(server.app.user.id) == "cant_invite_self"
    assert await word(bob, "U0NOBODY0") == "user_not_found"
    assert await word(bob, alice) == "already_in_channel"
    assert bob not in server.store.channels[room].members
    both = f"{bob},{carol}"
    assert (await ask("conversations.invite", channel=room, users=both))["ok"]
    joined = told(server, "member_joined_channel")
    assert [event["user"] for event in joined] == [bob, carol]
    assert {event["inviter"] for event in joined} == {server.app.user.id}
    notes = told(server, "channel_join")
    assert [note["user"] for note in notes] == [bob, carol]


async def test_people_are_put_out(server: SlackServer, ask: Ask, room: str) -> None:
    bob = server.sign_up("Bob")
    kick = {"channel": room, "user": bob}
    assert await ask.refused("conversations.kick", **kick) == "not_in_channel"
    server.join(bob, room)
    assert (await ask("conversations.kick", **kick))["ok"]
    assert bob not in server.store.channels[room].members
    [left] = told(server, "member_left_channel")
    assert (left["user"], left["channel"]) == (bob, room)
    me = {"channel": room, "user": server.app.user.id}
    assert await ask.refused("conversations.kick", **me) == "cant_kick_self"


async def test_a_bot_that_is_put_out_hears_who_did_it_and_no_more(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    server.remove(alice, room, server.app.user.id)
    [left] = told(server, "channel_left")
    assert left["actor_id"] == alice
    assert told(server, "member_left_channel")[0]["user"] == server.app.user.id
    assert "removed from #tea" in told(server, "message")[-1]["text"]
    before = len(told(server))
    server.say(alice, room, "finally")
    assert len(told(server)) == before
    word = await ask.refused("conversations.history", channel=room)
    assert word == "not_in_channel"


async def test_a_bot_comes_and_goes_by_itself(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    club = server.open_room("club", [alice])
    secret = server.open_room("secret", [alice], private=True)
    assert (await ask("conversations.join", channel=club))["ok"]
    again = await ask("conversations.join", channel=club)
    assert again["warning"] == "already_in_channel"
    assert (
        await ask.refused("conversations.join", channel=secret) == "channel_not_found"
    )
    assert "not_in_channel" not in await ask("conversations.leave", channel=club)
    assert (await ask("conversations.leave", channel=club))["not_in_channel"] is True


async def test_a_topic_and_a_purpose_are_told_with_who_set_them(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    await ask("conversations.setTopic", channel=room, topic="tea & *cake* 🍰")
    server.set_topic(alice, room, "just <tea>")
    server.set_purpose(alice, room, "four o'clock")
    mine, hers = told(server, "channel_topic")
    assert (mine["topic"], mine["user"]) == (
        "tea &amp; *cake* :cake:",
        server.app.user.id,
    )
    assert (hers["topic"], hers["user"]) == ("just &lt;tea&gt;", alice)
    assert told(server, "channel_purpose")[0]["purpose"] == "four o'clock"
    shown = (await ask("conversations.info", channel=room))["channel"]
    assert (shown["topic"]["value"], shown["topic"]["creator"]) == (
        "just &lt;tea&gt;",
        alice,
    )
    long = {"channel": room, "topic": "x" * 251}
    assert await ask.refused("conversations.setTopic", **long) == "too_long"


async def test_a_private_room_speaks_of_groups(server: SlackServer, alice: str) -> None:
    room = server.open_room("secret", [alice, server.app.user.id], private=True)
    server.set_topic(alice, room, "hush")
    [event] = told(server, "group_topic")
    assert (event["channel_type"], event["channel"][0]) == ("group", "C")
    assert told(server, "member_joined_channel")[0]["channel_type"] == "G"


async def test_a_new_name_is_told_twice_and_only_once_with_who_gave_it(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    server.rename(alice, room, "coffee")
    [renamed] = told(server, "channel_rename")
    assert renamed["channel"]["name"] == "coffee"
    [noted] = told(server, "channel_name")
    assert (noted["old_name"], noted["name"], noted["user"]) == ("tea", "coffee", alice)
    word = await ask.refused("conversations.rename", channel=room, name="cocoa")
    assert word == "not_authorized"


async def test_conversations_are_listed_by_their_types(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    bot = server.app.user.id
    secret = server.open_room("secret", [alice, bot], private=True)
    hidden = server.open_room("hidden", [alice], private=True)
    several = server.open_group([alice, bot, server.sign_up("Bob")])
    direct = server.say(alice, alice, "hello").channel.id
    old = server.open_room("old", [alice])
    server.archive(alice, old)

    async def listed(types: str, **more: str) -> set[str]:
        answer = await ask("conversations.list", types=types, **more)
        return {each["id"] for each in answer["channels"]}

    assert await listed("public_channel") == {room, old}
    assert await listed("public_channel", exclude_archived="true") == {room}
    assert await listed("private_channel") == {secret}
    assert await listed("im,mpim") == {direct, several}
    assert hidden not in await listed("public_channel,private_channel,im,mpim")
    word = await ask.refused("conversations.list", types="tea")
    assert word == "invalid_types"
    mine = await ask("users.conversations", types="public_channel,private_channel")
    assert {each["id"] for each in mine["channels"]} == {room, secret}


async def test_several_people_make_a_group(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    bob = server.sign_up("Bob")
    opened = await ask("conversations.open", users=f"{alice},{bob}")
    again = await ask("conversations.open", users=f"{bob},{alice}", return_im="true")
    assert opened["channel"]["id"] == again["channel"]["id"]
    shown = await ask("conversations.info", channel=opened["channel"]["id"])
    assert shown["channel"]["is_mpim"] is True
    word = await ask.refused("conversations.open", users="U0NOBODY0")
    assert word == "user_not_found"


async def test_a_room_that_moves_has_another_id(
    server: SlackServer, ask: Ask, room: str
) -> None:
    moved = server.move(room)
    [event] = told(server, "channel_id_changed")
    assert (event["old_channel_id"], event["new_channel_id"]) == (room, moved)
    word = await ask.refused("conversations.info", channel=room)
    assert word == "channel_not_found"

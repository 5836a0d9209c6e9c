"""What is said, changed, taken back, answered, and who is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from puppets_standins.slack import SlackServer

from .asking import Ask

pytestmark = pytest.mark.anyio


def told(server: SlackServer, kind: str = "") -> list[dict[str, Any]]:
    """The events of which the first app was told, in order."""
    events = [payload["event"] for payload in server.app.outlet.told]
    return [e for e in events if kind in {"", e["type"], e.get("subtype")}]


async def test_what_a_bot_says_is_told_to_itself_too(
    server: SlackServer, ask: Ask, room: str
) -> None:
    said = await ask("chat.postMessage", channel=room, text="hello")
    [event] = told(server)
    assert (event["ts"], event["text"]) == (said["ts"], "hello")
    assert event["user"] == server.app.user.id
    assert event["bot_id"] == server.app.bot_id
    assert "client_msg_id" not in event


async def test_a_person_is_written_to_by_their_id(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    said = await ask("chat.postMessage", channel=alice, text="hello")
    assert said["channel"].startswith("D")
    opened = await ask("conversations.open", users=alice)
    assert opened["channel"]["id"] == said["channel"]
    assert [m.text for m in server.messages(alice, alice)] == ["hello"]


async def test_a_channel_is_written_to_by_its_name(ask: Ask, room: str) -> None:
    said = await ask("chat.postMessage", channel="#tea", text="hello")
    assert said["channel"] == room


async def test_why_something_cannot_be_said(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    async def word(channel: str, text: str = "hello") -> str:
        return await ask.refused("chat.postMessage", channel=channel, text=text)

    assert await word("C0000000000") == "channel_not_found"
    assert await word(room, "") == "no_text"
    assert await word(room, "x" * 40_001) == "msg_too_long"
    assert await word(server.open_room("club", [alice])) == "not_in_channel"
    secret = server.open_room("secret", [alice], private=True)
    assert await word(secret) == "channel_not_found"
    assert await word(server.add_app("O", "o", "xoxb-o", "xapp-o", "o").user.id) == (
        "cannot_dm_bot"
    )
    server.store.channels[room].is_restricted = True
    assert await word(room) == "restricted_action"
    server.archive(alice, room)
    assert await word(room) == "is_archived"
    assert await ask.refused("chat.postMessage", text="hello") == "invalid_arguments"


async def test_what_cannot_be_said_is_nowhere(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    before = server.messages(alice, room)
    await ask("chat.postMessage", channel=room, text="x" * 40_001)
    await ask("chat.postMessage", channel=room, text="")
    assert server.messages(alice, room) == before
    assert (await ask("chat.postMessage", channel=room, text="x" * 40_000))["ok"]


async def test_a_mention_in_a_room_is_told_beside_the_message(
    server: SlackServer, alice: str, room: str
) -> None:
    bot = {"type": "user", "user_id": server.app.user.id}
    server.say(alice, room, bot, " your turn")
    server.say(alice, alice, bot, " in private")
    assert [e["type"] for e in told(server)] == ["message", "app_mention", "message"]
    message, mention, _ = told(server)
    assert message["ts"] == mention["ts"]
    assert mention["text"] == f"<@{server.app.user.id}> your turn"


async def test_who_is_not_in_a_room_hears_nothing_of_it(
    server: SlackServer, alice: str
) -> None:
    club = server.open_room("club", [alice])
    server.say(alice, club, "among ourselves")
    assert told(server, "message") == []


async def test_an_edit_is_told_with_what_was_before(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    said = server.say(alice, room, "tee")
    server.edit(alice, room, said.ts, "tea")
    [event] = told(server, "message_changed")
    assert event["message"]["text"] == "tea"
    assert event["previous_message"]["text"] == "tee"
    assert event["message"]["edited"]["user"] == alice
    assert (event["message"]["ts"], event["hidden"]) == (said.ts, True)
    assert await ask.refused("chat.update", channel=room, ts=said.ts, text="x") == (
        "cant_update_message"
    )


async def test_what_slack_finds_behind_a_link_is_told_without_an_edit(
    server: SlackServer, alice: str, room: str
) -> None:
    said = server.say(alice, room, "see https://example.com/a")
    server.unfurl(room, said.ts, "A page", "https://example.com/a")
    [event] = told(server, "message_changed")
    assert event["message"]["text"] == event["previous_message"]["text"]
    assert "edited" not in event["message"]
    assert event["message"]["attachments"][0]["title"] == "A page"


async def test_behind_a_link_nothing_is_found_where_nothing_is_to_be(
    server: SlackServer, ask: Ask, room: str
) -> None:
    said = {"channel": room, "text": "https://example.com/a"}
    sent = await ask("chat.postMessage", **said, unfurl_links="false")
    server.unfurl(room, sent["ts"], "A page", "https://example.com/a")
    assert told(server, "message_changed") == []


async def test_a_message_is_taken_back(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    mine = await ask("chat.postMessage", channel=room, text="mine")
    hers = server.say(alice, room, "hers")
    assert (await ask("chat.delete", channel=room, ts=mine["ts"]))["ok"]
    [event] = told(server, "message_deleted")
    assert event["deleted_ts"] == mine["ts"]
    assert event["previous_message"]["text"] == "mine"
    again = await ask.refused("chat.delete", channel=room, ts=mine["ts"])
    other = await ask.refused("chat.delete", channel=room, ts=hers.ts)
    assert (again, other) == ("message_not_found", "cant_delete_message")


async def test_where_others_have_answered_a_stone_stays(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    said = server.say(alice, room, "tea?")
    server.say(alice, room, "yes", thread=said.ts)
    server.delete(room, said.ts)
    assert told(server, "message_deleted") == []
    [event] = told(server, "message_changed")
    assert event["message"]["subtype"] == "tombstone"
    replies = await ask("conversations.replies", channel=room, ts=said.ts)
    assert [m["text"] for m in replies["messages"]] == [
        "This message was deleted.",
        "yes",
    ]


async def test_answers_stand_in_a_thread_and_not_in_the_history(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    first = server.say(alice, room, "tea?")
    yes = await ask("chat.postMessage", channel=room, text="yes", thread_ts=first.ts)
    loud = {"thread_ts": first.ts, "reply_broadcast": "true"}
    await ask("chat.postMessage", channel=room, text="for all", **loud)
    history = await ask("conversations.history", channel=room)
    texts = [
        m["text"] for m in history["messages"] if m.get("subtype") != "channel_join"
    ]
    assert texts == ["for all", "tea?"]
    replies = await ask("conversations.replies", channel=room, ts=first.ts)
    assert [m["text"] for m in replies["messages"]] == ["tea?", "yes", "for all"]
    assert replies["messages"][0]["reply_count"] == 2
    assert replies["messages"][1]["thread_ts"] == first.ts
    assert yes["message"]["thread_ts"] == first.ts
    assert told(server, "thread_broadcast")[0]["root"]["text"] == "tea?"


async def test_history_is_told_in_pages_and_between_two_times(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    said = [server.say(alice, alice, str(number)) for number in range(7)]
    where = said[0].channel.id
    pages, cursor = [], ""
    while True:
        page = await ask("conversations.history", channel=where, limit=3, cursor=cursor)
        pages.append([m["text"] for m in page["messages"]])
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]
    between = {"channel": where, "oldest": said[2].ts, "latest": said[4].ts}
    part = await ask("conversations.history", **between)
    whole = await ask("conversations.history", **between, inclusive="true")
    assert [m["text"] for m in part["messages"]] == ["3"]
    assert [m["text"] for m in whole["messages"]] == ["4", "3", "2"]
    word = await ask.refused("conversations.history", channel=where, cursor="x")
    assert word == "invalid_cursor"


async def test_reactions_are_put_read_and_taken_away(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    said = server.say(alice, room, "tea?")
    item = {"channel": room, "timestamp": said.ts}
    assert (await ask("reactions.add", name="thumbsup", **item))["ok"]
    assert await ask.refused("reactions.add", name="+1", **item) == "already_reacted"
    server.react(alice, room, said.ts, "tada")
    shown = (await ask("reactions.get", **item))["message"]["reactions"]
    assert [each["name"] for each in shown] == ["+1", "tada"]
    assert (await ask("reactions.remove", name="+1", **item))["ok"]
    assert await ask.refused("reactions.remove", name="+1", **item) == "no_reaction"
    assert await ask.refused("reactions.add", name="no_such", **item) == "invalid_name"
    added, by_alice = told(server, "reaction_added")
    assert (added["reaction"], added["user"]) == ("+1", server.app.user.id)
    assert (by_alice["user"], by_alice["item_user"]) == (alice, alice)
    assert told(server, "reaction_removed")[0]["item"]["ts"] == said.ts


async def test_another_name_makes_it_a_message_of_no_user_s(
    server: SlackServer, ask: Ask, room: str
) -> None:
    await ask("chat.postMessage", channel=room, text="boo", username="Ghost")
    [event] = told(server, "bot_message")
    assert event["username"] == "Ghost"
    assert "user" not in event


async def test_a_permalink_names_the_message(ask: Ask, alice: str, room: str) -> None:
    said = await ask("chat.postMessage", channel=room, text="hello")
    found = await ask("chat.getPermalink", channel=room, message_ts=said["ts"])
    assert found["permalink"].endswith(
        f"/archives/{room}/p{said['ts'].replace('.', '')}"
    )

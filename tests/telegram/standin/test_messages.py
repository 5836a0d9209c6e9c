"""Editing, deleting, answering, reacting."""

from __future__ import annotations

import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_editing(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    hers = server.say(alice, alice, "hers")["message_id"]
    _, sent = await ask("sendMessage", chat_id=alice, text="one")
    own = {"chat_id": alice, "message_id": sent["message_id"]}
    _, edited = await ask("editMessageText", **own, text="two")
    assert (edited["text"], edited["edit_date"]) == ("two", edited["date"])
    assert await ask("editMessageText", **own, text="two") == (400, NOT_MODIFIED)
    assert await ask("editMessageText", chat_id=alice, message_id=hers, text="x") == (
        400,
        "Bad Request: message can't be edited",
    )
    assert await ask("editMessageText", chat_id=alice, message_id=99, text="x") == (
        400,
        "Bad Request: message to edit not found",
    )


async def test_deleting(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice])
    hers = server.say(alice, group, "hers")["message_id"]
    _, sent = await ask("sendMessage", chat_id=group, text="mine")
    mine = {"chat_id": group, "message_id": sent["message_id"]}
    assert await ask("deleteMessage", chat_id=group, message_id=hers) == (
        400,
        "Bad Request: message can't be deleted",
    )
    assert await ask("deleteMessage", **mine) == (200, True)
    assert await ask("deleteMessage", **mine) == (
        400,
        "Bad Request: message to delete not found",
    )
    server.promote(alice, group, server.bot.id)
    assert await ask("deleteMessage", chat_id=group, message_id=hers) == (200, True)
    assert [m for m in server.messages(group) if "text" in m] == []


async def test_after_48_hours_nothing_is_deleted(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    _, sent = await ask("sendMessage", chat_id=alice, text="mine")
    server.pass_time(48 * 3600 + 60)
    refused = await ask("deleteMessage", chat_id=alice, message_id=sent["message_id"])
    assert refused == (400, "Bad Request: message can't be deleted for everyone")


async def test_answering_a_message_that_is_gone(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    gone = {"message_id": 99}
    given = {"chat_id": alice, "text": "so"}
    assert await ask("sendMessage", **given, reply_parameters=gone) == (
        400,
        "Bad Request: message to be replied not found",
    )
    lenient = gone | {"allow_sending_without_reply": True}
    assert (await ask("sendMessage", **given, reply_parameters=lenient))[0] == 200


async def test_reacting(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    told = server.say(alice, alice, "tea")["message_id"]
    where = {"chat_id": alice, "message_id": told}
    thumb, heart = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"}
    assert await ask("setMessageReaction", **where, reaction=[thumb]) == (200, True)
    assert server.reactions(alice, told) == {server.bot.id: ["👍"]}
    assert await ask("setMessageReaction", **where, reaction=[thumb, heart]) == (
        400,
        "Bad Request: REACTIONS_TOO_MANY",
    )
    assert await ask(
        "setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "🍵"}]
    ) == (400, "Bad Request: REACTION_INVALID")
    assert await ask("setMessageReaction", **where) == (200, True)
    assert server.reactions(alice, told) == {}

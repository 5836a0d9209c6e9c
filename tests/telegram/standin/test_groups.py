"""What bots hear and may do in groups."""

from __future__ import annotations

import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask, texts

pytestmark = pytest.mark.anyio


async def test_privacy_mode_hides_what_is_none_of_the_bots_business(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice], announced=False)
    server.set_privacy(on=True)
    assert (await ask("getMe"))[1]["can_read_all_group_messages"] is False
    _, asked = await ask("sendMessage", chat_id=group, text="tea?")
    tag = [
        {
            "type": "text_mention",
            "offset": 0,
            "length": 3,
            "user": {"id": server.bot.id},
        }
    ]
    server.say(alice, group, "private")
    server.say(alice, group, "/cmd")
    server.say(alice, group, "/cmd@other_bot")
    server.say(alice, group, "/cmd@Puppet_Bot")
    server.say(alice, group, "oh @puppet_bot")
    server.say(alice, group, "you there", entities=tag)
    server.say(alice, group, "yes", reply_to=asked["message_id"])
    server.rename(alice, group, "coffee")
    heard = ["/cmd", "/cmd@Puppet_Bot", "oh @puppet_bot", "you there", "yes", ""]
    assert texts((await ask("getUpdates"))[1]) == heard
    server.promote(alice, group, server.bot.id)
    server.say(alice, group, "admins hear all")
    assert texts((await ask("getUpdates", offset=-1))[1]) == ["admins hear all"]


async def test_a_bots_own_words_are_not_told_but_its_deeds_are(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice], admin=True, announced=False)
    _, sent = await ask("sendMessage", chat_id=group, text="hello")
    await ask("setChatTitle", chat_id=group, title="coffee")
    await ask("pinChatMessage", chat_id=group, message_id=sent["message_id"])
    _, updates = await ask("getUpdates")
    assert [update["message"]["from"]["id"] for update in updates] == [
        server.bot.id
    ] * 2
    assert updates[0]["message"]["new_chat_title"] == "coffee"
    assert updates[1]["message"]["pinned_message"]["text"] == "hello"


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
        (
            "setChatDescription",
            {"description": "x"},
            "not enough rights to set chat description",
        ),
        (
            "pinChatMessage",
            {"message_id": 1},
            "not enough rights to manage pinned messages in the chat",
        ),
        (
            "banChatMember",
            {"user_id": 1},
            "not enough rights to restrict/unrestrict chat member",
        ),
        ("exportChatInviteLink", {}, "not enough rights to manage chat invite link"),
    ],
)
async def test_a_plain_member_may_not_keep_house(
    server: TelegramServer, ask: Ask, method: str, given: dict[str, object], words: str
) -> None:
    group = server.open_group("tea", [server.sign_up("Alice")])
    assert await ask(method, chat_id=group, **given) == (400, f"Bad Request: {words}")


async def test_removing_members(server: TelegramServer, ask: Ask) -> None:
    alice, bob = server.sign_up("Alice"), server.sign_up("Bob")
    group = server.open_group("tea", [alice, bob], admin=True, announced=False)
    await ask("getUpdates", allowed_updates=["message", "chat_member"])
    assert await ask("banChatMember", chat_id=group, user_id=alice) == (
        400,
        "Bad Request: can't remove chat owner",
    )
    assert await ask("banChatMember", chat_id=group, user_id=bob) == (200, True)
    assert server.members(group) == [alice, server.bot.id]
    _, updates = await ask("getUpdates")
    assert updates[0]["chat_member"]["new_chat_member"]["status"] == "kicked"
    assert updates[1]["message"]["left_chat_member"]["id"] == bob
    assert (await ask("getChatMember", chat_id=group, user_id=bob))[1][
        "status"
    ] == "kicked"
    assert await ask("getChatMember", chat_id=group, user_id=999) == (
        400,
        "Bad Request: user not found",
    )


async def test_messages_are_numbered_by_chat_in_supergroups_and_by_account_elsewhere(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    small = server.open_group("small", [alice], announced=False)
    large = server.open_group("large", [alice], supergroup=True, announced=False)
    other = server.add_bot("Other", "other_bot", "77:another-bot-of-the-same-server")
    server.say(alice, other, "to the other bot")
    numbers = [
        server.say(alice, chat, "hi")["message_id"]
        for chat in (alice, small, alice, large)
    ]
    assert numbers == [1, 2, 3, 1]


async def test_every_bot_has_its_own_queue_files_and_conversation(
    server: TelegramServer, ask: Ask
) -> None:
    token = "77:another-bot-of-the-same-server"
    other = server.add_bot("Other", "other_bot", token)
    alice = server.sign_up("Alice")
    sent = server.send_file(alice, other, "document", b"tea", "tea.txt")
    assert await ask("getUpdates") == (200, [])
    _, [update] = await ask("getUpdates", token)
    assert update["message"]["document"] == sent["document"]
    file_id = sent["document"]["file_id"]
    assert (await ask("getFile", token, file_id=file_id))[0] == 200
    assert await ask("getFile", file_id=file_id) == (
        400,
        "Bad Request: invalid file_id",
    )


async def test_what_people_delete_and_unpin_is_gone_and_bots_are_told_nothing(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    group = server.open_group("tea", [alice], announced=False)
    said = server.say(alice, group, "oops")["message_id"]
    server.pin(alice, group, said)
    server.unpin(alice, group, said)
    server.delete(alice, group, said)
    _, chat = await ask("getChat", chat_id=group)
    assert "pinned_message" not in chat
    assert [m.get("text") for m in server.messages(group)] == [None]
    assert len((await ask("getUpdates"))[1]) == 2

"""What is sent in Telegram's own ways: topics, venues, channels, links, albums."""

from __future__ import annotations

import pytest

from puppets import (
    FileBox,
    LocationPayload,
    MessageEvent,
    MessageType,
    NotFound,
    Rejected,
    TooLong,
    UrlLinkPayload,
)
from puppets.telegram import TelegramPuppet, wire
from puppets_standins.telegram.server import TelegramServer

from .updates import SUPERGROUP, payload, said, update

pytestmark = pytest.mark.anyio


async def test_a_place_with_a_name_is_a_venue(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    pier = LocationPayload(latitude=1.5, longitude=2.5, name="Pier 1", address="Quay")
    sent = await puppet.message_send_location(str(alice), pier)
    assert await puppet.message_location(sent) == pier
    street = LocationPayload(latitude=1.5, longitude=2.5, address="Quay")
    await puppet.message_send_location(str(alice), street)
    venue = server.messages(alice)[-1]["venue"]
    assert (venue["title"], venue["address"]) == ("Quay", "Quay")


async def test_a_link_has_its_title_and_what_is_said_of_it(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    link = UrlLinkPayload(url="https://a.example", title="A", description="of letters")
    sent = await puppet.message_send_url(str(alice), link)
    shown = server.messages(alice)[-1]
    assert shown["text"] == "A\nof letters\nhttps://a.example"
    assert (await puppet.message_payload(sent)).type is MessageType.URL


async def test_mentions_may_make_a_text_too_long(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    with pytest.raises(TooLong):
        await puppet.message_send_text(
            str(alice), "x" * 4096, mention_ids=(str(alice),)
        )
    assert server.messages(alice) == []


async def test_a_chat_without_a_name_of_its_own_cannot_be_mentioned(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    group = server.open_group("tea", [alice])
    with pytest.raises(Rejected, match="nobody can mention"):
        await puppet.message_send_text(
            str(group), "you!", mention_ids=(f"chat{group}",)
        )


async def test_a_caption_is_edited_where_there_is_one(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    box = FileBox.from_bytes(b"a", name="a.txt")
    sent = await puppet.message_send_file(str(alice), box)
    await puppet.message_edit_text(sent, "a letter")
    assert server.messages(alice)[-1]["caption"] == "a letter"
    assert (await puppet.message_payload(sent)).text == "a letter"
    with pytest.raises(TooLong) as caught:
        await puppet.message_edit_text(sent, "x" * 1025)
    assert caught.value.limit == 1024


async def test_an_edit_that_changes_nothing_is_done(
    puppet: TelegramPuppet, alice: int
) -> None:
    sent = await puppet.message_send_text(str(alice), "tea")
    await puppet.message_edit_text(sent, "tea")
    assert (await puppet.message_payload(sent)).text == "tea"


async def test_a_heart_may_be_asked_for_in_colour(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    sent = await puppet.message_send_text(str(alice), "tea?")
    await puppet.message_react(sent, "\u2764\ufe0f")
    number = server.messages(alice)[-1]["message_id"]
    assert server.reactions(alice, number) == {server.bot.id: ["\u2764"]}
    with pytest.raises(Rejected):
        await puppet.message_react(sent, "🦊")


async def test_an_album_is_heard_as_its_messages(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    files: list[tuple[str, bytes, str | None, str | None]] = [
        ("document", bytes([n]), f"{n}.bin", None) for n in range(3)
    ]
    with puppet.listen(MessageEvent) as messages:
        server.send_album(alice, alice, files, caption="three")
        found = [(await anext(messages)).message for _ in range(3)]
    assert [message.filename for message in found] == ["0.bin", "1.bin", "2.bin"]
    assert [message.text for message in found] == ["three", "", ""]
    assert await (await puppet.message_file(found[2].id)).read() == b"\x02"


async def test_an_empty_announcement_takes_the_last_one_away(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    group = str(server.open_group("tea", [alice], admin=True))
    await puppet.room_set_announce(group, "tea at four")
    await puppet.room_set_announce(group, "")
    assert await puppet.room_announce(group) == ""


async def test_a_code_leads_where_it_led_before(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    group = str(server.open_group("tea", [alice], admin=True))
    first = await puppet.room_qrcode(group)
    assert await puppet.room_qrcode(group) == first
    server.store.groups[int(group)].username = "tea_room"
    assert await puppet.room_qrcode(group) == "https://t.me/tea_room"


async def test_someone_put_out_of_a_supergroup_may_come_back(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    bob = server.sign_up("Bob")
    group = server.open_group("tea", [alice, bob], supergroup=True, admin=True)
    await puppet.room_del(str(group), str(bob))
    assert server.store.groups[group].members[bob].status == "left"


async def test_a_room_that_is_shut_is_no_room(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    group = server.open_group("tea", [alice], supergroup=True)
    assert await puppet.room_validate(str(group))
    server.remove(alice, group, server.bot.id)
    assert not await puppet.room_validate(str(group))


async def test_typing_is_ended(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    await puppet.conversation_set_typing(str(alice), typing=False)
    assert server.chat_actions[-1] == (alice, "cancel")


async def test_an_answer_in_a_topic_stays_in_it(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    """The stand-in has no topics: what matters is what it is asked."""
    message = payload(id=f"{alice}:7", conversation_id=str(alice), thread_id="3")
    await puppet._memory.save(message)
    assert await puppet._answer(alice, message.id) == {
        "reply_parameters": {"message_id": 7},
        "message_thread_id": 3,
    }
    assert await puppet._answer(-5, message.id) == {
        "reply_parameters": {"message_id": 7, "chat_id": alice},
        "message_thread_id": 3,
    }


async def test_what_a_bot_says_in_a_channel_is_its_own(
    puppet: TelegramPuppet,
) -> None:
    told = update(channel_post=said(SUPERGROUP, None, sender_chat=SUPERGROUP, text="a"))
    post = told.update.channel_post
    assert post is not None
    heard = puppet._payload(wire.Said(message=post, native=told.native))
    assert heard.talker_id == puppet.self_id


async def test_a_message_without_a_preview_has_no_small_picture(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    with puppet.listen(MessageEvent) as messages:
        server.send_file(alice, alice, "voice", b"abc")
        message = (await anext(messages)).message
    with pytest.raises(NotFound):
        await puppet.message_image(message.id)

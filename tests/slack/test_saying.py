"""What a Slack puppet says, as people on Slack see it."""

from __future__ import annotations

import pytest

from conformance.hearing import eventually, heard, overhears
from puppets import (
    DirtyEvent,
    FileBox,
    FileKind,
    Forbidden,
    MessageEvent,
    MessageType,
    NotFound,
    ReactionEvent,
    Rejected,
    UrlLinkPayload,
)
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

pytestmark = pytest.mark.anyio


def bot(server: SlackServer) -> str:
    return server.app.user.id


# Text.


async def test_a_plain_text_is_sent_without_blocks_of_its_own(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    await puppet.message_send_text(room, "a & b")
    assert server.messages(bot(server), room)[-1].text == "a &amp; b"


async def test_markup_is_sent_as_rich_text_that_is_none(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    await puppet.message_send_text(room, "*not* bold :tea:")
    [block] = server.messages(bot(server), room)[-1].blocks
    [section] = block["elements"]
    assert section["elements"] == [{"type": "text", "text": "*not* bold :tea:"}]


async def test_a_mention_of_a_bot_that_is_no_user_is_rejected(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    with pytest.raises(Rejected, match="nobody can mention"):
        await puppet.message_send_text(room, "hey", mention_ids=(server.app.bot_id,))


async def test_an_edit_takes_the_place_of_blocks_too(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    sent = await puppet.message_send_text(room, "*a*")
    await puppet.message_edit_text(sent, "_b_")
    [block] = server.messages(bot(server), room)[-1].blocks
    assert block["elements"][0]["elements"] == [{"type": "text", "text": "_b_"}]
    assert (await puppet.message_payload(sent)).text == "_b_"


async def test_its_own_edit_is_no_event_but_makes_the_message_dirty(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    sent = await puppet.message_send_text(room, "tee")
    with puppet.listen(DirtyEvent) as events:
        await puppet.native.chat_update(
            channel=room, ts=sent.partition(":")[2], text="tea"
        )
        assert (await heard(events)).payload_id == sent
    assert (await puppet.message_payload(sent)).text == "tea"


# Threads.


async def test_an_answer_in_a_thread_stays_in_it(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    root = server.say(alice, room, "tea?")
    reply = await overhears(
        puppet, lambda: _says(server, alice, room, "or coffee?", root.ts)
    )
    answer = await puppet.message_send_text(room, "tea", reply_to=reply.id)
    payload = await puppet.message_payload(answer)
    assert (payload.thread_id, payload.reply_to_id) == (root.ts, f"{room}:{root.ts}")
    [_, shown] = root.answers
    assert f"{room}:{shown.ts}" == answer


async def test_an_answer_to_what_it_never_saw_finds_its_thread(
    server: SlackServer, alice: str, room: str, puppet: SlackPuppet
) -> None:
    await eventually(lambda: server.app.outlet.is_idle, "all to be heard")
    root = server.say(alice, room, "tea?")
    reply = server.say(alice, room, "or coffee?", thread=root.ts)
    for unseen in (f"{room}:{root.ts}", f"{room}:{reply.ts}"):
        await puppet._memory.forget(type(await puppet.message_payload(unseen)), unseen)
        answer = await puppet.message_send_text(room, "tea", reply_to=unseen)
        assert (await puppet.message_payload(answer)).thread_id == root.ts


async def test_an_answer_belongs_where_the_question_was_asked(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    question = await overhears(puppet, lambda: _says(server, alice, room, "tea?"))
    with pytest.raises(NotFound):
        await puppet.message_send_text(alice, "yes", reply_to=question.id)


# Links and cards.


async def test_a_link_is_sent_with_what_is_said_of_it(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    page = UrlLinkPayload(
        url="https://a.example/?b&c", title="A <page>", description="of"
    )
    sent = await puppet.message_send_url(room, page)
    shown = server.messages(bot(server), room)[-1].text
    assert shown == "A &lt;page&gt;\nof\n<https://a.example/?b&amp;c>"
    assert (await puppet.message_payload(sent)).type is MessageType.URL
    assert (await puppet.message_url(sent)).url == page.url


async def test_a_card_calls_nobody(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    sent = await puppet.message_send_contact(room, alice)
    payload = await puppet.message_payload(sent)
    assert (payload.type, payload.mention_ids) == (MessageType.CONTACT, ())
    assert (payload.text, await puppet.message_contact(sent)) == ("Alice", alice)


async def test_what_is_passed_on_says_who_said_it(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    original = await overhears(puppet, lambda: _says(server, alice, room, "<b> *tea*"))
    copy = await puppet.message_forward(alice, original.id)
    payload = await puppet.message_payload(copy)
    assert payload.text == "<b> *tea*\n— Alice"
    assert "/archives/" in (await puppet.message_url(copy)).url


# Files.


async def test_each_of_several_files_can_be_read(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    files = [
        server.make_file(alice, f"{name}.txt", "text/plain", name.encode())
        for name in ("one", "two")
    ]
    with puppet.listen(MessageEvent) as events:
        said = server.send_file(alice, room, files, "both")
        first, second = [(await heard(events)).message for _ in range(2)]
    assert (first.id, second.id) == (f"{room}:{said.ts}", f"{room}:{said.ts}:2")
    assert (first.text, second.text) == ("both", "")
    assert await (await puppet.message_file(first.id)).read() == b"one"
    assert await (await puppet.message_file(second.id)).read() == b"two"


async def test_a_file_that_was_deleted_is_not_found(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    sent = await puppet.message_send_file(room, FileBox.from_bytes(b"a", name="a.txt"))
    [file] = server.messages(bot(server), room)[-1].files
    await puppet.native.files_delete(file=file.id)
    box = await puppet.message_file(sent)
    with pytest.raises((NotFound, Forbidden)):
        await box.read()


async def test_what_it_sent_is_of_the_kind_that_it_was_sent_as(
    puppet: SlackPuppet, room: str
) -> None:
    box = FileBox.from_bytes(b"a", name="a.webp", kind=FileKind.STICKER)
    sent = await puppet.message_send_file(room, box)
    assert (await puppet.message_payload(sent)).type is MessageType.EMOTICON


# Reactions.


async def test_a_reaction_that_is_there_already_is_no_mistake(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    message = await overhears(puppet, lambda: _says(server, alice, room, "tea?"))
    for _ in range(2):
        await puppet.message_react(message.id, "❤️")
    assert server.message(room, message.id.partition(":")[2]).reactions == {
        "heart": [bot(server)]
    }
    for _ in range(2):
        await puppet.message_unreact(message.id, "❤")
    assert server.message(room, message.id.partition(":")[2]).reactions == {}


async def test_its_own_reaction_is_heard_as_its_own(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    message = await overhears(puppet, lambda: _says(server, alice, room, "tea?"))
    with puppet.listen(ReactionEvent) as events:
        await puppet.message_react(message.id, "👍🏽")
        event = await heard(events)
    assert (event.contact_id, event.emoji) == (puppet.self_id, "👍🏽")


async def test_what_is_no_emoji_of_slack_s_is_rejected(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    message = await overhears(puppet, lambda: _says(server, alice, room, "tea?"))
    with pytest.raises(Rejected, match="invalid_name"):
        await puppet.message_react(message.id, "no such thing")


async def _says(
    server: SlackServer, human: str, where: str, text: str, thread: str = ""
) -> str:
    said = server.say(human, where, text, thread=thread)
    return f"{said.channel.id}:{said.ts}"

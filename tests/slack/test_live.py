"""
The real Slack, for whoever has an app there.

SLACK_BOT_TOKEN and SLACK_APP_TOKEN are those of the app, SLACK_LIVE_CHANNEL is the id of
a channel with the bot in it. What is said there is taken back at the end.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from puppets import FileBox, NotFound, ReadyEvent
from puppets.slack import SlackOptions, SlackPuppet

CHANNEL = os.environ.get("SLACK_LIVE_CHANNEL", "")
NEEDED = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_LIVE_CHANNEL")
MISSING = [name for name in NEEDED if not os.environ.get(name)]

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(90),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}"),
]


@pytest.fixture
async def puppet() -> AsyncIterator[SlackPuppet]:
    puppet = SlackPuppet(SlackOptions.from_environment())
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            yield puppet


async def test_it_says_changes_and_takes_back_a_text(puppet: SlackPuppet) -> None:
    words = "🦊 <b>tea</b> & *cake* :tea:?"
    sent = await puppet.message_send_text(CHANNEL, words)
    [there] = await puppet.message_history(CHANNEL, limit=1)
    assert (there.id, there.text) == (sent, words)
    await puppet.message_edit_text(sent, "*tea* & cake!")
    [there] = await puppet.message_history(CHANNEL, limit=1)
    assert there.text == "*tea* & cake!"
    await puppet.message_react(sent, "👍")
    answer = await puppet.message_send_text(CHANNEL, "yes", reply_to=sent)
    assert (await puppet.message_payload(answer)).reply_to_id == sent
    for message_id in (answer, sent):
        await puppet.message_recall(message_id)
    with pytest.raises(NotFound):
        await puppet.message_recall(answer)


async def test_a_file_comes_back_byte_for_byte(puppet: SlackPuppet) -> None:
    content = bytes(range(256)) * 1000
    box = FileBox.from_bytes(content, name="Отчёт 报告.bin")
    sent = await puppet.message_send_file(CHANNEL, box)
    found = await puppet.message_file(sent)
    assert (await found.read(), found.name) == (content, "Отчёт 报告.bin")
    await puppet.message_recall(sent)


async def test_it_knows_itself_and_the_room(puppet: SlackPuppet) -> None:
    me = await puppet.contact_payload(puppet.self_id)
    assert me.id == puppet.self_id
    assert CHANNEL in await puppet.room_list()
    assert puppet.self_id in await puppet.room_member_list(CHANNEL)


async def test_what_nobody_has_is_not_found(puppet: SlackPuppet) -> None:
    with pytest.raises(NotFound):
        await puppet.message_send_text("U000000000", "hello")

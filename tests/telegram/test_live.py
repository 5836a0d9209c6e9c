"""
The real Telegram, for whoever has a bot there.

TELEGRAM_TOKEN is the bot's token, TELEGRAM_LIVE_CHAT the id of a person who has pressed
Start, or of a group with the bot in it. What is sent there is taken back at the end.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from puppets import FileBox, LocationPayload, NotFound, ReadyEvent
from puppets.telegram import TelegramOptions, TelegramPuppet

CHAT = os.environ.get("TELEGRAM_LIVE_CHAT", "")
NEEDED = ("TELEGRAM_TOKEN", "TELEGRAM_LIVE_CHAT")
MISSING = [name for name in NEEDED if not os.environ.get(name)]

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(60),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}"),
]


@pytest.fixture
async def puppet() -> AsyncIterator[TelegramPuppet]:
    puppet = TelegramPuppet(TelegramOptions.from_environment())
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            yield puppet


async def test_it_says_changes_and_takes_back_a_text(puppet: TelegramPuppet) -> None:
    sent = await puppet.message_send_text(CHAT, "🦊 <b>tea</b> & *cake*?")
    assert (await puppet.message_payload(sent)).text == "🦊 <b>tea</b> & *cake*?"
    await puppet.message_edit_text(sent, "tea & cake!")
    assert (await puppet.message_payload(sent)).text == "tea & cake!"
    answer = await puppet.message_send_text(CHAT, "yes", reply_to=sent)
    assert (await puppet.message_payload(answer)).reply_to_id == sent
    for message_id in (answer, sent):
        await puppet.message_recall(message_id)
    with pytest.raises(NotFound):
        await puppet.message_recall(sent)


async def test_a_file_comes_back_byte_for_byte(puppet: TelegramPuppet) -> None:
    content = bytes(range(256)) * 1000
    box = FileBox.from_bytes(content, name="Отчёт 报告.bin")
    sent = await puppet.message_send_file(CHAT, box)
    found = await puppet.message_file(sent)
    assert (await found.read(), found.name) == (content, "Отчёт 报告.bin")
    await puppet.message_recall(sent)


async def test_a_place_comes_back(puppet: TelegramPuppet) -> None:
    place = LocationPayload(latitude=53.5436, longitude=9.9665)
    sent = await puppet.message_send_location(CHAT, place)
    found = await puppet.message_location(sent)
    assert found.latitude == pytest.approx(place.latitude, abs=1e-4)
    await puppet.message_recall(sent)


async def test_it_knows_itself(puppet: TelegramPuppet) -> None:
    me = await puppet.contact_payload(puppet.self_id)
    assert me.id == puppet.self_id
    assert await puppet.contact_self_qrcode() == f"https://t.me/{me.handle}"


async def test_what_nobody_has_is_not_found(puppet: TelegramPuppet) -> None:
    with pytest.raises(NotFound):
        await puppet.message_send_text("999999999999999", "hello")

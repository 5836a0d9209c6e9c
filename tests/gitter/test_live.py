"""
The real Gitter, or any other homeserver, for whoever has an account there.

GITTER_ACCESS_TOKEN, or GITTER_USER_ID and GITTER_PASSWORD, are those of the account,
GITTER_HOMESERVER says where it is, and GITTER_LIVE_ROOM names a room with it in, as the
options and operations take them. What is said there is taken back at the end.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from puppets import FileBox, NotFound, ReadyEvent
from puppets.gitter import GitterOptions, GitterPuppet

ROOM = os.environ.get("GITTER_LIVE_ROOM", "")
MISSING = [*GitterOptions.missing(), *([] if ROOM else ["GITTER_LIVE_ROOM"])]

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(180),  # the first answer of an old account takes its time
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}"),
]


@pytest.fixture
async def puppet() -> AsyncIterator[GitterPuppet]:
    puppet = GitterPuppet(GitterOptions.from_environment())
    with puppet.listen(ReadyEvent) as ready:
        async with puppet:
            await anext(ready)
            yield puppet


async def test_it_says_changes_and_takes_back_a_text(puppet: GitterPuppet) -> None:
    words = "🦊 <b>tea</b> & *cake* @you?"
    sent = await puppet.message_send_text(ROOM, words)
    [there] = await puppet.message_history(ROOM, limit=1)
    assert (there.id, there.text) == (sent, words)
    await puppet.message_edit_text(sent, "*tea* & cake!")
    [there] = await puppet.message_history(ROOM, limit=1)
    assert there.text == "*tea* & cake!"
    await puppet.message_react(sent, "👍")
    answer = await puppet.message_send_text(ROOM, "yes", reply_to=sent)
    assert (await puppet.message_payload(answer)).reply_to_id == sent
    for message_id in (answer, sent):
        await puppet.message_recall(message_id)
    with pytest.raises(NotFound):
        await puppet.message_recall(answer)


async def test_a_file_comes_back_byte_for_byte(puppet: GitterPuppet) -> None:
    content = bytes(range(256)) * 1000
    box = FileBox.from_bytes(content, name="Отчёт 报告.bin")
    sent = await puppet.message_send_file(ROOM, box)
    found = await puppet.message_file(sent)
    assert (await found.read(), found.name) == (content, "Отчёт 报告.bin")
    await puppet.message_recall(sent)


async def test_it_knows_itself_and_the_room(puppet: GitterPuppet) -> None:
    me = await puppet.contact_payload(puppet.self_id)
    assert me.id == puppet.self_id
    room = await puppet.room_payload(ROOM)
    assert room.id in await puppet.room_list()
    assert puppet.self_id in await puppet.room_member_list(ROOM)


async def test_what_nobody_has_is_not_found(puppet: GitterPuppet) -> None:
    nobody = f"@nobody-at-all-0000000000{puppet.self_id[puppet.self_id.index(':') :]}"
    with pytest.raises(NotFound):
        await puppet.message_send_text(nobody, "hello")

"""Encrypted files: streamed, and shown only if they are what was sent."""

from __future__ import annotations

import tracemalloc
from contextlib import aclosing
from functools import partial

import pytest

from conformance.hearing import overhears
from puppets import FileBox, Malformed, Puppet
from puppets_standins.gitter.account import JSON
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.human import GitterHuman

pytestmark = pytest.mark.anyio

LARGE = 12 * 1024 * 1024


async def test_a_file_is_not_held_in_memory(closed: EncryptedGitterWorld) -> None:
    alice = await closed.human("Alice")
    content = bytes(range(256)) * (LARGE // 256)
    box = FileBox.from_bytes(content, name="large.bin")
    async with closed.puppet() as puppet:
        message = await overhears(puppet, partial(alice.sends, box))
        found = await puppet.message_file(message.id)
        del box
        tracemalloc.start()
        size, is_whole = await _compared(found, content)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (size, is_whole) == (LARGE, True)
    assert most < LARGE // 2


@pytest.mark.parametrize("what", ["hashes", "key", "iv"])
async def test_what_is_not_what_was_sent_is_shown_to_nobody(
    closed: EncryptedGitterWorld, what: str
) -> None:
    alice = await closed.human("Alice")
    wrong: JSON = {
        "hashes": {"sha256": "A" * 43},
        "key": {"k": "too short"},
        "iv": "not base64 at all",
    }
    async with closed.puppet() as puppet:
        message = await _sent_wrongly(puppet, alice, {what: wrong[what]})
        found = await puppet.message_file(message)
        shown = bytearray()
        with pytest.raises(Malformed):
            await _shown(found, shown)
    assert not shown


async def _shown(found: FileBox, shown: bytearray) -> None:
    async with aclosing(found.chunks()) as chunks:
        async for chunk in chunks:
            shown += chunk


async def _sent_wrongly(puppet: Puppet, alice: GitterHuman, wrong: JSON) -> str:
    stored = await alice.account.store(b"words" * 1000, "a.txt", "text/plain")
    stored["file"] |= wrong
    content: JSON = {"msgtype": "m.file", "body": "a.txt", **stored}
    room_id = await alice._where(None)

    async def say() -> str:
        return f"{room_id}{await alice.account.send(room_id, content)}"

    return (await overhears(puppet, say)).id


async def _compared(found: FileBox, content: bytes) -> tuple[int, bool]:
    """How much there is of it, and whether it is the same."""
    size, is_same = 0, True
    async with aclosing(found.chunks()) as chunks:
        async for chunk in chunks:
            is_same &= content[size : size + len(chunk)] == chunk
            size += len(chunk)
    return size, is_same

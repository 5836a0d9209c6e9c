"""Keys come late, are lost, or change (and what is said of it)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import heard, overhears, until
from fixtures.gitter.encrypted import EncryptedGitterWorld
from fixtures.gitter.sealed import SealedAccount
from puppets import ErrorEvent, Forbidden, MessageEvent, StorageError
from puppets.gitter import ChangedKey, GitterPuppet, Undecryptable

pytestmark = pytest.mark.anyio


async def test_what_cannot_be_read_is_said_and_heard_when_its_key_comes(
    closed: EncryptedGitterWorld,
) -> None:
    alice = await closed.human("Alice")
    async with closed.puppet() as puppet:
        late = closed.keys_come_late()
        with (
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(MessageEvent) as messages,
        ):
            said = await alice.says("can you read this?")
            error = (await heard(errors)).error
            assert isinstance(error, Undecryptable)
            assert error.message_id == said
            late.may_come = True
            message = (await heard(messages)).message
    assert (message.id, message.text) == (said, "can you read this?")


async def test_what_waits_for_its_key_outlives_a_restart(
    closed: EncryptedGitterWorld,
) -> None:
    alice, puppet = await closed.human("Alice"), closed.puppet()
    late = closed.keys_come_late()
    async with puppet:
        with puppet.listen(ErrorEvent) as errors:
            await alice.says("can you read this?")
            await heard(errors)
    late.may_come = True
    with puppet.listen(MessageEvent) as messages:
        async with puppet:
            assert (await heard(messages)).message.text == "can you read this?"


async def test_what_was_said_while_it_was_away_can_be_read(
    closed: EncryptedGitterWorld,
) -> None:
    alice, puppet = await closed.human("Alice"), closed.puppet()
    async with puppet:
        await overhears(puppet, partial(alice.says, "before"))
    await alice.says("meanwhile")
    with puppet.listen(MessageEvent) as messages:
        async with puppet:
            assert (await heard(messages)).message.text == "meanwhile"


async def test_a_store_that_is_lost_is_a_clear_error(
    closed: EncryptedGitterWorld,
) -> None:
    puppet = closed.puppet()
    async with puppet:
        pass
    shutil.rmtree(closed.store)
    with pytest.raises(StorageError, match="keys"):
        await puppet.start()


async def test_a_store_that_is_broken_is_a_clear_error(
    closed: EncryptedGitterWorld,
) -> None:
    puppet = closed.puppet()
    async with puppet:
        pass
    [file] = Path(closed.store).glob("*.db")
    file.write_bytes(b"this is no database, " * 1000)
    with pytest.raises(StorageError, match="cannot be read"):
        await puppet.start()


async def test_the_store_is_read_by_nobody_else(closed: EncryptedGitterWorld) -> None:
    folder = Path(closed.store) / "within"
    options = replace(closed.options(closed.bot.token), store=str(folder))
    async with GitterPuppet(options):
        assert folder.stat().st_mode & 0o077 == 0


async def test_a_device_with_another_key_is_said(closed: EncryptedGitterWorld) -> None:
    alice = await closed.human("Alice")
    async with closed.puppet() as puppet:
        await overhears(puppet, partial(alice.says, "it is me"))
        await puppet.message_send_text(alice.id, "so it is")
        with puppet.listen(ErrorEvent) as errors:
            assert isinstance(alice.account, SealedAccount)
            await alice.account.begins_anew()
            event = await until(errors, _tells_of_a_key, "what is amiss with the key")
    assert alice.account.device in str(event.error)


async def test_without_a_store_it_is_said_that_there_is_none(
    closed: EncryptedGitterWorld,
) -> None:
    alice = await closed.human("Alice")
    options = replace(closed.options(closed.bot.token), store="")
    async with GitterPuppet(options) as puppet:
        with puppet.listen(ErrorEvent) as errors:
            await alice.says("hello?")
            error = (await heard(errors)).error
            assert isinstance(error, Undecryptable)
            assert "store" in str(error)
        with pytest.raises(Forbidden, match="store"):
            await puppet.message_send_text(alice.id, "in the clear")
    assert len(await alice.sees()) == 1


async def test_a_direct_chat_is_opened_encrypted_where_that_is_wanted(
    closed: EncryptedGitterWorld,
) -> None:
    carol = await closed.account("Carol")
    options = replace(closed.options(closed.bot.token), encrypt_direct=True)
    async with GitterPuppet(options) as puppet:
        await puppet.message_send_text(carol.id, "psst")
    [chat] = (await closed.bot.account_data("m.direct"))[carol.id]
    await carol.join(chat)
    how = await carol.state(chat, "m.room.encryption")
    assert how["algorithm"] == "m.megolm.v1.aes-sha2"
    kinds = [event["type"] for event in await carol.timeline(chat)]
    assert "m.room.encrypted" in kinds
    assert "m.room.message" not in kinds


def _tells_of_a_key(event: ErrorEvent) -> bool:
    return isinstance(event.error, ChangedKey)

"""Keys come late, are lost, or change (and what is said of it)."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import eventually, heard, overhears, until
from puppets import (
    Batch,
    ErrorEvent,
    Forbidden,
    InProcessMemory,
    MessageEvent,
    StorageError,
    Unavailable,
)
from puppets.gitter import ChangedKey, GitterPuppet, Undecryptable
from puppets.memory import Entry
from puppets_standins.faults import CutAnswer, DelayAnswer
from puppets_standins.gitter.account import Account
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.sealed import SealedAccount

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


async def test_a_key_that_came_with_what_was_not_kept_opens_what_waits(
    closed: EncryptedGitterWorld,
) -> None:
    """It is in the store of keys, and the homeserver tells of it again in vain."""
    alice, memory = await closed.human("Alice"), Refusing()
    async with closed.recipe()(memory) as puppet:
        late = closed.keys_come_late()
        with (
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(MessageEvent) as messages,
        ):
            await alice.says("can you read this?")
            await until(errors, _is(Undecryptable), "what cannot be read")
            memory.refuses = late.may_come = True
            await until(errors, _is(StorageError), "what cannot be kept")
            assert (await heard(messages)).message.text == "can you read this?"


async def test_keys_of_which_nobody_knows_whether_they_were_shown_are_not_lost(
    closed: EncryptedGitterWorld,
) -> None:
    """People may use them from then on, and the homeserver takes no others for them."""
    alice = await closed.human("Alice")
    lost = closed.proxy.inject(CutAnswer(), path="*/keys/upload", times=1)
    with pytest.raises(Unavailable):
        await closed.puppet().start()
    assert lost.met
    async with closed.puppet() as puppet:
        await overhears(puppet, partial(alice.says, "can you read this?"))


async def test_of_two_sends_at_once_neither_throws_away_the_other_s_key(
    closed: EncryptedGitterWorld,
) -> None:
    """The second asks once more for keys of Bob's, while the first hands out its own."""
    alice, bob = await closed.human("Alice"), await closed.human("Bob")
    room = await closed.room("tea", alice, bob)
    local = closed.bot.id.partition(":")[0].rpartition("-")[2]
    await alice.account.name(room.id, local)
    await _use_up_the_keys_of(bob.account, closed.bot)
    handing = closed.proxy.inject(DelayAnswer(seconds=0.5), path="*/sendToDevice/*")
    closed.proxy.inject(DelayAnswer(seconds=1), path="*/keys/claim")
    async with closed.puppet() as puppet:
        first = asyncio.create_task(puppet.message_send_text(room.id, "one"))
        await eventually(lambda: bool(handing.met), "the key to be on its way")
        await puppet.message_send_text(f"#{local}:localhost", "two")
        await first
    shown = [seen.text for seen in await alice.sees(room=room)]
    assert sorted(shown) == ["one", "two"]


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
            event = await until(errors, _is(ChangedKey), "what is amiss with the key")
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


async def _use_up_the_keys_of(account: Account, by: Account) -> None:
    device = {account.device: "signed_curve25519"}
    told = {"one_time_keys": {account.id: device}}
    while told["one_time_keys"]:
        asked = {"one_time_keys": {account.id: device}}
        told = await by.call("POST", "/keys/claim", asked)


class Refusing(InProcessMemory):
    """Cannot keep the next batch that has a cursor, where it refuses."""

    refuses = False

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        if self.refuses and batch.cursor is not None and batch.events:
            self.refuses = False
            raise StorageError("the disk is full")
        return await super().accept(batch)


def _is(kind: type[Exception]) -> Callable[[ErrorEvent], bool]:
    return lambda event: isinstance(event.error, kind)

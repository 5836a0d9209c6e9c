"""Anybody may send anything to a device, and publish anything as keys."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from conformance.hearing import overhears, until
from puppets import ErrorEvent, Malformed
from puppets_standins.gitter.encrypted import EncryptedGitterWorld

pytestmark = pytest.mark.anyio

SENSELESS: list[Any] = [
    {},
    {"algorithm": "m.olm.v1.curve25519-aes-sha2"},
    {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "no key",
        "ciphertext": {"no key": {"type": 0, "body": "no message"}},
    },
    {"algorithm": ["m.megolm.v1.aes-sha2"], "room_id": 7},
    {"action": "request", "body": 7, "request_id": [], "requesting_device_id": None},
    {"action": "cancel", "transaction_id": 7},
    {"action": {}, "method": "m.sas.v1", "from_device": 7, "timestamp": "late"},
]
KINDS = [
    "m.room.encrypted",
    "m.room_key",
    "m.forwarded_room_key",
    "m.room_key_request",
    "m.key.verification.start",
    "m.key.verification.accept",
    "m.dummy",
]


async def test_what_is_sent_to_the_device_and_makes_no_sense_holds_up_nothing(
    closed: EncryptedGitterWorld,
) -> None:
    alice = await closed.human("Alice")
    mallory = await closed.account("Mallory")
    own_key = await _curve_key(closed)
    own = {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "a" * 43,
        "ciphertext": {own_key: {"type": 0, "body": "no message"}},
    }
    numbers = itertools.count()
    async with closed.puppet() as puppet:
        await overhears(puppet, partial(alice.says, "before"))
        for kind in KINDS:
            for content in (*SENSELESS, own):
                told = {closed.bot.id: {closed.bot.device: content}}
                await mallory.call(
                    "PUT",
                    f"/sendToDevice/{kind}/{next(numbers)}",
                    {"messages": told},
                )
        await overhears(puppet, partial(alice.says, "after"))


@pytest.mark.parametrize(
    "device",
    [
        "no device",
        {"user_id": 7},
        {"algorithms": [], "device_id": "X", "keys": {}},
        {
            "algorithms": [],
            "device_id": "X",
            "keys": {"ed25519:X": "?", "curve25519:X": "?"},
            "signatures": {"mallory": {"ed25519:X": "?"}},
        },
    ],
    ids=["no device", "another's", "none", "of no curve"],
)
async def test_keys_that_make_no_sense_shut_out_only_whose_they_are(
    closed: EncryptedGitterWorld, device: object
) -> None:
    """Homeservers pass on what others of theirs say, whatever it is."""
    alice, bob = await closed.human("Alice"), await closed.human("Bob")
    room = await closed.room("tea", alice, bob)

    def twist(answer: bytes) -> bytes:
        told = json.loads(answer)
        if bob.id in told.get("device_keys", {}):
            told["device_keys"][bob.id] = {"X": _signed(device, bob.id)}
        return json.dumps(told).encode()

    closed.proxy.rewrite(twist, path="*/keys/query")
    async with closed.puppet() as puppet:
        with puppet.listen(ErrorEvent) as errors:
            await puppet.message_send_text(room.id, "hello")
            await overhears(puppet, partial(alice.says, "hello!", room=room))
            if not isinstance(device, dict) or "algorithms" not in device:
                await until(errors, _is_malformed(bob.id), "what is amiss")
    [hello, _] = await alice.sees(room=room)
    assert hello.text == "hello"


def _signed(device: object, user_id: str) -> object:
    if isinstance(device, dict) and "signatures" in device:
        signatures = {user_id: device["signatures"]["mallory"]}
        return {**device, "user_id": user_id, "signatures": signatures}
    return device


def _is_malformed(user_id: str) -> Callable[[ErrorEvent], bool]:
    def is_it(event: ErrorEvent) -> bool:
        return isinstance(event.error, Malformed) and user_id in str(event.error)

    return is_it


async def _curve_key(closed: EncryptedGitterWorld) -> str:
    async with closed.puppet():
        asked: dict[str, list[str]] = {closed.bot.id: []}
        told = await closed.bot.call("POST", "/keys/query", {"device_keys": asked})
    device = told["device_keys"][closed.bot.id][closed.bot.device]
    return str(device["keys"][f"curve25519:{closed.bot.device}"])

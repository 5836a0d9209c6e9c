"""The keys of one device: nio's Olm machine, and what it has to ask of the homeserver."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from nio.crypto.olm_machine import Olm
from nio.events.room_events import Event as NioEvent
from nio.events.room_events import MegolmEvent
from nio.events.to_device import (
    ForwardedRoomKeyEvent,
    RoomKeyEvent,
    ToDeviceEvent,
)
from nio.exceptions import EncryptionError
from nio.responses import (
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    ToDeviceResponse,
)
from nio.store.database import DefaultStore

from .._decoding import UNREADABLE
from ..errors import ConfigurationError, PlatformError, StorageError
from . import wire
from .client import GitterClient
from .session import Session

__all__ = ["ChangedKey", "Keys"]

PICKLED_UNDER = "wechaty-puppets"


class ChangedKey(PlatformError):
    """A device of someone's has another key than it had: it is not believed."""


class Keys:
    """
    Who can read what this device says, and what this device can read.

    What is learned is in the store before anything goes on, so that a kill loses none.
    """

    def __init__(self, client: GitterClient, store: str) -> None:
        self._client = client
        self._folder = Path(store)
        self._olm: Olm | None = None
        self._shared: dict[str, frozenset[tuple[str, str]]] = {}
        self._changed: list[ChangedKey] = []

    async def open(self, session: Session) -> None:
        """Raises `StorageError` where the keys of this device are not in the store."""
        who = (session.user_id, session.device_id)
        if not session.device_id:
            raise ConfigurationError("the token is of no device, which keys need")
        self._olm = self._loaded(*who)
        self._shared.clear()
        native = self._client.native
        native.device_id, native.store, native.olm = who[1], self._olm.store, self._olm
        await self._query([session.user_id])
        await self.upkeep()

    def close(self) -> None:
        olm, self._olm = self._olm, None
        self._client.native.olm = self._client.native.store = None
        if olm is not None:
            olm.store.database.close()

    # What comes in.

    def take(self, told: wire.Sync) -> bool:
        """What is told of keys; whether there is one by which more can be read."""
        olm = self._machine
        if told.key_counts is not None:
            olm.uploaded_key_count = told.key_counts.get("signed_curve25519", 0)
        olm.add_changed_users(olm.tracked_users.intersection(told.device_lists.changed))
        found = [self._take(raw) for raw in told.to_device.events]
        olm.collect_key_requests()
        return any(found)

    def read(self, room_id: str, raw: bytes) -> bytes | None:
        """The event as it was before it was encrypted; None where no key opens it."""
        try:
            event = NioEvent.parse_encrypted_event(msgspec.json.decode(raw))
        except UNREADABLE:
            return None
        if not isinstance(event, MegolmEvent):
            return None
        try:
            opened = self._machine.decrypt_megolm_event(event, room_id)
        except EncryptionError:
            return None
        whole = msgspec.json.decode(raw, type=dict[str, object])
        said = {name: opened.source[name] for name in ("type", "content")}
        return msgspec.json.encode({**whole, **said})

    # What goes out.

    async def seal(
        self, room_id: str, kind: str, said: object, members: Iterable[str]
    ) -> dict[str, object]:
        """What to send, so that the devices of these people can read it, and no other."""
        olm, people = self._machine, sorted(members)
        await self._query(set(people) - olm.tracked_users | olm.users_for_key_query)
        devices = frozenset(self._devices(people))
        if self._shared.get(room_id) != devices:
            olm.outbound_group_sessions.pop(room_id, None)
        if olm.should_share_group_session(room_id):
            await self._share(room_id, people)
            self._shared[room_id] = devices
        plain = {
            "type": kind,
            "content": msgspec.json.decode(msgspec.json.encode(said)),
        }
        return dict(olm.group_encrypt(room_id, plain))

    async def upkeep(self) -> list[ChangedKey]:
        """Whatever the machine wants to ask and to tell; whose keys have changed."""
        olm = self._machine
        if olm.should_upload_keys:
            asked = msgspec.json.encode(olm.share_keys())
            told = msgspec.json.decode(await self._client.keys("upload", asked))
            told["one_time_key_counts"].setdefault("curve25519", 0)
            told["one_time_key_counts"].setdefault("signed_curve25519", 0)
            olm.handle_response(KeysUploadResponse.from_dict(told))
        await self._query(olm.users_for_key_query)
        if olm.wedged_devices or olm.key_request_devices_no_session:
            await self._claim(olm.get_users_for_key_claiming())
        for message in list(olm.outgoing_to_device_messages):
            await self._tell(message.type, message.as_dict())
            olm.handle_response(ToDeviceResponse(message))
        changed, self._changed = self._changed, []
        return changed

    # Parts of the above.

    def _loaded(self, user: str, device: str) -> Olm:
        store = None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            store = DefaultStore(user, device, str(self._folder), PICKLED_UNDER)
            return Olm(user, device, store)
        except Exception as error:  # SQLite's, peewee's, vodozemac's, the system's
            if store is not None:
                store.database.close()
            words = f"the keys in {self._folder} cannot be read: {type(error).__name__}"
            raise StorageError(words) from error

    @property
    def _machine(self) -> Olm:
        if self._olm is None:
            raise StorageError("the store of the keys is not open")
        return self._olm

    def _take(self, raw: msgspec.Raw) -> bool:
        try:
            event = ToDeviceEvent.parse_event(msgspec.json.decode(raw))
            opened = self._machine.handle_to_device_event(event)
        except (msgspec.MsgspecError, EncryptionError, KeyError, ValueError):
            return False  # anybody may send anything to a device
        return isinstance(opened, RoomKeyEvent | ForwardedRoomKeyEvent)

    def _devices(self, people: Iterable[str]) -> Iterator[tuple[str, str]]:
        for person in people:
            for device in self._machine.device_store.active_user_devices(person):
                yield person, device.id

    async def _share(self, room_id: str, people: list[str]) -> None:
        olm = self._machine
        if missing := olm.get_missing_sessions(people):
            await self._claim(missing)
        for shared_with, content in olm.share_group_session_parallel(
            room_id, people, ignore_unverified_devices=True
        ):
            await self._tell("m.room.encrypted", content)
            olm.outbound_group_sessions[room_id].users_shared_with.update(shared_with)
        olm.outbound_group_sessions[room_id].shared = True

    async def _query(self, users: Iterable[str]) -> None:
        wanted: dict[str, list[str]] = {user: [] for user in users}
        if not wanted:
            return
        asked = msgspec.json.encode({"device_keys": wanted})
        told = msgspec.json.decode(await self._client.keys("query", asked))
        response = KeysQueryResponse.from_dict(told)
        self._changed += self._changes(response.device_keys)
        self._machine.handle_response(response)
        self._machine.users_for_key_query.difference_update(wanted)

    def _changes(
        self, told: dict[str, dict[str, dict[str, dict[str, str]]]]
    ) -> Iterator[ChangedKey]:
        olm = self._machine
        for user, devices in told.items():
            for name, device in devices.items():
                now = device["keys"].get(f"ed25519:{name}")
                if (user, name) == (olm.user_id, olm.device_id):
                    self._refuse_another(now)
                    continue
                known = olm.device_store[user].get(name)
                if known is not None and known.ed25519 != now:
                    words = f"device {name} of {user} has another key than before"
                    yield ChangedKey(words)

    def _refuse_another(self, published: str | None) -> None:
        olm = self._machine
        if published != olm.account.identity_keys["ed25519"]:
            raise StorageError(
                f"the keys of device {olm.device_id} are not in {self._folder}: what was "
                "encrypted for it cannot be read; bring the folder back, or log in anew"
            )

    async def _claim(self, devices: dict[str, list[str]]) -> None:
        kinds = {
            user: dict.fromkeys(names, "signed_curve25519")
            for user, names in devices.items()
        }
        asked = msgspec.json.encode({"one_time_keys": kinds})
        told = msgspec.json.decode(await self._client.keys("claim", asked))
        self._machine.handle_response(KeysClaimResponse.from_dict(told))

    async def _tell(self, kind: str, content: object) -> None:
        await self._client.send_to_device(kind, secrets.token_hex(12), content)

"""The keys of one device, in a store: nio's Olm machine, which hears from anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import msgspec
from nio.crypto.olm_machine import Olm
from nio.events.room_events import Event as NioEvent
from nio.events.room_events import MegolmEvent
from nio.events.to_device import RoomKeyEvent, ToDeviceEvent
from nio.exceptions import EncryptionError
from nio.responses import KeysClaimResponse, KeysQueryResponse, KeysUploadResponse
from nio.store.database import SqliteStore
from peewee import PeeweeException

from .._decoding import UNREADABLE
from ..errors import Malformed, PlatformError, StorageError
from . import answers, wire

__all__ = ["ChangedKey", "Device"]

PICKLED_UNDER = "wechaty-puppets"

Share: TypeAlias = tuple[set[tuple[str, str]], dict[str, object]]
"""Devices, and what to send them."""


class ChangedKey(PlatformError):
    """A device of someone's has another key than it had: it is not believed."""


class Device:
    """
    What this device can read, and whose devices it knows.

    Each step is in the store as a whole or not at all, before anything goes on: a kill
    loses no key, and what was half done is told again.
    """

    def __init__(self, user: str, name: str, store: str) -> None:
        self._folder = Path(store)
        self.olm: Olm = self._loaded(user, name)

    def close(self) -> None:
        self.olm.store.database.close()

    def take(self, told: wire.Sync) -> set[str]:
        """What is told of keys; the sessions that can be read now."""
        olm = self.olm
        if told.key_counts is not None:
            olm.uploaded_key_count = told.key_counts.get("signed_curve25519", 0)
        olm.add_changed_users(olm.tracked_users.intersection(told.device_lists.changed))
        with self._step():
            found = {self._take(raw) for raw in told.to_device.events}
            olm.collect_key_requests()
        return found - {""}

    def read(self, room_id: str, raw: bytes) -> bytes | None:
        """The event as it was before it was encrypted; None where no key opens it."""
        try:
            event = NioEvent.parse_encrypted_event(msgspec.json.decode(raw))
        except UNREADABLE:
            return None
        if not isinstance(event, MegolmEvent):
            return None
        try:
            opened = self.olm.decrypt_megolm_event(event, room_id)
        except EncryptionError:
            return None
        whole = msgspec.json.decode(raw, type=dict[str, object])
        said = {name: opened.source[name] for name in ("type", "content")}
        return msgspec.json.encode({**whole, **said})

    # What this device shows of itself.

    def to_upload(self) -> bytes:
        """Its keys, each kept before anybody can use it: else a kill would lose it."""
        shown = self.olm.share_keys()
        self.olm.save_account()
        return msgspec.json.encode(shown)

    def uploaded(self, counts: answers.KeyCounts) -> None:
        told = counts.one_time_key_counts
        response = KeysUploadResponse(
            told.get("curve25519", 0), told.get("signed_curve25519", 0)
        )
        self.olm.handle_response(response)

    # What others show of theirs. Their homeservers pass on whatever they uploaded.

    def learn(self, told: answers.DeviceKeys) -> list[PlatformError]:
        """Whose devices have which keys; what is amiss with them."""

        def learn(user: str, found: object) -> list[PlatformError]:
            self.olm.tracked_users.add(user)  # asked again when they change
            devices = msgspec.convert(found, dict[str, answers.Shown])
            changes = list(self._changes(user, devices))
            response = KeysQueryResponse.from_dict({"device_keys": {user: found}})
            self._hand(response, KeysQueryResponse)
            return changes

        return self._one_by_one("keys", told.device_keys, learn)

    def meet(self, told: answers.OneTimeKeys) -> list[PlatformError]:
        """Begin to speak with the devices of which these are keys; what is amiss."""

        def meet(user: str, found: object) -> list[PlatformError]:
            response = KeysClaimResponse.from_dict({"one_time_keys": {user: found}})
            self._hand(response, KeysClaimResponse)
            return []

        return self._one_by_one("one-time keys", told.one_time_keys, meet)

    def devices(self, people: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Those of these people that are in use."""
        return frozenset(
            (person, device.id)
            for person in people
            for device in self.olm.device_store.active_user_devices(person)
        )

    def shares(self, room_id: str, people: list[str]) -> list[Share]:
        """The key of what is said in this room, for each of their devices; in parts."""
        with self._step():
            return list(
                self.olm.share_group_session_parallel(
                    room_id, people, ignore_unverified_devices=True
                )
            )

    # Parts of the above.

    def _loaded(self, user: str, name: str) -> Olm:
        store = None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            store = SqliteStore(user, name, str(self._folder), PICKLED_UNDER)
            return Olm(user, name, store)
        except Exception as error:  # SQLite's, peewee's, vodozemac's, the system's
            if store is not None:
                store.database.close()
            words = f"the keys in {self._folder} cannot be read: {type(error).__name__}"
            raise StorageError(words) from error

    @contextmanager
    def _step(self) -> Iterator[None]:
        try:
            with self.olm.store.database.atomic():
                yield
        except PeeweeException as error:
            raise StorageError(f"keys cannot be kept in {self._folder}") from error

    def _one_by_one(
        self,
        what: str,
        told: Mapping[str, object],
        heed: Callable[[str, object], list[PlatformError]],
    ) -> list[PlatformError]:
        """What is amiss with one of these users is not with the others."""
        amiss: list[PlatformError] = []
        for user, found in told.items():
            try:
                with self._step():
                    amiss += heed(user, found)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 - nio trusts what it is told
                senseless = Malformed(
                    f"the {what} of {user} cannot be understood",
                    update=msgspec.json.encode(found),
                )
                senseless.__cause__ = error
                amiss.append(senseless)
        return amiss

    def _hand(self, response: object, kind: type[object]) -> None:
        if not isinstance(response, kind):  # nio returns what it cannot read
            raise TypeError(str(response))
        self.olm.handle_response(response)

    def _take(self, raw: msgspec.Raw) -> str:
        """The session of which this is the key; empty where it is none."""
        try:
            event = ToDeviceEvent.parse_event(msgspec.json.decode(raw))
            opened = self.olm.handle_to_device_event(event)
        except PeeweeException:
            raise
        except Exception:  # noqa: BLE001 - anybody may send anything to a device
            return ""
        return opened.session_id if isinstance(opened, RoomKeyEvent) else ""

    def _changes(
        self, user: str, devices: dict[str, answers.Shown]
    ) -> Iterator[PlatformError]:
        for name, device in devices.items():
            now = device.keys.get(f"ed25519:{name}")
            if (user, name) == (self.olm.user_id, self.olm.device_id):
                self._refuse_another(now)
                continue
            known = self.olm.device_store[user].get(name)
            if known is not None and known.ed25519 != now:
                words = f"device {name} of {user} has another key than before"
                yield ChangedKey(words)

    def _refuse_another(self, published: str | None) -> None:
        if published != self.olm.account.identity_keys["ed25519"]:
            raise StorageError(
                f"the keys of device {self.olm.device_id} are not in {self._folder}: what "
                "was encrypted for it cannot be read; bring the folder back, or log in anew"
            )

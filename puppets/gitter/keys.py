"""What the keys of a device have to ask of the homeserver, and to tell others."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable

import msgspec
from nio.responses import ToDeviceResponse

from .._decoding import decoded
from ..errors import ConfigurationError, PlatformError, StorageError
from . import answers, wire
from .client import GitterClient
from .device import Device
from .session import Session

__all__ = ["Keys"]


class Keys:
    """Who can read what this device says, and what this device can read."""

    def __init__(self, client: GitterClient, store: str) -> None:
        self._client = client
        self._store = store
        self._opened: Device | None = None
        self._shared: dict[str, frozenset[tuple[str, str]]] = {}
        self._amiss: list[PlatformError] = []
        # A room has several names, and edits do not wait for what is being sent: of two
        # who share a key at once, each would throw away the other's.
        self._sharing = asyncio.Lock()

    async def open(self, session: Session) -> None:
        """Raises `StorageError` where the keys of this device are not in the store."""
        if not session.device_id:
            raise ConfigurationError("the token is of no device, which keys need")
        self._opened = Device(session.user_id, session.device_id, self._store)
        self._shared.clear()
        self._amiss.clear()
        native, olm = self._client.native, self._opened.olm
        native.device_id, native.store, native.olm = session.device_id, olm.store, olm
        await self._query({session.user_id})
        await self._upload()

    def close(self) -> None:
        device, self._opened = self._opened, None
        self._client.native.olm = self._client.native.store = None
        if device is not None:
            device.close()

    # What comes in.

    def take(self, told: wire.Sync) -> set[str]:
        """What is told of keys; the sessions that can be read now."""
        return self._device.take(told)

    def read(self, room_id: str, raw: bytes) -> bytes | None:
        """The event as it was before it was encrypted; None where no key opens it."""
        return self._device.read(room_id, raw)

    # What goes out.

    async def seal(
        self, room_id: str, kind: str, said: object, members: Iterable[str]
    ) -> dict[str, object]:
        """What to send, so that the devices of these people can read it, and no other."""
        olm, people = self._device.olm, sorted(members)
        async with self._sharing:
            await self._query(set(people) - olm.tracked_users | olm.users_for_key_query)
            devices = self._device.devices(people)
            if self._shared.get(room_id) != devices:
                olm.outbound_group_sessions.pop(room_id, None)
            if olm.should_share_group_session(room_id):
                await self._share(room_id, people)
                self._shared[room_id] = devices
            content = msgspec.json.decode(msgspec.json.encode(said))
            return dict(olm.group_encrypt(room_id, {"type": kind, "content": content}))

    async def upkeep(self) -> list[PlatformError]:
        """Whatever there is to ask and to tell; what was found to be amiss."""
        olm = self._device.olm
        await self._upload()
        await self._query(olm.users_for_key_query)
        if olm.wedged_devices or olm.key_request_devices_no_session:
            await self._claim(olm.get_users_for_key_claiming())
        for message in list(olm.outgoing_to_device_messages):
            await self._tell(message.type, message.as_dict())
            olm.handle_response(ToDeviceResponse(message))
        amiss, self._amiss = self._amiss, []
        return amiss

    # Parts of the above.

    @property
    def _device(self) -> Device:
        if self._opened is None:
            raise StorageError("the store of the keys is not open")
        return self._opened

    async def _upload(self) -> None:
        if self._device.olm.should_upload_keys:
            told = await self._client.keys("upload", self._device.to_upload())
            self._device.uploaded(decoded("keys/upload", told, answers.KeyCounts))

    async def _share(self, room_id: str, people: list[str]) -> None:
        olm = self._device.olm
        if missing := olm.get_missing_sessions(people):
            await self._claim(missing)
        for shared_with, content in self._device.shares(room_id, people):
            await self._tell("m.room.encrypted", content)
            olm.outbound_group_sessions[room_id].users_shared_with.update(shared_with)
        olm.outbound_group_sessions[room_id].shared = True

    async def _query(self, users: Iterable[str]) -> None:
        wanted: dict[str, list[str]] = {user: [] for user in users}
        if not wanted:
            return
        asked = msgspec.json.encode({"device_keys": wanted})
        told = decoded(
            "keys/query", await self._client.keys("query", asked), answers.DeviceKeys
        )
        self._amiss += self._device.learn(told)
        self._device.olm.users_for_key_query.difference_update(wanted)

    async def _claim(self, devices: dict[str, list[str]]) -> None:
        kinds = {
            user: dict.fromkeys(names, "signed_curve25519")
            for user, names in devices.items()
        }
        asked = msgspec.json.encode({"one_time_keys": kinds})
        told = decoded(
            "keys/claim", await self._client.keys("claim", asked), answers.OneTimeKeys
        )
        self._amiss += self._device.meet(told)

    async def _tell(self, kind: str, content: object) -> None:
        await self._client.send_to_device(kind, secrets.token_hex(12), content)

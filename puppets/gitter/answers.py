"""What the homeserver answers to what we ask, beside what it tells by itself."""

from __future__ import annotations

import msgspec

from .wire import Count, Struct

__all__ = [
    "Chunk",
    "Created",
    "DeviceKeys",
    "Directory",
    "Homeserver",
    "Joined",
    "JoinedRooms",
    "KeyCounts",
    "LoggedIn",
    "Looks",
    "Nothing",
    "OneTimeKeys",
    "Profile",
    "Refusal",
    "Sent",
    "Shown",
    "UploadLimit",
    "Uploaded",
    "Versions",
    "WellKnown",
    "WhoAmI",
]


class Nothing(Struct, frozen=True):
    """Done."""


class Refusal(Struct, frozen=True):
    errcode: str = ""
    error: str = ""
    retry_after_ms: Count | None = None
    soft_logout: bool = False


class Homeserver(Struct, frozen=True):
    base_url: str


class EncryptionWish(Struct, frozen=True):
    default: bool = False


class WellKnown(Struct, frozen=True):
    """What a name says of its homeserver."""

    homeserver: Homeserver = msgspec.field(name="m.homeserver")
    e2ee: EncryptionWish = msgspec.field(
        default=EncryptionWish(), name="io.element.e2ee"
    )


class Versions(Struct, frozen=True):
    """Of the Client-Server API."""

    versions: tuple[str, ...] = ()


class WhoAmI(Struct, frozen=True):
    user_id: str
    device_id: str = ""


class LoggedIn(Struct, frozen=True):
    user_id: str
    access_token: str
    device_id: str = ""


class Profile(Struct, frozen=True):
    displayname: str | None = None
    avatar_url: str | None = None


class Sent(Struct, frozen=True):
    event_id: str


class Created(Struct, frozen=True):
    room_id: str


class Directory(Struct, frozen=True):
    room_id: str


class JoinedRooms(Struct, frozen=True):
    joined_rooms: tuple[str, ...] = ()


class Looks(Struct, frozen=True):
    """How somebody looks in a room."""

    display_name: str | None = None
    avatar_url: str | None = None


class Joined(Struct, frozen=True):
    """Who is in a room."""

    joined: dict[str, Looks]


class Chunk(Struct, frozen=True):
    """A page of events."""

    chunk: tuple[msgspec.Raw, ...] = ()
    end: str = ""
    next_batch: str = ""


class Uploaded(Struct, frozen=True):
    content_uri: str


class UploadLimit(Struct, frozen=True):
    size: Count | None = msgspec.field(default=None, name="m.upload.size")


class KeyCounts(Struct, frozen=True):
    """How many keys of the puppet's there are for others to use."""

    one_time_key_counts: dict[str, Count] = msgspec.field(default_factory=dict)


class Shown(Struct, frozen=True):
    """A device, as far as we look at it ourselves."""

    keys: dict[str, str] = msgspec.field(default_factory=dict)


class DeviceKeys(Struct, frozen=True):
    """By users; what their homeservers say of them is not to be relied on."""

    device_keys: dict[str, object] = msgspec.field(default_factory=dict)


class OneTimeKeys(Struct, frozen=True):
    """Likewise."""

    one_time_keys: dict[str, object] = msgspec.field(default_factory=dict)

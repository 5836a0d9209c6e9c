"""
What travels: the messages of the .proto, and the JSON in their text fields.

Wechaty says an event as JSON, and a file, and what once was a link or a mini program.
Names are Wechaty's; whoever wrote the other end may have left out what it has not.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

from ._proto import messages_pb2 as pb

__all__ = [
    "Code",
    "Dirty",
    "Failed",
    "File",
    "Friended",
    "GError",
    "Gap",
    "Invited",
    "Joined",
    "Left",
    "LoggedIn",
    "LoggedOut",
    "MiniProgram",
    "Reason",
    "Renamed",
    "Said",
    "Scanned",
    "UrlLink",
    "pb",
]


class Code(IntEnum):
    """How a call ended, in gRPC's numbers."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


# What an event says, in `EventResponse.payload`.


class Said(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """MESSAGE"""

    message_id: str


class Reason(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """DONG, HEARTBEAT, READY: python-wechaty fails where `data` is left out, or null."""

    data: str | None = None


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """LOGIN"""

    contact_id: str


class LoggedOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """LOGOUT"""

    contact_id: str = ""
    data: str | None = None


class Scanned(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """SCAN"""

    status: int
    qrcode: str | None = None


class Dirty(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """DIRTY"""

    payload_type: int
    payload_id: str


class Friended(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """FRIENDSHIP"""

    friendship_id: str


class Invited(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """ROOM_INVITE"""

    room_invitation_id: str


class Joined(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """ROOM_JOIN"""

    invitee_id_list: tuple[str, ...]
    inviter_id: str | None = None
    room_id: str
    timestamp: float | None = None


class Left(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """ROOM_LEAVE"""

    removee_id_list: tuple[str, ...]
    remover_id: str | None = None
    room_id: str
    timestamp: float | None = None


class Renamed(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """ROOM_TOPIC"""

    changer_id: str | None = None
    new_topic: str
    old_topic: str | None = None
    room_id: str
    timestamp: float | None = None


class Failed(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """ERROR: what TypeScript reads is in `gerror`, what Python reads in `data`."""

    data: str | None = None
    gerror: str | None = None


class GError(msgspec.Struct, frozen=True, kw_only=True):
    """An error as Wechaty writes it, in `Failed.gerror`; `details` is text or nothing."""

    name: str = ""
    message: str = ""
    code: int = Code.UNKNOWN
    details: str | None = None


class Gap(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Ours, in `GError.details`: nobody knows what was said; times in seconds."""

    since: float
    until: float
    conversation_ids: tuple[str, ...] | None = None


# What messages hold, as the first generation says it.


class File(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A `FileBox`, as far as it may be one that its id alone stands for."""

    name: str
    type: int | None = None
    box_type: int | None = None
    uuid: str | None = None
    size: int | None = None
    metadata: dict[str, msgspec.Raw] | None = None


class UrlLink(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    url: str
    title: str | None = None
    description: str | None = None
    thumbnail_url: str | None = None


class MiniProgram(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    appid: str | None = None
    title: str | None = None
    description: str | None = None
    page_path: str | None = None
    icon_url: str | None = None
    share_id: str | None = None
    thumb_url: str | None = None
    thumb_key: str | None = None
    username: str | None = None

"""The standard's enumerations, with Wechaty's own numbers (its TypeScript ones)."""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "ContactGender",
    "ContactType",
    "DirtyType",
    "FriendshipScene",
    "FriendshipType",
    "ImageType",
    "MessageType",
    "PostType",
    "ScanStatus",
    "TapType",
]


class MessageType(IntEnum):
    """What a message is made of."""

    UNKNOWN = 0
    ATTACHMENT = 1
    AUDIO = 2
    CONTACT = 3
    CHAT_HISTORY = 4
    EMOTICON = 5
    IMAGE = 6
    TEXT = 7
    LOCATION = 8
    MINI_PROGRAM = 9
    GROUP_NOTE = 10
    TRANSFER = 11
    RED_ENVELOPE = 12
    RECALLED = 13
    """Its text is the id of the message that was taken back."""
    URL = 14
    VIDEO = 15
    POST = 16


class ContactGender(IntEnum):
    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


class ContactType(IntEnum):
    """Who is behind a contact; a bot is OFFICIAL."""

    UNKNOWN = 0
    INDIVIDUAL = 1
    OFFICIAL = 2
    CORPORATION = 3


class FriendshipType(IntEnum):
    UNKNOWN = 0
    CONFIRM = 1
    RECEIVE = 2
    VERIFY = 3


class FriendshipScene(IntEnum):
    """Where a friendship was asked for."""

    UNKNOWN = 0
    QQ = 1
    EMAIL = 2
    WEIXIN = 3
    QQTBD = 12
    ROOM = 14
    PHONE = 15
    CARD = 17
    LOCATION = 18
    BOTTLE = 25
    SHAKING = 29
    QRCODE = 30


class ScanStatus(IntEnum):
    """How far a person is with linking the account."""

    UNKNOWN = 0
    CANCEL = 1
    WAITING = 2
    SCANNED = 3
    CONFIRMED = 4
    TIMEOUT = 5


class ImageType(IntEnum):
    """Which rendition of an image is wanted."""

    UNKNOWN = 0
    THUMBNAIL = 1
    HD = 2
    ARTWORK = 3


class DirtyType(IntEnum):
    """What kind of payload has changed. For ROOM_MEMBER the id is the room's."""

    UNSPECIFIED = 0
    MESSAGE = 1
    CONTACT = 2
    ROOM = 3
    ROOM_MEMBER = 4
    FRIENDSHIP = 5
    POST = 6


class PostType(IntEnum):
    UNSPECIFIED = 0
    MOMENT = 1
    CHANNEL = 2
    MESSAGE = 3


class TapType(IntEnum):
    UNSPECIFIED = 0
    LIKE = 1

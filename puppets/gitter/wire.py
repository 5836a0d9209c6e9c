"""
The part of the Client-Server API that we read, as it is on the wire.

https://spec.matrix.org/latest/client-server-api; what it may leave out has a default here.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeVar

import msgspec

Moment: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799_999)]
"""Milliseconds since 1970, up to the last that `datetime` knows."""
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Id: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]

NOTHING = msgspec.Raw(b"{}")
ABSENT = msgspec.Raw(b"")


def is_there(raw: msgspec.Raw) -> bool:
    """Whether anything stands there: what is read later has no None."""
    return bytes(raw) not in {b"", b"null"}


class Struct(msgspec.Struct, frozen=True):
    """What all of these have in common."""


StructT = TypeVar("StructT", bound=Struct)


class Unsigned(Struct, frozen=True):
    """What the homeserver adds to an event."""

    prev_content: msgspec.Raw = NOTHING
    prev_sender: str = ""
    redacted_because: msgspec.Raw = ABSENT
    relations: Bundle | None = msgspec.field(default=None, name="m.relations")


class Bundle(Struct, frozen=True):
    """What has become of an event since: its latest edit."""

    replace: msgspec.Raw = msgspec.field(default=ABSENT, name="m.replace")


class Event(Struct, frozen=True):
    """Anything in a room; what it holds depends on its type, and is read by that."""

    type: str
    event_id: Id
    sender: Id
    origin_server_ts: Moment
    content: msgspec.Raw = NOTHING
    state_key: str | None = None
    redacts: str = ""
    unsigned: Unsigned = Unsigned()

    @property
    def is_gone(self) -> bool:
        """Whether it was taken back."""
        return is_there(self.unsigned.redacted_because)


class InReplyTo(Struct, frozen=True):
    event_id: str = ""


class Relation(Struct, frozen=True):
    rel_type: str = ""
    event_id: str = ""
    key: str = ""
    is_falling_back: bool = False
    in_reply_to: InReplyTo | None = msgspec.field(default=None, name="m.in_reply_to")


class Mentions(Struct, frozen=True):
    user_ids: tuple[str, ...] = ()


class Key(Struct, frozen=True):
    k: str = ""


class SealedFile(Struct, frozen=True):
    """An encrypted file, and what opens it."""

    url: str
    key: Key
    iv: str = ""
    hashes: dict[str, str] = {}


class Info(Struct, frozen=True):
    """What is told of a file."""

    mimetype: str = ""
    size: Count | None = None
    w: Count | None = None
    h: Count | None = None
    thumbnail_url: str = ""
    thumbnail_file: SealedFile | None = None


class Message(Struct, frozen=True):
    """The content of `m.room.message` and `m.sticker`."""

    msgtype: str = ""
    body: str = ""
    format: str = ""
    formatted_body: str = ""
    filename: str = ""
    url: str = ""
    file: SealedFile | None = None
    info: Info = Info()
    geo_uri: str = ""
    relates_to: Relation = msgspec.field(default=Relation(), name="m.relates_to")
    new_content: msgspec.Raw = msgspec.field(default=ABSENT, name="m.new_content")
    mentions: Mentions | None = msgspec.field(default=None, name="m.mentions")
    voice: msgspec.Raw = msgspec.field(default=ABSENT, name="org.matrix.msc3245.voice")


class Related(Struct, frozen=True):
    """The content of `m.reaction`."""

    relates_to: Relation = msgspec.field(default=Relation(), name="m.relates_to")


class Redaction(Struct, frozen=True):
    redacts: str = ""


class Encrypted(Struct, frozen=True):
    """The content of `m.room.encryption`."""

    algorithm: str = ""


class Sealed(Struct, frozen=True):
    """The content of `m.room.encrypted`."""

    session_id: str = ""


# What rooms are like.


class Member(Struct, frozen=True):
    membership: str = ""
    displayname: str | None = None
    avatar_url: str | None = None
    is_direct: bool = False


class Name(Struct, frozen=True):
    name: str | None = None


class Topic(Struct, frozen=True):
    topic: str | None = None


class Picture(Struct, frozen=True):
    url: str | None = None


class Alias(Struct, frozen=True):
    alias: str | None = None


class Tombstone(Struct, frozen=True):
    replacement_room: str = ""


class Create(Struct, frozen=True):
    room_version: str = "1"
    additional_creators: tuple[str, ...] = ()


class Powers(Struct, frozen=True):
    # Old rooms have numbers in quotes.
    users: dict[str, int | str] = {}


class StateEvent(Struct, frozen=True):
    """State, which an invitation tells stripped of its id and its time."""

    type: str
    state_key: str
    sender: str = ""
    event_id: str = ""
    origin_server_ts: Moment | None = None
    content: msgspec.Raw = NOTHING


# What `/sync` answers.


class Events(Struct, frozen=True):
    events: tuple[msgspec.Raw, ...] = ()


class Timeline(Struct, frozen=True):
    events: tuple[msgspec.Raw, ...] = ()
    limited: bool = False
    prev_batch: str = ""


class Joined(Struct, frozen=True):
    """A room that the puppet is in, or has just left."""

    timeline: Timeline = Timeline()
    state: Events = Events()


class Invited(Struct, frozen=True):
    invite_state: Events = Events()


class Rooms(Struct, frozen=True):
    join: dict[str, Joined] = {}
    invite: dict[str, Invited] = {}
    leave: dict[str, Joined] = {}


class Lists(Struct, frozen=True):
    """Whose devices have changed, and with whom no room is shared any more."""

    changed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Sync(Struct, frozen=True):
    next_batch: str
    rooms: Rooms = Rooms()
    account_data: Events = Events()
    to_device: Events = Events()
    device_lists: Lists = Lists()
    key_counts: dict[str, Count] | None = msgspec.field(
        default=None, name="device_one_time_keys_count"
    )


class AccountData(Struct, frozen=True):
    type: str = ""
    content: msgspec.Raw = NOTHING

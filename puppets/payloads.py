"""What a puppet knows about people, rooms, messages and the rest of the standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from .enums import (
    ContactGender,
    ContactType,
    FriendshipScene,
    FriendshipType,
    MessageType,
    PostType,
    TapType,
)
from .file_box import FileBox

__all__ = [
    "ContactPayload",
    "FriendshipPayload",
    "LocationPayload",
    "MessagePayload",
    "MiniProgramPayload",
    "Page",
    "Payload",
    "PostPayload",
    "RoomInvitationPayload",
    "RoomMemberPayload",
    "RoomPayload",
    "Sayable",
    "TapPayload",
    "UrlLinkPayload",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPayload:
    """Someone the puppet can see; the puppet itself included."""

    id: str
    name: str
    """Never empty: where the platform leaves it so, the handle, else the id (4.15)."""
    type: ContactType = ContactType.INDIVIDUAL
    gender: ContactGender = ContactGender.UNKNOWN
    handle: str = ""
    """The name that finds this person on the platform, without any `@`."""
    alias: str = ""
    """What the puppet's account calls this person."""
    avatar: str = ""
    """An address of the picture that holds no secret; `contact_avatar` gives the bytes."""
    friend: bool | None = None
    phones: tuple[str, ...] = ()
    address: str = ""
    city: str = ""
    province: str = ""
    signature: str = ""
    star: bool = False
    corporation: str = ""
    title: str = ""
    description: str = ""
    coworker: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePayload:
    """
    One message, sent or received.

    A message in a room has a `room_id` and no `listener_id`; a direct one has a
    `listener_id` and no `room_id`.
    """

    id: str
    conversation_id: str
    """Where an answer goes: the room, or the other person of a direct conversation."""
    type: MessageType
    talker_id: str
    timestamp: datetime
    """When the platform says it was said; aware, UTC (3.10)."""
    text: str = ""
    """As a person would read it; of a file the caption, of a recall the message's id."""
    room_id: str | None = None
    listener_id: str | None = None
    mention_ids: tuple[str, ...] = ()
    filename: str = ""
    reply_to_id: str | None = None
    thread_id: str | None = None
    edited_at: datetime | None = None
    native: bytes = field(default=b"", repr=False, compare=False)
    """What the provider needs to fetch the rest, such as a file; nobody else reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPayload:
    """A conversation that others may join."""

    id: str
    topic: str
    """Never empty: where the platform leaves it so, the handle, else the id (4.15)."""
    member_ids: tuple[str, ...] = ()
    """As far as the platform tells."""
    owner_id: str | None = None
    admin_ids: tuple[str, ...] = ()
    handle: str = ""
    avatar: str = ""
    external: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMemberPayload:
    """Someone, as one room knows them."""

    room_id: str
    id: str
    name: str
    room_alias: str = ""
    inviter_id: str | None = None
    avatar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendshipPayload:
    """A request for friendship, or its confirmation."""

    id: str
    contact_id: str
    type: FriendshipType
    timestamp: datetime
    hello: str = ""
    scene: FriendshipScene = FriendshipScene.UNKNOWN
    stranger: str = ""
    ticket: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInvitationPayload:
    """An invitation of the puppet to a room."""

    id: str
    inviter_id: str
    receiver_id: str
    topic: str
    timestamp: datetime
    invitation: str = ""
    avatar: str = ""
    member_count: int = 0
    member_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlLinkPayload:
    """A link, as a card where the platform shows cards."""

    url: str
    title: str = ""
    description: str = ""
    thumbnail_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationPayload:
    """A place on the map."""

    latitude: float
    """Degrees, -90 to 90."""
    longitude: float
    """Degrees, -180 to 180."""
    accuracy: float = 0.0
    """Metres; 0 where the platform does not tell."""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniProgramPayload:
    """A card that opens a program inside the platform."""

    app_id: str = ""
    title: str = ""
    description: str = ""
    page_path: str = ""
    icon_url: str = ""
    share_id: str = ""
    thumb_url: str = ""
    thumb_key: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPayload:
    """Several things said as one: a moment, a channel post, an answer to either."""

    id: str = ""
    """Empty until it is published."""
    sayables: tuple[Sayable, ...] = ()
    contact_id: str = ""
    timestamp: datetime | None = None
    type: PostType = PostType.UNSPECIFIED
    parent_id: str | None = None
    root_id: str | None = None
    children: int = 0
    descendants: int = 0
    taps: Mapping[TapType, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TapPayload:
    """Who tapped (liked) a post, and when."""

    type: TapType
    contact_id: str
    timestamp: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Part of a list; ask again with `next_token` for more, None is the end."""

    items: tuple[T, ...]
    next_token: str | None = None


Payload: TypeAlias = (
    ContactPayload
    | FriendshipPayload
    | MessagePayload
    | PostPayload
    | RoomInvitationPayload
    | RoomMemberPayload
    | RoomPayload
)
"""What a `Memory` keeps under an id."""

Sayable: TypeAlias = (
    str
    | FileBox
    | ContactPayload
    | UrlLinkPayload
    | LocationPayload
    | MiniProgramPayload
    | PostPayload
)
"""Whatever `message_send` can say."""

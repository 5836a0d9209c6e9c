"""
What happens to a puppet.

Every event carries its payload, and whatever id it names resolves at once (contract 3.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from .choices import Choice
from .enums import DirtyType, ScanStatus
from .payloads import (
    FriendshipPayload,
    MessagePayload,
    Payload,
    PostPayload,
    RoomInvitationPayload,
)

__all__ = [
    "Batch",
    "ChoiceEvent",
    "DirtyEvent",
    "DongEvent",
    "ErrorEvent",
    "Event",
    "FriendshipEvent",
    "GapEvent",
    "HeartbeatEvent",
    "LoginEvent",
    "LogoutEvent",
    "MessageEditEvent",
    "MessageEvent",
    "PostEvent",
    "ReactionEvent",
    "ReadyEvent",
    "ResetEvent",
    "RoomAnnounceEvent",
    "RoomEvent",
    "RoomInviteEvent",
    "RoomJoinEvent",
    "RoomLeaveEvent",
    "RoomMigrateEvent",
    "RoomTopicEvent",
    "ScanEvent",
    "StartEvent",
    "StopEvent",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Anything that happens."""

    journaled: ClassVar[bool] = True
    """Whether it is a thing the platform said, to be kept until its handlers ended."""

    key: str = field(default="", repr=False)
    """The platform's own key of this event, by which a repeat is known (3.2)."""
    redelivered: bool = False
    """Its handler may have seen it before: it was cut off, by a crash or a stop."""

    @property
    def conversation_id(self) -> str | None:
        """Where it happened: events of one conversation are handled in order (3.4)."""
        return None

    @property
    def identity(self) -> str:
        """What makes two events the same one; empty where nothing can tell."""
        return self.key


# Of the puppet itself.


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEvent(Event):
    """About the puppet, not about what people do."""

    journaled = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(OwnEvent):
    """The puppet is ON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEvent(OwnEvent):
    """The puppet is OFF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanEvent(OwnEvent):
    """A person has to link the account with `qrcode`, the text of a QR code (1.7)."""

    status: ScanStatus
    qrcode: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginEvent(OwnEvent):
    """The platform knows the puppet as `contact_id`."""

    contact_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyEvent(OwnEvent):
    """What the platform has to sync is synced; once per login (1.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoutEvent(OwnEvent):
    """The platform no longer knows the puppet, or is about to (1.6)."""

    contact_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetEvent(OwnEvent):
    """The puppet stops and starts again."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatEvent(OwnEvent):
    """The connection is alive: the platform was heard just now (1.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DongEvent(OwnEvent):
    """The answer to `ding(text)` (1.11)."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEvent(OwnEvent):
    """The puppet met a problem, and carries on as far as it can."""

    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class DirtyEvent(OwnEvent):
    """A payload has changed: the next read is fresh (4.13)."""

    payload_type: DirtyType
    payload_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapEvent(Event):
    """
    Something may have been said in this time that nobody can tell any more (3.3).

    `conversation_ids` is None where it may have been anywhere.
    """

    since: datetime
    until: datetime
    conversation_ids: tuple[str, ...] | None = None


# Of people.


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvent(Event):
    """Someone said something, the puppet itself included (3.8)."""

    message: MessagePayload

    @property
    def conversation_id(self) -> str:
        return self.message.conversation_id

    @property
    def identity(self) -> str:
        """The message's own id: a platform may push one message under two keys."""
        return f"message {self.message.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEditEvent(Event):
    """Someone changed what they had said; `message` is how it reads now."""

    message: MessagePayload

    @property
    def conversation_id(self) -> str:
        return self.message.conversation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionEvent(Event):
    """Someone put an emoji to a message, or took it away again."""

    message_id: str
    conversation: str
    contact_id: str
    emoji: str
    timestamp: datetime
    added: bool = True

    @property
    def conversation_id(self) -> str:
        return self.conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceEvent(Event):
    """
    Someone chose one of those that a message of the puppet's offers (4.19).

    Without a time: not every platform tells when that was.
    """

    message_id: str
    conversation: str
    contact_id: str
    choice: Choice

    @property
    def conversation_id(self) -> str:
        return self.conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendshipEvent(Event):
    """Someone asks to be a friend, or has agreed to."""

    friendship: FriendshipPayload

    @property
    def conversation_id(self) -> str:
        return self.friendship.contact_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEvent(Event):
    """Someone published a post."""

    post: PostPayload


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInviteEvent(Event):
    """Someone invites the puppet to a room."""

    invitation: RoomInvitationPayload


# Of rooms.


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEvent(Event):
    """Something happened to a room."""

    room_id: str
    timestamp: datetime

    @property
    def conversation_id(self) -> str:
        return self.room_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomJoinEvent(RoomEvent):
    """People joined; who came by themselves is their own inviter."""

    inviter_id: str
    invitee_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLeaveEvent(RoomEvent):
    """People left; who went by themselves is their own remover."""

    remover_id: str
    removee_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTopicEvent(RoomEvent):
    """Someone renamed a room."""

    changer_id: str
    topic: str
    old_topic: str = ""
    """Empty where the platform does not tell, and the puppet had not known it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAnnounceEvent(RoomEvent):
    """Someone changed what the room announces."""

    changer_id: str
    announcement: str
    old_announcement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMigrateEvent(RoomEvent):
    """The platform moved a room: it lives on as `successor_id`, and the puppet follows."""

    successor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """
    What the platform said at once, and where to go on from.

    An empty batch says that the connection is alive.
    """

    events: tuple[Event, ...] = ()
    cursor: str | None = None
    """None leaves the cursor where it was."""
    known: tuple[Payload, ...] = ()
    """People and rooms that the platform told of besides, to be remembered."""
    state: Mapping[str, bytes | None] = field(default_factory=dict)
    """What the provider keeps for itself from now on, by name; None forgets it."""

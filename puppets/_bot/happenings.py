"""What happens, as a bot's handlers are told of it: with people and rooms, not ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Self

from ..enums import FriendshipType
from ..events import (
    FriendshipEvent,
    LoginEvent,
    LogoutEvent,
    ReactionEvent,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from .contact import Contact
from .message import Message
from .room import Room

if TYPE_CHECKING:
    from .directory import Directory

__all__ = [
    "Friendship",
    "Login",
    "Logout",
    "Reaction",
    "RoomAnnounce",
    "RoomInvitation",
    "RoomJoin",
    "RoomLeave",
    "RoomTopic",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """The platform knows the puppet as `contact`."""

    contact: Contact

    @classmethod
    async def of(cls, directory: Directory, event: LoginEvent) -> Self:
        return cls(contact=await directory.person(event.contact_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Logout:
    """The platform no longer knows the puppet, or is about to."""

    contact: Contact
    reason: str

    @classmethod
    async def of(cls, directory: Directory, event: LogoutEvent) -> Self:
        contact = await directory.person(event.contact_id)
        return cls(contact=contact, reason=event.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Someone put an emoji to a message, or took it away again."""

    emoji: str
    added: bool
    contact: Contact
    conversation_id: str
    message_id: str
    timestamp: datetime
    _directory: Directory = field(repr=False)

    @classmethod
    async def of(cls, directory: Directory, event: ReactionEvent) -> Self | None:
        """The puppet's own are left out."""
        if event.contact_id == directory.self_id:
            return None
        return cls(
            emoji=event.emoji,
            added=event.added,
            contact=await directory.person(event.contact_id),
            conversation_id=event.conversation_id,
            message_id=event.message_id,
            timestamp=event.timestamp,
            _directory=directory,
        )

    async def message(self) -> Message:
        """The message; `NotFound` where nobody has it any more."""
        return await self._directory.message(self.message_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomJoin:
    """People joined; who came by themselves is their own inviter."""

    room: Room
    inviter: Contact
    invitees: tuple[Contact, ...]
    timestamp: datetime

    @classmethod
    async def of(cls, directory: Directory, event: RoomJoinEvent) -> Self:
        return cls(
            room=await directory.place(event.room_id),
            inviter=await directory.person(event.inviter_id),
            invitees=await directory.people(event.invitee_ids),
            timestamp=event.timestamp,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLeave:
    """People left; who went by themselves is their own remover."""

    room: Room
    remover: Contact
    removees: tuple[Contact, ...]
    timestamp: datetime

    @classmethod
    async def of(cls, directory: Directory, event: RoomLeaveEvent) -> Self:
        return cls(
            room=await directory.place(event.room_id),
            remover=await directory.person(event.remover_id),
            removees=await directory.people(event.removee_ids),
            timestamp=event.timestamp,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTopic:
    """Someone renamed a room."""

    room: Room
    changer: Contact
    topic: str
    old_topic: str
    """Empty where nobody can tell."""
    timestamp: datetime

    @classmethod
    async def of(cls, directory: Directory, event: RoomTopicEvent) -> Self:
        return cls(
            room=await directory.place(event.room_id),
            changer=await directory.person(event.changer_id),
            topic=event.topic,
            old_topic=event.old_topic,
            timestamp=event.timestamp,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAnnounce:
    """Someone changed what a room announces."""

    room: Room
    changer: Contact
    announcement: str
    timestamp: datetime

    @classmethod
    async def of(cls, directory: Directory, event: RoomAnnounceEvent) -> Self:
        return cls(
            room=await directory.place(event.room_id),
            changer=await directory.person(event.changer_id),
            announcement=event.announcement,
            timestamp=event.timestamp,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInvitation:
    """Someone invites the puppet to a room."""

    id: str
    topic: str
    inviter: Contact
    timestamp: datetime
    _directory: Directory = field(repr=False)

    @classmethod
    async def of(cls, directory: Directory, event: RoomInviteEvent) -> Self:
        return cls(
            id=event.invitation.id,
            topic=event.invitation.topic,
            inviter=await directory.person(event.invitation.inviter_id),
            timestamp=event.invitation.timestamp,
            _directory=directory,
        )

    async def accept(self) -> None:
        """Come in."""
        await self._directory.puppet.room_invitation_accept(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Friendship:
    """Someone asks to be a friend, or has agreed to."""

    id: str
    contact: Contact
    type: FriendshipType
    hello: str
    timestamp: datetime
    _directory: Directory = field(repr=False)

    @classmethod
    async def of(cls, directory: Directory, event: FriendshipEvent) -> Self:
        asked = event.friendship
        return cls(
            id=asked.id,
            contact=await directory.person(asked.contact_id),
            type=asked.type,
            hello=asked.hello,
            timestamp=asked.timestamp,
            _directory=directory,
        )

    async def accept(self) -> None:
        """Agree to it."""
        await self._directory.puppet.friendship_accept(self.id)

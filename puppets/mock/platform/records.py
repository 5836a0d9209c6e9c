"""What the platform holds: people, rooms, and what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from ...choices import Choice
from ...file_box import FileBox
from ...payloads import (
    LocationPayload,
    MiniProgramPayload,
    PostPayload,
    UrlLinkPayload,
)

__all__ = [
    "Asked",
    "Card",
    "Content",
    "Group",
    "Invitation",
    "Membership",
    "Notes",
    "Offer",
    "Profile",
    "Recall",
    "Said",
]


@dataclass(kw_only=True)
class Profile:
    """Someone who has signed up."""

    id: str
    name: str
    """May be empty, as some platforms let it be."""
    handle: str
    phone: str
    avatar: FileBox | None = None
    signature: str = ""
    is_bot: bool = False


@dataclass(kw_only=True)
class Notes:
    """What one person notes about another, for nobody else to see."""

    alias: str = ""
    phones: tuple[str, ...] = ()
    remark: str = ""
    description: str = ""


@dataclass(kw_only=True)
class Membership:
    """How someone came into a room, and what they are called there."""

    inviter_id: str
    alias: str = ""


@dataclass(kw_only=True)
class Group:
    """A room."""

    id: str
    first_id: str
    """What it was called before it moved; for good."""
    topic: str
    owner_id: str
    admin_ids: set[str] = field(default_factory=set)
    members: dict[str, Membership] = field(default_factory=dict)
    seen_by: set[str] = field(default_factory=set)
    """Who was ever in it: they may still look up what it is called."""
    announcement: str = ""
    avatar: FileBox | None = None


@dataclass(frozen=True)
class Card:
    """Someone's card."""

    contact_id: str
    name: str = ""
    """As they were called when it was sent; the platform fills it in."""


@dataclass(frozen=True)
class Recall:
    """That another message was taken back."""

    message_id: str


@dataclass(frozen=True)
class Offer:
    """The buttons below a message."""

    choices: tuple[Choice, ...]
    per_person: bool
    """A note of the talker's own, which comes back with each press."""


Content: TypeAlias = (
    str
    | FileBox
    | Card
    | Recall
    | UrlLinkPayload
    | LocationPayload
    | MiniProgramPayload
    | PostPayload
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: in a room, or to one listener."""

    id: str
    talker_id: str
    content: Content
    timestamp: datetime
    audience: frozenset[str]
    """Those who were there when it was said, the talker among them."""
    room_id: str | None = None
    listener_id: str | None = None
    caption: str = ""
    mention_ids: tuple[str, ...] = ()
    reply_to_id: str | None = None
    edited_at: datetime | None = None
    offer: Offer | None = None

    @property
    def text(self) -> str:
        """As a person would read it."""
        match self.content:
            case str(text) | Card(name=text) | Recall(message_id=text):
                return text
            case FileBox():
                return self.caption
            case UrlLinkPayload(url=url, title=title):
                return f"{title}\n{url}" if title else url
            case LocationPayload(name=name, address=address):
                return "\n".join(line for line in (name, address) if line)
            case MiniProgramPayload(title=title):
                return title
            case PostPayload(sayables=sayables):
                return "\n".join(each for each in sayables if isinstance(each, str))

    def conversation_of(self, viewer_id: str) -> str:
        """Where the viewer has it: in the room, or with the other of the two."""
        if self.room_id is not None:
            return self.room_id
        other = self.listener_id if self.talker_id == viewer_id else self.talker_id
        return other or viewer_id


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request for friendship, or that it was agreed to."""

    id: str
    asker_id: str
    asked_id: str
    hello: str
    timestamp: datetime
    agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """That someone was asked into a room, as it then was."""

    id: str
    room_id: str
    inviter_id: str
    receiver_id: str
    topic: str
    member_ids: tuple[str, ...]
    timestamp: datetime

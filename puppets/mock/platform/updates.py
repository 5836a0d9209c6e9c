"""What the platform tells an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from ...choices import Choice
from ...enums import ScanStatus
from ...payloads import PostPayload
from .records import Asked, Invitation, Said

__all__ = [
    "Announced",
    "Befriended",
    "Code",
    "Edited",
    "Garbled",
    "Invited",
    "Joined",
    "Left",
    "Linked",
    "Moved",
    "Parcel",
    "Portrayed",
    "Pressed",
    "Published",
    "Reacted",
    "Renamed",
    "Spoken",
    "Told",
    "Update",
]


@dataclass(frozen=True)
class Spoken:
    message: Said


@dataclass(frozen=True)
class Edited:
    message: Said


@dataclass(frozen=True, kw_only=True)
class Reacted:
    message: Said
    contact_id: str
    emoji: str
    timestamp: datetime
    added: bool


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """Someone pressed a button, and waits for an answer to this press."""

    id: str
    message: Said
    """As it is now: another may have taken its buttons away meanwhile."""
    contact_id: str
    name: str
    choice: Choice
    per_person: bool


@dataclass(frozen=True, kw_only=True)
class Joined:
    room_id: str
    inviter_id: str
    member_ids: tuple[str, ...]
    timestamp: datetime


@dataclass(frozen=True, kw_only=True)
class Left:
    room_id: str
    remover_id: str
    member_ids: tuple[str, ...]
    timestamp: datetime


@dataclass(frozen=True, kw_only=True)
class Renamed:
    room_id: str
    changer_id: str
    topic: str
    old_topic: str
    timestamp: datetime


@dataclass(frozen=True, kw_only=True)
class Announced:
    room_id: str
    changer_id: str
    announcement: str
    old_announcement: str
    timestamp: datetime


@dataclass(frozen=True, kw_only=True)
class Moved:
    room_id: str
    successor_id: str
    timestamp: datetime


@dataclass(frozen=True, kw_only=True)
class Portrayed:
    """Someone, or a room, has another name or picture; rooms name their members anew."""

    contact_id: str | None = None
    room_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Befriended:
    request: Asked


@dataclass(frozen=True)
class Invited:
    invitation: Invitation


@dataclass(frozen=True)
class Published:
    post: PostPayload


@dataclass(frozen=True)
class Garbled:
    """What nobody can read."""

    content: bytes


Update: TypeAlias = (
    Spoken
    | Edited
    | Reacted
    | Pressed
    | Joined
    | Left
    | Renamed
    | Announced
    | Moved
    | Portrayed
    | Befriended
    | Invited
    | Published
    | Garbled
)


@dataclass(frozen=True)
class Code:
    """How far a person is with linking the account by a QR code."""

    status: ScanStatus
    text: str = ""


@dataclass(frozen=True)
class Linked:
    """A person has linked the account; `session` lets it in without another scan."""

    contact_id: str
    session: str


@dataclass(frozen=True)
class Told:
    """One update in an account's queue; a repeat has the same key at another place."""

    number: int
    key: str
    update: Update


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What goes over the connection at once; an empty one is a sign of life."""

    told: tuple[Told, ...] = ()
    signs: tuple[Code | Linked, ...] = ()

    @property
    def cursor(self) -> str | None:
        """What to confirm when all of it is safe."""
        return str(self.told[-1].number) if self.told else None

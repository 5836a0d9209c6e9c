"""What a person's screen shows: messages, rooms, and the others."""

from __future__ import annotations

from dataclasses import dataclass

from puppets import FileKind, LocationPayload, MiniProgramPayload, PostPayload

__all__ = ["Lobby", "Profile", "Room", "Seen"]


@dataclass(frozen=True)
class Room:
    """A room of the world, by the id that the puppet knows it by."""

    id: str
    topic: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One message on a person's screen, by the id that the puppet knows it by."""

    id: str
    talker_id: str
    text: str = ""
    file: bytes | None = None
    filename: str = ""
    media_type: str = ""
    kind: FileKind | None = None
    """As what the screen shows its file; None where there is none, or nobody can tell."""
    location: LocationPayload | None = None
    contact_id: str | None = None
    """Whose card it is."""
    url: str = ""
    """Where the link in it leads."""
    mini_program: MiniProgramPayload | None = None
    post: PostPayload | None = None
    reply_to_id: str | None = None
    mention_ids: tuple[str, ...] = ()
    """Whom the platform notifies of it, beside everybody."""
    reactions: tuple[tuple[str, str], ...] = ()
    """Who put which emoji to it."""
    choices: tuple[str, ...] = ()
    """What the buttons below it say."""


@dataclass(frozen=True, kw_only=True)
class Lobby:
    """A room as a person's screen shows it, from within."""

    topic: str
    member_ids: frozenset[str]
    announcement: str = ""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Someone as another person's screen shows them."""

    name: str
    signature: str = ""
    avatar: bytes | None = None

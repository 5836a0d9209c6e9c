"""What a person's screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..file_box import FileBox
from ..payloads import (
    LocationPayload,
    MiniProgramPayload,
    PostPayload,
    UrlLinkPayload,
)
from .platform.records import Card, Group, Said

__all__ = ["Room", "Seen"]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One message on someone's screen."""

    id: str
    talker_id: str
    talker: str
    """What the talker is called."""
    text: str
    timestamp: datetime
    file: FileBox | None = None
    link: UrlLinkPayload | None = None
    location: LocationPayload | None = None
    contact_id: str | None = None
    """Whose card it is."""
    mini_program: MiniProgramPayload | None = None
    post: PostPayload | None = None
    reply_to_id: str | None = None
    mention_ids: tuple[str, ...] = ()
    reactions: tuple[tuple[str, str], ...] = ()
    """Who put which emoji to it."""
    edited: bool = False
    choices: tuple[str, ...] = ()
    """What its buttons say."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room as it stands, as those who are in it see it."""

    id: str
    topic: str
    member_ids: tuple[str, ...]
    announcement: str = ""


def seen(said: Said, talker: str, reactions: tuple[tuple[str, str], ...]) -> Seen:
    """The message as a screen shows it."""
    content = said.content
    return Seen(
        id=said.id,
        talker_id=said.talker_id,
        talker=talker,
        text=said.text,
        timestamp=said.timestamp,
        file=content if isinstance(content, FileBox) else None,
        link=content if isinstance(content, UrlLinkPayload) else None,
        location=content if isinstance(content, LocationPayload) else None,
        contact_id=content.contact_id if isinstance(content, Card) else None,
        mini_program=content if isinstance(content, MiniProgramPayload) else None,
        post=content if isinstance(content, PostPayload) else None,
        reply_to_id=said.reply_to_id,
        mention_ids=said.mention_ids,
        reactions=reactions,
        edited=said.edited_at is not None,
        choices=tuple(each.label for each in said.offer.choices) if said.offer else (),
    )


def inside(group: Group) -> Room:
    """The room as its members see it."""
    return Room(
        id=group.id,
        topic=group.topic,
        member_ids=tuple(group.members),
        announcement=group.announcement,
    )

"""What hands are told, and what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import wire
from ..ids import message_id

__all__ = ["Card", "Download", "Member", "Profile", "Sent", "Visit", "Whom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """A conversation, as the page shows it, and what tells it from others of its name."""

    name: str
    room: bool
    jid: str = ""
    """What WhatsApp calls it, where a page of 2025 told."""
    picture: str = ""
    messages: frozenset[str] = frozenset()
    """Ids of some messages that are known to stand in it."""
    several: bool = False
    """Whether more than one of this name is known: one that is seen may be another."""
    others: frozenset[str] | None = None
    """Ids of messages of others of its name: it is any then that has none of these."""

    def __str__(self) -> str:
        return f"the {'room' if self.room else 'chat with'} {self.name!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message where it stands on the page."""

    screen: wire.Screen
    at: int
    """Its place among the rows of the open conversation."""

    @property
    def rows(self) -> Sequence[wire.Row]:
        return self.screen.open.rows if self.screen.open else ()

    @property
    def row(self) -> wire.Row:
        return self.rows[self.at]

    @property
    def id(self) -> str:
        return message_id(self.row.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What was read in a conversation, from the oldest to the newest."""

    screen: wire.Screen
    complete: bool
    """Whether as much was read as was wanted, or all that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the page tells of a person."""

    name: str
    phone: str = ""
    """As the page writes it; empty where it does not."""
    about: str = ""
    picture: str = ""
    """Where the page has it from; empty for one that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Someone in a group."""

    name: str
    """As the account calls him; a number where it does not."""
    me: bool = False
    admin: bool = False
    nick: str = ""
    """What somebody who is not saved calls himself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the page tells of the account itself."""

    name: str
    about: str = ""
    phone: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that the page gave out; it is whose asked for it."""

    path: Path
    name: str
    media_type: str
    """Empty where the page does not tell."""

"""What the reader tells of the page, as it tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

__all__ = [
    "Calendar",
    "ChatList",
    "ChatRow",
    "Check",
    "Conversation",
    "Medium",
    "Mention",
    "Quote",
    "Row",
    "Screen",
    "State",
]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Which page it is, and what speaks for that."""

    state: str
    evidence: tuple[str, ...] = ()
    language: str = ""
    qr: str = ""
    code: str = ""
    offline: bool = False


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """Required elements that no way leads to."""

    missing: tuple[str, ...]
    won: Mapping[str, Mapping[str, int]] = {}


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """How the page's language says days and times."""

    language: str = "en"
    order: str = "mdy"
    """In which day, month and year come."""
    weekdays: tuple[str, ...] = ()
    """From Monday on."""
    months: tuple[str, ...] = ()
    today: str = "today"
    yesterday: str = "yesterday"
    am: str = "AM"
    pm: str = "PM"
    zone: str = "UTC"


class ChatRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the chat list."""

    name: str
    y: float = 0.0
    time: str = ""
    preview: str = ""
    unread: int = 0
    """-1 where it is marked as unread, and not counted."""
    room: bool | None = None
    """Whether it is a group; None where its picture does not tell."""
    picture: str = ""
    own: bool = False
    """Whether the last message is the account's own."""
    selected: bool = False
    cell: bool = True
    """Whether there is something to click."""
    strays: tuple[str, ...] = ()


class ChatList(msgspec.Struct, frozen=True, kw_only=True):
    rows: tuple[ChatRow, ...]
    total: int = -1
    """How many there are besides those that are drawn; -1 where the page is silent."""
    searching: bool = False


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What a message answers, as far as it is shown."""

    author: str = ""
    text: str = ""


class Medium(msgspec.Struct, frozen=True, kw_only=True):
    """A file, a place or a card in a message."""

    kind: Literal[
        "sticker",
        "voice",
        "audio",
        "gif",
        "video",
        "document",
        "location",
        "card",
        "image",
    ]
    src: str = ""
    name: str = ""
    ready: bool = True
    """False where the page has to fetch it first."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    jid: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a conversation; a shell is one that is not drawn."""

    kind: Literal["message", "note", "shell"]
    raw: str = ""
    """The page's own id: bare, or packed with the chat and who says it."""
    text: str = ""
    bodied: bool = False
    """Whether the page has an element with the text in it, be that empty."""
    cut: bool = False
    """Whether there is more of the text than is shown."""
    from_: Literal["in", "out", ""] = msgspec.field(name="from", default="")
    signs: Mapping[str, Literal["in", "out"]] = {}
    stamp: str = ""
    who: str = ""
    """Who says it, by the stamp; of an own message the account's own name."""
    label: str = ""
    """Who says it, by the label for those who listen to the page; empty for own ones."""
    author: str = ""
    """Who says it, as a group shows it; at the first of a run alone."""
    time: str = ""
    status: str = ""
    quoted: Quote | None = None
    reactions: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    media: Medium | None = None
    recalled: bool = False
    edited: bool = False
    forwarded: bool = False
    strays: tuple[str, ...] = ()


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """The chat that is open."""

    name: str
    rows: tuple[Row, ...]
    members: str = ""
    room: bool | None = None
    composer: bool = False
    unseen: int = 0
    """Messages on the page that stand in no row."""


class Screen(State, frozen=True, kw_only=True):
    """All that the page shows at one time."""

    at: float
    """When that was, in milliseconds."""
    generation: str = ""
    calendar: Calendar | None = None
    list: ChatList | None = None
    open: Conversation | None = None
    loose: int = 0
    """Messages on the page that stand in no conversation."""
    won: Mapping[str, Mapping[str, int]] = {}
    """By element and way, how often that way led there."""

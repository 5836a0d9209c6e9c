"""What the page is told, as JSON."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

__all__ = ["Board", "Card", "End", "Line", "Told", "Trouble", "Waits", "encoded"]


class Waits(msgspec.Struct, frozen=True):
    """Sends that wait now, for one reason."""

    why: str
    count: int
    until: float
    """When the last of them goes on, in seconds since 1970."""


class Card(msgspec.Struct, frozen=True, tag="card", kw_only=True):
    """One puppet; moments are in seconds since 1970, 0 where there was none."""

    name: str
    platform: str
    stage: str
    who: str
    code: str
    """The path of an SVG picture with one unit a module; empty where none is to scan."""
    code_size: int
    typed: str
    """A code to type on the phone instead; empty where none is."""
    scan: str
    reconnects: int
    journal: int
    heard: int
    sent: int
    failed: int
    waits: tuple[Waits, ...]
    waited: float
    """Seconds that sends have waited for the platform's pace, all in all."""
    last_event: float
    last_heartbeat: float


class Line(msgspec.Struct, frozen=True, tag="line", kw_only=True):
    """Something that happened in a conversation."""

    number: int
    puppet: str
    at: float
    own: bool
    kind: str
    who: str
    to: str
    """Whom the bot says it to; empty in a room."""
    where: str
    length: int
    """How many characters were said."""
    text: str | None = None
    """None where it is not to be shown."""
    again: bool = False


class Trouble(msgspec.Struct, frozen=True, tag="trouble", kw_only=True):
    """An error, and how often it came; `at` is when it last did."""

    number: int
    puppet: str
    at: float
    count: int
    kind: str
    text: str
    advice: str


class Board(msgspec.Struct, frozen=True, tag="board", kw_only=True):
    """All that there is to show: what came before counts no more."""

    version: str
    now: float
    since: float
    words: bool
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]


class End(msgspec.Struct, frozen=True, tag="end"):
    """The bot was stopped."""


Told: TypeAlias = Board | Card | Line | Trouble | End


def encoded(told: Told) -> bytes:
    """As one server-sent event."""
    return b"data: " + msgspec.json.encode(told) + b"\n\n"

"""What a process is told that is going to be killed, and what it tells before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from puppets import Memory, Puppet

__all__ = [
    "Begun",
    "Born",
    "Ended",
    "Failed",
    "Finished",
    "Gap",
    "Kept",
    "Line",
    "Manners",
    "Order",
    "Ready",
    "Recipe",
    "Stalled",
    "read",
    "written",
]

Recipe: TypeAlias = Callable[[Memory], Puppet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a puppet's handlers and memory behave in one life."""

    seed: int = 0
    """Of how long its handlers take."""
    work: float = 0.0
    """The most seconds that a handler takes."""
    answers: bool = False
    """Whether a handler then says in the conversation that it has heard the text."""
    in_flight: int = 1000
    hangs_at: str | None = None
    """At this text a handler hangs, unless it is told that the event comes again."""
    stalls_at: str | None = None
    """At this text the memory hangs, and keeps nothing of what it was given."""
    keeps_cursor: bool = True
    """Else the stream goes on, after the next start, from where it was before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a process needs to know to be a puppet."""

    recipe: Recipe
    path: str
    """Of the memory's file."""
    manners: Manners


# What it tells.


class Born(msgspec.Struct, frozen=True, tag=True):
    """The process is there."""

    pid: int


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The puppet is logged in."""

    self_id: str


class Stalled(msgspec.Struct, frozen=True, tag=True):
    """The memory hangs, and has not kept what it was given."""


class Kept(msgspec.Struct, frozen=True, tag=True):
    """This message is in the journal, and will be handled."""

    id: str


class Begun(msgspec.Struct, frozen=True, tag=True):
    """A handler has this message."""

    id: str
    conversation_id: str
    text: str
    redelivered: bool


class Ended(msgspec.Struct, frozen=True, tag=True):
    """The handler has done its work on this message."""

    id: str


class Finished(msgspec.Struct, frozen=True, tag=True):
    """It is kept that this message was handled."""

    id: str


class Gap(msgspec.Struct, frozen=True, tag=True):
    """The puppet says that something may have been said which nobody can tell."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """There is no puppet, or none any more, and why."""

    why: str


Line: TypeAlias = (
    Born | Ready | Stalled | Kept | Begun | Ended | Finished | Gap | Failed
)

_READER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def written(line: Line) -> bytes:
    """The line as it goes over a connection."""
    return msgspec.json.encode(line) + b"\n"


def read(raw: bytes) -> Line:
    """The line that was written."""
    return _READER.decode(raw)

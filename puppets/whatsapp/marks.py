"""What was seen of a conversation, so that only what is new there is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2s

import msgspec

from . import wire
from .ids import message_id

__all__ = ["KEPT", "Mark", "Remembered", "Standing", "mark", "standing"]

KEPT = 100
"""Rows of a conversation whose marks are kept."""
HEAD = 500
"""Characters of a text that the page shows, however long it is."""
_CLOCK = re.compile(r"\d\s?[:.٫]\s?\d")


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row, as it was when it was told."""

    id: str
    head: str = ""
    whole: str = ""
    """Empty where only the beginning of the text was shown."""
    edited: bool = False
    recalled: bool = False
    reactions: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    """Which of the reactions the puppet has put there."""
    whose: tuple[str, ...] = ()
    """In a group, each with who put it there: an id, a space, an emoji."""
    by: str = ""
    """In a group, the id of who said it; empty where that is the account."""

    def is_edited(self, now: Mark) -> bool:
        """Whether the text reads otherwise now."""
        if now.recalled or not now.edited:
            return False
        if self.head != now.head:
            return True
        return bool(self.whole and now.whole) and self.whole != now.whole


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the chat list, as far as it tells that something is new."""

    name: str
    time: str = ""
    preview: str = ""
    unread: int = 0
    own: bool = False

    def is_news(self, now: Standing) -> bool:
        """Whether something happened; that a time became a day is nothing."""
        if self.time != now.time and _CLOCK.search(now.time):
            return True
        said = (self.preview, self.own) != (now.preview, now.own)
        return said or 0 < now.unread != self.unread


class Remembered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of one conversation."""

    id: str
    marks: tuple[Mark, ...] = ()
    members: tuple[str, ...] = ()
    heard: bool = False
    """Whether anybody but the account has said anything there."""
    latest: float = 0.0
    """When the latest was said that was read, in seconds since 1970."""
    told: float = 0.0
    """When anything was told of it last, in seconds since 1970."""

    @property
    def by(self) -> Mapping[str, str]:
        """Who said what, in a group: by the ids of messages, of people."""
        return {each.id: each.by for each in self.marks if each.by}

    def get(self, message: str) -> Mark | None:
        return next((each for each in self.marks if each.id == message), None)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.marks)

    def with_marks(
        self,
        fresh: Collection[Mark],
        *,
        heard: bool,
        latest: float = 0.0,
        told: float = 0.0,
    ) -> Remembered:
        """
        With these in the place of what was known of the same rows; others stand lowest,
        in their order, as they do on the page.
        """
        now = {each.id: each for each in fresh}
        if now.keys() <= self.ids:
            marks = [now.get(each.id, each) for each in self.marks]
        else:
            marks = [each for each in self.marks if each.id not in now]
            marks += now.values()
        return msgspec.structs.replace(
            self,
            marks=tuple(marks[-KEPT:]),
            heard=self.heard or heard,
            latest=max(self.latest, latest),
            told=max(self.told, told),
        )

    def stirs(self, rows: Sequence[wire.Row]) -> bool:
        """Whether anything in these rows is not as it was told."""
        known = {each.id: each for each in self.marks}
        for row in rows:
            now = mark(row)
            if now is None:
                continue
            before = known.get(now.id)
            if before is None or before.is_edited(now):
                return True
            if before.recalled != now.recalled or before.reactions != now.reactions:
                return True
        return False


def mark(row: wire.Row, mine: tuple[str, ...] = (), by: str = "") -> Mark | None:
    """How a row is known again; None for one that is not drawn, or has no id."""
    id = message_id(row.raw)
    if row.kind == "shell" or not id:
        return None
    said = f"{row.kind}\n{row.media.kind if row.media else ''}\n{row.text}"
    return Mark(
        id=id,
        head=_digest(said[:HEAD]),
        whole="" if row.cut else _digest(said),
        edited=row.edited,
        recalled=row.recalled,
        reactions=row.reactions,
        mine=mine,
        by=by,
    )


def standing(row: wire.ChatRow) -> Standing:
    return Standing(
        name=row.name,
        time=row.time,
        preview=row.preview,
        unread=row.unread,
        own=row.own,
    )


def _digest(text: str) -> str:
    told = text.encode("utf-8", "surrogatepass")
    return blake2s(told, digest_size=8).hexdigest()

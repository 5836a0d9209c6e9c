"""What on a screen could not be read: that is said, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Literal

import msgspec

from . import wire
from .failures import RowsUnread
from .ids import message_id
from .notices import notice
from .times import Clock

__all__ = ["Problem", "problems", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that could not be read, told without a word of what people said."""

    kind: Literal["missing", "unread", "stray"]
    """An element that is not there, a row that cannot be read, something in a row that
    nobody has asked for."""
    what: str
    """What lacks, or where the stray stands."""
    place: str
    """A path, such as `$.open.rows[3]`."""
    id: str = ""
    """The message's id, where it has one."""
    row: wire.Row | wire.ChatRow | None = field(default=None, repr=False, compare=False)
    """What there was to be read, for a bug report."""

    def error(self) -> RowsUnread:
        which = f" ({self.id})" if self.id else ""
        return RowsUnread(
            f"the page has {_TOLD[self.kind]}{which}: {self.what}",
            path=self.place,
            update=msgspec.json.encode(self.row) if self.row else b"",
        )


_TOLD = {
    "missing": "lost an element",
    "unread": "a row that cannot be read",
    "stray": "something in a row that nobody here knows",
}


def problems(screen: wire.Screen) -> tuple[Problem, ...]:
    """All of them, in the order of the page."""
    if screen.state == "QR" and not screen.qr:
        return (Problem(kind="missing", what="qr_payload", place="$.qr"),)
    if (
        screen.state == "PHONE_CODE"
        and "link_code" in screen.evidence
        and not screen.code
    ):
        return (Problem(kind="missing", what="link_code", place="$.code"),)
    if screen.state != "READY":
        return ()
    return (*_of_list(screen.list), *_of_conversation(screen))


def whole(row: wire.Row, moment: datetime | None) -> tuple[str, ...]:
    """What lacks of a message; nothing where it can be told."""
    lacks = {
        "id": not message_id(row.raw),
        "direction": not row.from_,
        "time": moment is None,
        "text": not (row.bodied or row.media or row.recalled),
    }
    return tuple(name for name, lacking in lacks.items() if lacking)


def _of_list(chats: wire.ChatList | None) -> Iterator[Problem]:
    if chats is None:
        yield Problem(kind="missing", what="chat_list", place="$.list")
        return
    if chats.total > 0 and not chats.rows:
        what = f"chat_row: {chats.total} chats, and none of them is found"
        yield Problem(kind="missing", what=what, place="$.list.rows")
    for at, row in enumerate(chats.rows):
        place = f"$.list.rows[{at}]"
        if not row.name and not chats.searching:  # results have titles between them
            yield Problem(kind="unread", what="no name", place=place, row=row)
        if not row.cell:
            yield Problem(kind="missing", what="chat_cell", place=place, row=row)
        for stray in row.strays:
            yield Problem(kind="stray", what=stray, place=place, row=row)


def _of_conversation(screen: wire.Screen) -> Iterator[Problem]:
    found = screen.open
    if screen.loose:
        what = f"conversation: {screen.loose} messages stand in none"
        yield Problem(kind="missing", what=what, place="$.open")
    if found is None:
        return
    if not found.name:
        yield Problem(kind="missing", what="header_name", place="$.open.name")
    if found.unseen:
        what = f"message_row: {found.unseen} messages stand in no row"
        yield Problem(kind="missing", what=what, place="$.open.rows")
    moments = Clock.of(screen).moments(found.rows)
    yield from _of_rows(found.rows, moments, screen)


def _of_rows(
    rows: Sequence[wire.Row], moments: Sequence[datetime | None], screen: wire.Screen
) -> Iterator[Problem]:
    clock = Clock.of(screen)
    for at, (row, moment) in enumerate(zip(rows, moments, strict=True)):
        told = partial(
            Problem, place=f"$.open.rows[{at}]", id=message_id(row.raw), row=row
        )
        if row.kind == "note":
            known = clock.day(row.text) or notice(row.text, screen.language)
            if not known:
                yield told(kind="unread", what="a note that is none of those known")
        elif row.kind == "message":
            if lacks := whole(row, moment):
                yield told(kind="unread", what=f"no {' and no '.join(lacks)}")
            for stray in row.strays:
                yield told(kind="stray", what=stray)

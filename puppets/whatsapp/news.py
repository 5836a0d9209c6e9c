"""What of a conversation nobody has seen yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from ..events import GapEvent
from . import wire
from .ids import even, message_id
from .marks import Remembered, Standing
from .telling import Reading

__all__ = ["fresh", "gap", "latest"]

HEAD = 40
"""Characters of a text by which a line of the list shows which it is."""


def fresh(
    reading: Reading,
    before: Remembered,
    *,
    since: datetime,
    line: Standing | None,
    unread: int,
) -> Collection[int]:
    """
    The places of the rows that nobody has seen: all behind the first that is known.

    Of a conversation that nobody has looked into, what was said `since` the first login,
    what was unread then, as its `line` showed, and what is now.
    """
    rows, ids = reading.rows, before.ids
    known = [at for at, row in enumerate(rows) if message_id(row.raw) in ids]
    if ids:
        first = known[0] if known else 0
    else:
        first = _first(rows, reading.moments, since, line, unread)
    return frozenset(range(first, len(rows))).difference(known)


def gap(reading: Reading, before: Remembered, since: datetime) -> GapEvent:
    """There is more above than was read, and some of that may be new."""
    until = next((each for each in reading.moments if each), reading.at)
    told = datetime.fromtimestamp(before.latest, UTC)
    return GapEvent(
        since=min(max(told, since), until),
        until=until,
        conversation_ids=(reading.who.id,),
    )


def latest(reading: Reading) -> float:
    """When the last of it was said, in seconds since 1970."""
    return max((each.timestamp() for each in reading.moments if each), default=0.0)


def _first(
    rows: Sequence[wire.Row],
    moments: Sequence[datetime | None],
    since: datetime,
    line: Standing | None,
    unread: int,
) -> int:
    begun = _since(rows, moments, since, line)
    waited = line.unread if line else 0
    return min(_back(rows, begun, waited), _back(rows, len(rows), unread))


def _since(
    rows: Sequence[wire.Row],
    moments: Sequence[datetime | None],
    since: datetime,
    before: Standing | None,
) -> int:
    """Behind the last that is surely old, or behind what the line showed then."""
    minute = since.replace(second=0, microsecond=0)
    old = [
        at
        for at, (row, moment) in enumerate(zip(rows, moments, strict=True))
        if row.kind == "message" and moment is not None and moment < minute
    ]
    first = old[-1] + 1 if old else 0
    for at in range(first, len(rows)):
        moment = moments[at] if rows[at].kind == "message" else minute
        if before is not None and moment == minute and _is_shown(rows[at], before):
            return at + 1
    return first


def _is_shown(row: wire.Row, line: Standing) -> bool:
    """Whether that is what the line showed; a group's names the speaker first."""
    text, shown = even(row.text)[:HEAD], even(line.preview)
    if not text or (row.from_ == "out") != line.own:
        return False
    if len(text) == HEAD:
        return text in shown
    return shown == text or shown.endswith(f": {text}")


def _back(rows: Sequence[wire.Row], end: int, count: int) -> int:
    """Where the last so many of others begin before the end, or there are no more."""
    if count <= 0:
        return end
    heard = [at for at in range(end) if rows[at].from_ == "in"]
    return heard[-count] if len(heard) >= count else 0

"""What we are told: `/sync`, by long polling, with no gap in any timeline."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from .._decoding import decoded
from ..errors import Malformed, Unavailable
from . import wire
from .client import GitterClient

__all__ = ["SYNC_AGAIN", "Answer", "first", "poll", "whole"]

SYNC_AGAIN = 4.0
"""Seconds that the first poll waits after a failure, so that silence is soon noticed."""
LONGEST_SILENCE = 29.0
"""Seconds after which a poll that brings not a byte has no one at its other end: what
mends in the first of them is so found out within 30 (contract 3.12)."""
FIRST_PATIENCE = 120.0
"""Seconds that the first answer of all may take: an old account is in many rooms."""
MOST_EVENTS = 100
"""Of one room in one answer; what there is more is asked for."""

_ONLY = msgspec.json.encode(
    {
        "presence": {"types": []},
        "account_data": {"types": ["m.direct"]},
        "room": {
            "account_data": {"types": []},
            "ephemeral": {"types": []},
            "state": {"lazy_load_members": True},
            "timeline": {"limit": MOST_EVENTS, "lazy_load_members": True},
        },
    }
).decode()


class Kind(wire.Struct, frozen=True):
    """As much of an event as tells whether anything can be before it."""

    type: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told at once, of what happened since that token."""

    told: wire.Sync
    at: datetime
    """When, by the homeserver's clock."""
    since: str | None = None


async def first(client: GitterClient) -> Answer:
    """How things stand now, for a puppet that knows of nothing yet."""
    return _read(*await client.sync(None, 0.0, FIRST_PATIENCE, _ONLY), None)


async def poll(
    client: GitterClient, since: str, wait: float, patience: float = 0.0
) -> AsyncGenerator[Answer]:
    """
    Answers, from this token on; each is confirmed by asking for the next.

    The first poll waits for `patience` seconds, the others `wait`. With none it comes
    back at once, so that the puppet is soon ready.
    """
    grace = min(max(wait, 2.0), 10.0)
    while True:
        late = min(grace, LONGEST_SILENCE - patience)
        answer = _read(*await client.sync(since, patience, late, _ONLY), since)
        yield answer
        since, patience = answer.told.next_batch, wait


async def whole(
    client: GitterClient, room_id: str, timeline: wire.Timeline, since: str | None
) -> list[msgspec.Raw]:
    """
    All that was said since then: where too much was, the answer has only its end.

    Where nobody can say since when, its end is enough.
    """
    told = list(reversed(timeline.events))
    back = timeline.prev_batch if timeline.limited and since is not None else ""
    if told and _is_beginning(told[-1]):
        back = ""
    while back:
        page = await client.messages(room_id, since=back, until=since or "")
        told += page.chunk
        # A page may be empty, of what the puppet may not see, and not be the last.
        back = page.end if page.end != back else ""
    return told[::-1]


def _is_beginning(raw: msgspec.Raw) -> bool:
    """Whether nothing can be before it in its room."""
    try:
        return decoded("sync", raw, Kind).type == "m.room.create"
    except Malformed:
        return False


def _read(raw: bytes, date: str, since: str | None) -> Answer:
    try:
        return Answer(decoded("sync", raw, wire.Sync), _moment(date), since)
    except Malformed as error:  # some gateway's answer, not the homeserver's
        raise Unavailable(str(error)) from error


def _moment(date: str) -> datetime:
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:  # without one it is when it came (RFC 9110, 6.6.1)
        return datetime.now(UTC)

"""
Ids, both ways.

A person's is the user id, that of a bot without a user the bot id, a room's the channel
id. A message's carries the channel, because a time stamp is one of its channel alone. A
message with several files is told as several: from the second on the id has a number.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from ..errors import Malformed, NotFound

__all__ = [
    "bot_id",
    "contact_id",
    "conversation_id",
    "is_contact",
    "is_direct",
    "message_id",
    "moment",
    "place",
    "room_id",
    "split_message_id",
    "stamp",
]

_CONTACT = re.compile(r"[UWB][A-Z0-9]{2,24}")
_ROOM = re.compile(r"[CG][A-Z0-9]{2,24}")
_DIRECT = re.compile(r"D[A-Z0-9]{2,24}")
_MESSAGE = re.compile(
    r"([CDG][A-Z0-9]{2,24}):([0-9]{1,12}\.[0-9]{6})(?::([2-9]|[1-9][0-9]))?"
)


def message_id(channel: str, ts: str, part: int = 1) -> str:
    """The id of a message, or of what stands beside its file number `part`."""
    return f"{channel}:{ts}" if part == 1 else f"{channel}:{ts}:{part}"


def split_message_id(id: str) -> tuple[str, str, int]:
    """The channel, the time stamp and the number of the file in it."""
    if found := _MESSAGE.fullmatch(id):
        return found[1], found[2], int(found[3] or 1)
    raise NotFound(f"slack has no message {id!r}")


def place(id: str) -> tuple[str, str]:
    """The channel and the time stamp of a message."""
    channel, ts, _ = split_message_id(id)
    return channel, ts


def contact_id(id: str) -> str:
    """The same, where it is the id of a person or a bot."""
    if is_contact(id):
        return id
    raise NotFound(f"slack has no contact {id!r}")


def bot_id(id: str) -> str | None:
    """The same, where it is the id of a bot that is no user."""
    return id if id.startswith("B") else None


def room_id(id: str) -> str:
    """The same, where it is the id of a room."""
    if _ROOM.fullmatch(id):
        return id
    raise NotFound(f"slack has no room {id!r}")


def conversation_id(id: str) -> str:
    """The same, where it is the id of a room or of someone to talk with."""
    if is_direct(id):  # with someone whom Slack does not name
        return id
    return contact_id(id) if id[:1] in {"U", "W", "B"} else room_id(id)


def is_contact(id: str) -> bool:
    return bool(_CONTACT.fullmatch(id))


def is_direct(channel: str) -> bool:
    """Whether a channel is the direct conversation with one other, by its form."""
    return bool(_DIRECT.fullmatch(channel))


def moment(ts: str) -> datetime:
    """When that was: a time stamp is seconds, and microseconds that make it unique."""
    seconds, _, fraction = ts.partition(".")
    try:
        whole = datetime.fromtimestamp(int(seconds), UTC)
        return whole + timedelta(microseconds=int(fraction[:6].ljust(6, "0")))
    except (ValueError, OverflowError, OSError) as error:
        raise Malformed("there is no such time", path="$.ts") from error


def stamp(when: datetime) -> str:
    """The time stamp of that moment."""
    return f"{int(when.replace(microsecond=0).timestamp())}.{when.microsecond:06}"

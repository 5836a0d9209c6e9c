"""What the fields of all messages have in common: two generations of them, and time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.protobuf.wrappers_pb2 import StringValue

from ..enums import (
    ContactGender,
    ContactType,
    DirtyType,
    FriendshipScene,
    FriendshipType,
    MessageType,
    ScanStatus,
)
from ..errors import Malformed

__all__ = [
    "both",
    "either",
    "known",
    "milliseconds",
    "moment",
    "needed",
    "number_in",
    "stamp_in",
    "time_in",
]

M = TypeVar("M", bound=Message)
Numbered = TypeVar(
    "Numbered",
    ContactGender,
    ContactType,
    DirtyType,
    FriendshipScene,
    FriendshipType,
    MessageType,
    ScanStatus,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SECONDS_END = 1e11
"""Below this Wechaty takes a number for seconds, else for milliseconds."""

_WRAPPERS: Mapping[str, str] = {"file_box": "filebox_string_value_deprecated"}


def both(message: M, field: str, text: str) -> M:
    """
    Say `text` in this field, and in the wrapper that was there before it: an older bot
    reads that alone, and TypeScript's takes an empty text for none without it.
    """
    setattr(message, field, text)
    wrapper = _wrapper(message, field)
    if wrapper is not None:
        getattr(message, wrapper).CopyFrom(StringValue(value=text))
    return message


def either(message: Message, field: str) -> str | None:
    """
    What this field says, or the wrapper that was there before it; None where neither
    says anything.

    Some rpcs read without a text and write with one: to those an empty text says that
    the alias, the topic or the announcement is taken away.
    """
    text = str(getattr(message, field))
    descriptor = message.DESCRIPTOR.fields_by_name[field]
    if text or (descriptor.has_presence and message.HasField(field)):
        return text
    wrapper = _wrapper(message, field)
    if wrapper is None or not message.HasField(wrapper):
        return None
    return str(getattr(message, wrapper).value)


def _wrapper(message: Message, field: str) -> str | None:
    name = _WRAPPERS.get(field, f"{field}_string_value_deprecated")
    return name if name in message.DESCRIPTOR.fields_by_name else None


# Time.


def moment(time: datetime) -> Timestamp:
    since = time - _EPOCH
    seconds = since.days * 86_400 + since.seconds
    return Timestamp(seconds=seconds, nanos=since.microseconds * 1000)


def milliseconds(time: datetime) -> int:
    """Since 1970; 0 before that, for the wire has no number below."""
    return max(0, (time - _EPOCH) // _MILLISECOND)


def time_in(message: Message, field: str, older: str) -> datetime:
    """
    When it was, says this field or the number that was there before it.

    Raises `Malformed` where neither does: a time is the platform's, never now (3.10).
    """
    if message.HasField(field):
        return stamp_in(getattr(message, field), field)
    return number_in(getattr(message, older), field)


def stamp_in(stamp: Timestamp, field: str) -> datetime:
    return _since(stamp.seconds, stamp.nanos // 1000, field)


def number_in(number: float | None, field: str) -> datetime:
    """Of seconds or milliseconds, as Wechaty tells them apart."""
    if not number:
        raise Malformed("nobody says when it was", path=field)
    seconds = number if number < _SECONDS_END else number / 1000
    return _since(seconds, 0, field)


def _since(seconds: float, microseconds: int, field: str) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=seconds, microseconds=microseconds)
    except (OverflowError, ValueError) as error:
        raise Malformed("this is no time", path=field) from error


# The rest.


def known(kind: type[Numbered], number: int) -> Numbered:
    """A number that only a later Wechaty knows is UNKNOWN."""
    return next((each for each in kind if each == number), kind(0))


def needed(text: str, field: str) -> str:
    """Raises `Malformed` where an id or the like is empty."""
    if not text:
        raise Malformed("the service leaves this empty", path=field)
    return text

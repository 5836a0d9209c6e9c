"""Errors and gaps, as the ERROR event of the wire says them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from .._decoding import UNREADABLE, decoded
from ..errors import PlatformError
from ..events import ErrorEvent, GapEvent
from . import wire
from .failures import Failure, failure_of
from .refusals import Asking, error_of
from .wire import Code

__all__ = ["error_told", "gap_told", "trouble"]

T = TypeVar("T")

_GAP = "GapEvent"
_ASKING = Asking(platform="service", operation="event")


def error_told(error: Exception) -> wire.Failed:
    """Its marks travel as text, which is what Wechaty has for details."""
    failure = failure_of(error)
    return _failed(
        wire.GError(
            name=type(error).__name__,
            message=failure.words,
            code=failure.code,
            details=_json(failure.marks),
        )
    )


def gap_told(gap: GapEvent) -> wire.Failed:
    """Wechaty has no word for it: to a foreign bot it is an error that says so."""
    since, until = gap.since.isoformat(), gap.until.isoformat()
    return _failed(
        wire.GError(
            name=_GAP,
            message=f"what was said from {since} to {until} may be lost",
            code=Code.DATA_LOSS,
            details=_json(
                wire.Gap(
                    since=gap.since.timestamp(),
                    until=gap.until.timestamp(),
                    conversation_ids=gap.conversation_ids,
                )
            ),
        )
    )


def trouble(json: bytes, key: str) -> ErrorEvent | GapEvent:
    """What it was, where the service is ours; else an error with the same words."""
    failed = decoded("error event", json, wire.Failed)
    said = _parsed(failed.gerror, wire.GError)
    if said is None:
        return ErrorEvent(error=PlatformError(failed.data or "the service failed"))
    if said.name == _GAP and (gap := _parsed(said.details, wire.Gap)):
        return GapEvent(
            since=datetime.fromtimestamp(gap.since, UTC),
            until=datetime.fromtimestamp(gap.until, UTC),
            conversation_ids=gap.conversation_ids,
            key=key,
        )
    return ErrorEvent(error=_error(said, failed.data))


def _error(said: wire.GError, words: str | None) -> Exception:
    marks = _parsed(said.details, dict[str, str])
    if not marks:
        return PlatformError(said.message or words or said.name)
    code = next((code for code in Code if code == said.code), Code.UNKNOWN)
    return error_of(Failure(code=code, words=said.message, marks=marks), _ASKING)


def _parsed(json: str | None, kind: type[T]) -> T | None:
    """None for what is not so: the details of others are prose."""
    try:
        return msgspec.json.decode(json or "", type=kind)
    except UNREADABLE:
        return None


def _failed(said: wire.GError) -> wire.Failed:
    return wire.Failed(data=said.message, gerror=_json(said))


def _json(said: object) -> str:
    return msgspec.json.encode(said).decode()

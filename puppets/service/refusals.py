"""What a puppet service says no with, as errors of ours."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..errors import (
    DeliveryUncertain,
    Forbidden,
    Malformed,
    NotFound,
    NotLoggedIn,
    NotStarted,
    PlatformError,
    PuppetError,
    RateLimited,
    Rejected,
    TooLarge,
    TooLong,
    TooMany,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from .failures import ERROR, LIMIT, OPERATION, PATH, PLATFORM, RETRY_AFTER, Failure
from .wire import Code

__all__ = ["Asking", "error_of"]

PATIENCE = 30.0
"""Seconds to wait where a service says too fast, and not for how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What was asked of whom; a `send` is a call that must not be made twice."""

    platform: str
    operation: str
    send: bool = False


def error_of(failure: Failure, asking: Asking) -> PuppetError:
    """
    The very kind where the service is ours, else what its code comes to.

    A send whose outcome nobody knows is `DeliveryUncertain`: no service would know a
    second one as the same.
    """
    kind = _KINDS.get(failure.marks.get(ERROR, ""), _unmarked)
    return kind(failure, asking)


def _unmarked(failure: Failure, asking: Asking) -> PuppetError:
    words = _words(failure, asking)
    match failure.code:
        case Code.UNIMPLEMENTED:
            return Unsupported(asking.platform, asking.operation)
        case Code.UNAUTHENTICATED:
            # Wechaty's own service repeats the token in its words.
            return Unauthorized(f"{asking.platform} does not accept the token")
        case Code.PERMISSION_DENIED:
            return Forbidden(words)
        case Code.NOT_FOUND:
            return NotFound(words)
        case Code.RESOURCE_EXHAUSTED:
            return _too_much(failure, asking)
        case Code.DATA_LOSS | Code.OK:
            return Malformed(words)
        case _:
            return _refused(failure, asking)


def _refused(failure: Failure, asking: Asking) -> PlatformError | Unsupported:
    words = _words(failure, asking)
    if "Unsupported API Error" in failure.words:
        # So Wechaty's TypeScript service says that its puppet has no such thing.
        return Unsupported(asking.platform, asking.operation)
    if failure.code in _REFUSED or (
        failure.code in _EITHER and not _BROKE_OFF.search(failure.words)
    ):
        return Rejected(words)
    if asking.send and not _NEVER_LEFT.search(failure.words):
        return DeliveryUncertain(words)
    return Unavailable(words)


_REFUSED = {Code.INVALID_ARGUMENT, Code.FAILED_PRECONDITION, Code.OUT_OF_RANGE}
_EITHER = {Code.INTERNAL, Code.UNKNOWN}
"""Said by a service whose puppet raised, and by gRPC when a connection breaks."""
_BROKE_OFF = re.compile(
    r"RST_STREAM|stream removed|connection|socket|transport", re.IGNORECASE
)
_NEVER_LEFT = re.compile(
    r"failed to connect|connection refused|DNS resolution|handshake|no address",
    re.IGNORECASE,
)
_OVER = re.compile(r"larger than max \(\d+ vs\. (\d+)\)")


def _too_much(failure: Failure, asking: Asking) -> PlatformError:
    """So says gRPC itself of a message over the limit of either end."""
    words = _words(failure, asking)
    if over := _OVER.search(failure.words):
        return TooLarge(words, limit=int(over[1]))
    patience = _seconds(failure.marks.get(RETRY_AFTER, ""))
    return RateLimited(words, retry_after=patience)


def _words(failure: Failure, asking: Asking) -> str:
    said = failure.words or failure.code.name
    return f"{asking.operation}: {said}"


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        return PATIENCE
    return seconds if math.isfinite(seconds) and seconds >= 0 else PATIENCE


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _unsupported(failure: Failure, asking: Asking) -> Unsupported:
    return Unsupported(
        failure.marks.get(PLATFORM, asking.platform),
        failure.marks.get(OPERATION, asking.operation),
    )


def _malformed(failure: Failure, _: Asking) -> Malformed:
    return Malformed(failure.words, path=unquote(failure.marks.get(PATH, "$")))


def _plain(kind: type[PuppetError]) -> Callable[[Failure, Asking], PuppetError]:
    return lambda failure, _: kind(failure.words)


_KINDS: Mapping[str, Callable[[Failure, Asking], PuppetError]] = {
    "Unsupported": _unsupported,
    "Malformed": _malformed,
    "TooLong": lambda failure, _: TooLong(
        failure.words, limit=_whole(failure.marks.get(LIMIT, ""))
    ),
    "TooLarge": lambda failure, _: TooLarge(
        failure.words, limit=_whole(failure.marks.get(LIMIT, ""))
    ),
    "TooMany": lambda failure, _: TooMany(
        failure.words, limit=_whole(failure.marks.get(LIMIT, ""))
    ),
    "RateLimited": lambda failure, _: RateLimited(
        failure.words, retry_after=_seconds(failure.marks.get(RETRY_AFTER, ""))
    ),
    **{
        kind.__name__: _plain(kind)
        for kind in (
            DeliveryUncertain,
            Forbidden,
            NotFound,
            NotLoggedIn,
            NotStarted,
            PlatformError,
            Rejected,
            Unauthorized,
            Unavailable,
        )
    },
    # What is wrong with the service's own memory or options is not the caller's.
    **dict.fromkeys(
        (
            "ConfigurationError",
            "MissingExtra",
            "NoAnswer",
            "PuppetError",
            "StorageCorrupt",
            "StorageError",
            "StorageInUse",
            "UnknownProvider",
        ),
        _plain(PlatformError),
    ),
}
"""By the mark of the kind."""

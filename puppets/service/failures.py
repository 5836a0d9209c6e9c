"""Errors of ours as gRPC says them: a code, words, and marks beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from .. import errors
from ..errors import (
    DeliveryUncertain,
    Forbidden,
    Malformed,
    NotFound,
    NotLoggedIn,
    NotStarted,
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
from .wire import Code

__all__ = [
    "ERROR",
    "LIMIT",
    "OPERATION",
    "PATH",
    "PLATFORM",
    "RETRY_AFTER",
    "Failure",
    "failure_of",
]

MOST_BYTES = 1000
"""Of words and of a mark: what is sent in headers must fit into a few thousand."""

# Names of marks.
ERROR = "x-puppets-error"
LIMIT = "x-puppets-limit"
OPERATION = "x-puppets-operation"
PATH = "x-puppets-path"
PLATFORM = "x-puppets-platform"
RETRY_AFTER = "retry-after"

_CODES: tuple[tuple[type[PuppetError], Code], ...] = (
    (Unsupported, Code.UNIMPLEMENTED),
    (NotStarted, Code.FAILED_PRECONDITION),
    (NotLoggedIn, Code.FAILED_PRECONDITION),
    (errors.ConfigurationError, Code.FAILED_PRECONDITION),
    (Unauthorized, Code.UNAUTHENTICATED),
    (Forbidden, Code.PERMISSION_DENIED),
    (NotFound, Code.NOT_FOUND),
    (Rejected, Code.INVALID_ARGUMENT),
    (RateLimited, Code.RESOURCE_EXHAUSTED),
    (Unavailable, Code.UNAVAILABLE),
    (DeliveryUncertain, Code.ABORTED),
    (Malformed, Code.INTERNAL),
    (PuppetError, Code.UNKNOWN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How a call ended, and why; the marks tell our own client the rest."""

    code: Code
    words: str
    marks: Mapping[str, str]


def failure_of(error: BaseException) -> Failure:
    """An error that is none of ours says no more than its kind: who knows what it holds."""
    if not isinstance(error, PuppetError):
        words = f"the service failed with {type(error).__name__}"
        return Failure(code=Code.INTERNAL, words=words, marks={})
    code = next(code for kind, code in _CODES if isinstance(error, kind))
    marks = {ERROR: _name(error), **_told(error)}
    return Failure(code=code, words=_short(str(error)), marks=marks)


def _name(error: PuppetError) -> str:
    """Of the kind that the contract knows: a provider has kinds of its own under those."""
    kinds = (kind for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
    return next(kinds).__name__


def _told(error: PuppetError) -> dict[str, str]:
    match error:
        case Unsupported():
            return {PLATFORM: error.platform, OPERATION: error.operation}
        case TooLong() | TooLarge() | TooMany():
            return {LIMIT: str(error.limit)}
        case RateLimited():
            return {RETRY_AFTER: str(error.retry_after)}
        case Malformed():
            return {PATH: quote(_short(error.path, MOST_BYTES // 3), safe="$.[]")}
        case _:
            return {}


def _short(words: str, most: int = MOST_BYTES) -> str:
    """Never half a letter; what is no text at all is shown as `?`."""
    return words.encode(errors="replace")[:most].decode(errors="ignore")

"""What a homeserver says no with, as errors of ours; `client` alone asks here."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from textwrap import shorten

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from ..errors import (
    DeliveryUncertain,
    Forbidden,
    NotFound,
    PlatformError,
    RateLimited,
    Rejected,
    TooLong,
    Unauthorized,
    Unavailable,
)
from .answers import Refusal

__all__ = [
    "BROKEN",
    "TEXT_LIMIT",
    "Refused",
    "SoftLogout",
    "failed",
    "ours",
]

TEXT_LIMIT = 20_000
"""Bytes of a text: an event has 65,536, and the text is in it twice where it mentions or
changes, with quotes and newlines that count twice."""
PATIENCE = 5.0
"""Seconds to wait where a homeserver says too fast, and not for how long."""
MOST_WORDS = 300
"""Letters of what is quoted: a gateway may answer with a page."""


_BY_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
BROKEN = (aiohttp.ClientError, TimeoutError, OSError, *_BY_PROXY)
"""What is raised where a connection fails."""
_NEVER_OUT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    *_BY_PROXY,
)


class Refused(Exception):
    """A homeserver's no, in its own words."""


class SoftLogout(Unauthorized):
    """The session has run out, and is the same one after another login."""


_UNAUTHORIZED = {
    "M_MISSING_TOKEN",
    "M_UNKNOWN_TOKEN",
    "M_USER_DEACTIVATED",
    "M_USER_LOCKED",
    "M_USER_SUSPENDED",
}
_NOT_FOUND = {"M_NOT_FOUND", "M_NOT_YET_UPLOADED"}
_VAGUE = {"", "M_UNKNOWN"}  # so of a user, the one server or the other
_FORBIDDEN = {
    "M_CANNOT_LEAVE_SERVER_NOTICE_ROOM",
    "M_EXCLUSIVE",
    "M_FORBIDDEN",
    "M_GUEST_ACCESS_FORBIDDEN",
    "M_INCOMPATIBLE_ROOM_VERSION",
    "M_RESOURCE_LIMIT_EXCEEDED",
    "M_UNABLE_TO_AUTHORISE_JOIN",
    "M_UNSUPPORTED_ROOM_VERSION",
}


def ours(
    asked: str,
    status: int,
    refusal: Refusal,
    headers: Mapping[str, str],
    *,
    send: bool = False,
) -> PlatformError:
    """
    What a no comes to: `asked` is what was asked, by its name in the documentation.

    A `send` whose outcome nobody knows is `DeliveryUncertain`, for the outbox to try it
    again under the same transaction. Any other call does no harm when done twice.
    """
    said = shorten(refusal.error, MOST_WORDS, placeholder="...")
    words = f"{asked}: {refusal.errcode or status} {said}".strip()
    code = refusal.errcode
    if status == HTTPStatus.TOO_MANY_REQUESTS or code == "M_LIMIT_EXCEEDED":
        return RateLimited(words, retry_after=_patience(refusal, headers))
    if code in _UNAUTHORIZED or status == HTTPStatus.UNAUTHORIZED:
        return (SoftLogout if refusal.soft_logout else Unauthorized)(words)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unanswered(words, send=send)
    if code == "M_TOO_LARGE" or status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooLong(words, limit=TEXT_LIMIT)
    if code in _NOT_FOUND or (status == HTTPStatus.NOT_FOUND and code in _VAGUE):
        return NotFound(words)
    if code in _FORBIDDEN:
        return Forbidden(words)
    return Rejected(words)


def failed(asked: str, error: Exception, *, send: bool) -> PlatformError:
    """What a connection that failed comes to: nothing went out, or nobody knows."""
    words = f"{asked}: {type(error).__name__}"
    return _unanswered(words, send=send and not isinstance(error, _NEVER_OUT))


def _unanswered(words: str, *, send: bool) -> PlatformError:
    return DeliveryUncertain(words) if send else Unavailable(words)


def _patience(refusal: Refusal, headers: Mapping[str, str]) -> float:
    if refusal.retry_after_ms is not None:
        return refusal.retry_after_ms / 1000
    header = headers.get("Retry-After", "")
    return float(header) if header.isdecimal() else PATIENCE

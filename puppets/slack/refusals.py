"""What Slack says no with, as errors of ours; `client` alone asks here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from ..errors import (
    DeliveryUncertain,
    Forbidden,
    Malformed,
    NotFound,
    PlatformError,
    RateLimited,
    Rejected,
    TooLarge,
    TooLong,
    Unauthorized,
    Unavailable,
)

__all__ = [
    "BLURB_LIMIT",
    "TEXT_LIMIT",
    "AlreadySo",
    "LinkDisabled",
    "MissingScope",
    "ours",
    "unanswered",
]

TEXT_LIMIT = 40_000
BLURB_LIMIT = 250
"""Of a topic and a purpose."""
PATIENCE = 30.0
"""Seconds to wait where Slack says too fast, and not for how long."""


class AlreadySo(Rejected):
    """What was asked for is so already."""


class LinkDisabled(Unauthorized):
    """Socket Mode was switched off for the app."""


class MissingScope(Forbidden):
    """The token lacks a scope: `needed`, of those `provided`."""

    def __init__(self, message: str, *, needed: str, provided: str) -> None:
        super().__init__(message)
        self.needed = needed
        self.provided = provided


_UNAUTHORIZED = {
    "account_inactive",
    "app_token_required",
    "invalid_auth",
    "invalid_token",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
}
_FORBIDDEN = {
    "access_denied",
    "as_user_not_supported",
    "compliance_exports_prevent_deletion",
    "edit_window_closed",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "external_channel_migrating",
    "is_archived",
    "is_inactive",
    "last_member",
    "messages_tab_disabled",
    "method_not_supported_for_channel_type",
    "missing_file_data",
    "no_permission",
    "not_allowed",
    "not_authorized",
    "not_in_channel",
    "org_login_required",
    "posting_to_general_channel_denied",
    "team_access_not_granted",
    "two_factor_setup_required",
    "ura_max_channels",
    "user_disabled",
}
_FORBIDDEN_BEGIN = (
    "cant_",
    "cannot_",
    "restricted_action",
    "user_is_",
    "not_supported",
)
_NOT_FOUND = {
    "bad_timestamp",
    "file_deleted",
    "invalid_channel",
    "invalid_ts",
    "no_such_subteam",
    "not_reactable",
    "user_not_in_channel",
    "user_not_visible",
}
_ALREADY_SO = {"already_in_channel", "already_reacted", "no_reaction", "not_pinned"}
_NOT_NOW = {"request_timeout", "service_unavailable", "team_added_to_org"}
"""Slack has done nothing of it."""
_UNSURE = {"fatal_error", "internal_error"}
"""Some of it may have been done, says the documentation."""
_TOO_FAST = {"accesslimited", "message_limit_exceeded", "rate_limited", "ratelimited"}
_TOO_LONG = {
    "msg_blocks_too_long": TEXT_LIMIT,
    "msg_too_long": TEXT_LIMIT,
    "too_long": BLURB_LIMIT,
}
_TOO_LARGE = {"file_too_large", "file_upload_size_restricted", "storage_limit_reached"}
_CODE = re.compile(r"[a-z0-9_]{1,80}")


def ours(
    method: str,
    status: int,
    answer: Mapping[str, object],
    headers: Mapping[str, str],
    *,
    send: bool = False,
) -> PlatformError:
    """
    What a no of Slack comes to: `answer` is what `method` was answered with.

    A `send` whose outcome nobody knows is `DeliveryUncertain`: Slack has no key by which
    it would know a second one as the same.
    """
    code = str(answer.get("error", ""))
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _TOO_FAST:
        return RateLimited(f"{method}: too fast", retry_after=_patience(headers))
    if not _CODE.fullmatch(code):
        return _unreadable(method, status, send=send)
    words = f"{method}: {code}"
    if code in _UNSURE:
        return unanswered(words, send=send)
    if code in _NOT_NOW:
        return Unavailable(words)
    return _refused(words, code, answer)


def unanswered(words: str, *, send: bool) -> PlatformError:
    """Nobody knows what became of a request."""
    return DeliveryUncertain(words) if send else Unavailable(words)


def _refused(words: str, code: str, answer: Mapping[str, object]) -> PlatformError:
    if code in _UNAUTHORIZED:
        return Unauthorized(f"slack does not accept the token: {code}")
    if code == "missing_scope":
        needed, has = str(answer.get("needed", "")), str(answer.get("provided", ""))
        told = f"{words}: the token needs {needed} and has {has}"
        return MissingScope(told, needed=needed, provided=has)
    if code in _TOO_LONG:
        return TooLong(words, limit=_TOO_LONG[code])
    if code in _TOO_LARGE:
        return TooLarge(words, limit=0)
    if code in _ALREADY_SO:
        return AlreadySo(words)
    if code in _NOT_FOUND or code.endswith(("_not_found", "_not_exist")):
        return NotFound(words)
    if code in _FORBIDDEN or code.startswith(_FORBIDDEN_BEGIN):
        return Forbidden(words)
    return Rejected(words)


def _unreadable(method: str, status: int, *, send: bool) -> PlatformError:
    words = f"{method}: answered with HTTP status {status}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or send:
        return unanswered(words, send=send)
    return Malformed(words)


def _patience(headers: Mapping[str, str]) -> float:
    found = next(
        (value for name, value in headers.items() if name.lower() == "retry-after"), ""
    )
    return float(found) if found.isdigit() else PATIENCE

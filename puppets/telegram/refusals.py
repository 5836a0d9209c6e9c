"""What the Bot API says no with, as errors of ours; `client` alone asks here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from textwrap import shorten

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.error import Forbidden as NotAllowed

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
from .request import NotSent, TooFast, Unreadable

__all__ = [
    "Migrated",
    "NotModified",
    "OtherPoller",
    "PrivacyMode",
    "WebhookIsSet",
    "ours",
]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
MOST_WORDS = 300
"""Letters of what is quoted: a gateway may answer with a page."""


class Migrated(Rejected):
    """The room is a supergroup now, with an id of its own."""

    def __init__(self, message: str, *, successor: int) -> None:
        super().__init__(message)
        self.successor = successor


class NotModified(Rejected):
    """The message reads so already."""


class OtherPoller(Unavailable):
    """Another program asks for the updates of this bot: each gets some of them."""


class PrivacyMode(Forbidden):
    """In groups the bot hears only what is meant for it, unless it is an administrator."""


class WebhookIsSet(Rejected):
    """The updates of this bot go to a webhook, so nobody can ask for them."""


# Parts of the server's own words, in lower case, and what each comes to.
_NOT_FOUND = (
    "not found",
    "peer_id_invalid",
    "user_id_invalid",
    "participant_id_invalid",
    "message_id_invalid",
    "invalid user_id",
    "invalid file_id",
    "query id is invalid",
    "user_not_participant",
    "wrong file_id",
)
_FORBIDDEN = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "admin_required",
    "right_forbidden",
    "write_forbidden",
    "can't be deleted",
    "can't be edited",
    "can't be forwarded",
    "can't be copied",
    "can't remove chat owner",
    "can't restrict self",
    "is an administrator",
    "user_not_mutual_contact",
    "user_privacy_restricted",
    "was deactivated",
    "is inaccessible",
)

_TOO_MUCH: dict[str, Callable[[str], PlatformError]] = {
    "caption is too long": partial(TooLong, limit=CAPTION_LIMIT),
    "message is too long": partial(TooLong, limit=TEXT_LIMIT),
    "too big for a photo": partial(TooLarge, limit=PHOTO_LIMIT),
    "file is too big": partial(TooLarge, limit=DOWNLOAD_LIMIT),
    "entity too large": partial(TooLarge, limit=UPLOAD_LIMIT),
}


def ours(error: TelegramError, method: str, *, send: bool = False) -> PlatformError:
    """
    The error that this one comes to, for a call of `method`.

    A `send` whose outcome nobody knows is `DeliveryUncertain`: one whose answer was
    lost, and one that was answered with a 5xx, since a gateway says that of a server
    which may have done its work. Every other call does no harm when it is done twice.
    """
    words = f"{method}: {shorten(error.message, MOST_WORDS, placeholder='...')}"
    refusal = _refusal(error, method, words)
    if refusal is not None:
        return refusal
    if send:
        return DeliveryUncertain(words)
    if isinstance(error, Unreadable):
        return Malformed(words, update=error.answer)
    return Unavailable(words)


def _refusal(error: TelegramError, method: str, words: str) -> PlatformError | None:
    """What a no of the server comes to; None where nothing is known of what it did."""
    match error:
        case NotSent():
            return Unavailable(words)
        case TooFast(seconds=seconds):
            return RateLimited(words, retry_after=seconds)
        case ChatMigrated(new_chat_id=successor):
            return Migrated(words, successor=successor)
        case InvalidToken():
            return _unknown(error, method)
        case NotAllowed():
            return Forbidden(words)
        case Conflict():
            return _conflict(words)
        case BadRequest() | NetworkError() if _is_a_no(error):
            return _refused(words)
    return None


def _is_a_no(error: TelegramError) -> bool:
    # The SDK has no error of its own for 413.
    return isinstance(error, BadRequest) or "entity too large" in error.message.lower()


def _unknown(error: TelegramError, method: str) -> PlatformError:
    """401, and 404: a token that is none, or a method that an old server has not."""
    cause = error.__cause__
    is_404 = isinstance(cause, InvalidToken) and "Not Found" in cause.message
    if is_404 and method != "getMe":
        return Rejected(f"this Bot API server has no {method}")
    return Unauthorized("telegram does not accept the token: it is wrong or revoked")


def _conflict(words: str) -> PlatformError:
    if "webhook" in words.lower():
        return WebhookIsSet(
            f"{words}; end the program that has set it, or call deleteWebhook, or go on "
            "with a webhook: TELEGRAM_WEBHOOK_URL"
        )
    return OtherPoller(f"another poller: {words}")


def _refused(words: str) -> PlatformError:
    said = words.lower()
    for part, error in _TOO_MUCH.items():
        if part in said:
            return error(words)
    if "message is not modified" in said:
        return NotModified(words)
    if "logged out" in said:
        return Unauthorized(words)
    if any(part in said for part in _NOT_FOUND):
        return NotFound(words)
    if any(part in said for part in _FORBIDDEN):
        return Forbidden(words)
    return Rejected(words)

"""What an operator can do about an error."""

from __future__ import annotations

import traceback

from ..errors import (
    ConfigurationError,
    DeliveryUncertain,
    Forbidden,
    Malformed,
    MissingExtra,
    NoAnswer,
    NotFound,
    NotLoggedIn,
    NotStarted,
    PuppetError,
    RateLimited,
    Rejected,
    StorageCorrupt,
    StorageError,
    StorageInUse,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from ..puppet import Puppet

__all__ = ["advice", "described", "discreet"]

_ADVICE: dict[type[PuppetError], str] = {
    Forbidden: "The account may not do this there: give it the right or the role.",
    NotFound: (
        "It may have been deleted, or be out of this account's sight: nothing to mend, "
        "unless it comes often."
    ),
    RateLimited: (
        "It goes on by itself. Where it comes often, say less, or to fewer at a time."
    ),
    Unavailable: (
        "It tries again by itself. Where it lasts, look at the network here, and at the "
        "platform's own status page."
    ),
    DeliveryUncertain: (
        "Look into the conversation whether it is there, before it is said again."
    ),
    Malformed: (
        "This update was skipped and kept: puppets journal shows where it could not be "
        "read. It is worth a bug report."
    ),
    Rejected: "The platform refuses what the bot wanted to say: see puppet.limits.",
    Unsupported: "Have the bot ask puppet.capabilities before it tries.",
    NotLoggedIn: "The bot spoke before the login, or after it was lost.",
    NotStarted: "The bot spoke while this puppet was off.",
    ConfigurationError: "Set what it names, and start the bot again.",
    NoAnswer: "A handler that asks has to be ready for people who do not answer.",
    MissingExtra: "Install what is missing, and start the bot again.",
    StorageInUse: "Two programs share one memory: stop the other one.",
    StorageCorrupt: (
        "A new memory was begun, and the old one is kept beside it. Look at the disk, and "
        "take what is still needed from a backup."
    ),
    StorageError: (
        "Look for room on the disk, and for the right to write there. What could not be "
        "kept was not acknowledged: the platform says it again."
    ),
}

MOST_CHARACTERS = 1000
"""Of one error: a bot's own may quote whatever it was given."""


def advice(error: Exception, puppet: Puppet) -> str:
    """In a sentence or two; never empty."""
    if isinstance(error, Unauthorized):
        variables = " and ".join(puppet.options_type.missing({}))
        look = f": look at {variables}" if variables else ""
        return f"The credentials are wrong or revoked{look}. Then start the bot again."
    for kind in type(error).__mro__:
        if kind in _ADVICE:
            return _ADVICE[kind]
    return "A mistake in a handler, or in a provider: its traceback is in the log."


def described(error: Exception) -> str:
    """In its own words, but no more of them than anybody reads."""
    text = str(error) or type(error).__name__
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def discreet(error: Exception) -> str:
    """
    In its own words where they are ours; else where it was raised, for the words of a
    bot's own error may be people's.
    """
    if isinstance(error, PuppetError):
        return described(error)
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "raised by a handler or a provider"
    last = frames[-1]
    file = last.filename.replace("\\", "/").rpartition("/")[2]
    return f"raised in {last.name}, {file} line {last.lineno}"

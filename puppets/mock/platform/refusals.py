"""How the platform says no, or does not answer at all."""

from __future__ import annotations

__all__ = [
    "AnswerLost",
    "BadToken",
    "Invalid",
    "NotAllowed",
    "OverLong",
    "Oversized",
    "Refusal",
    "TooFast",
    "Unknown",
    "Unreachable",
]


class Refusal(Exception):
    """The platform refuses, in its own words."""


class Unknown(Refusal):
    """There is no such thing, or not for who asks."""


class NotAllowed(Refusal):
    """It may not be done."""


class Invalid(Refusal):
    """It cannot be done with what was given."""


class OverLong(Invalid):
    """The text is over `limit` code points."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


class Oversized(Invalid):
    """The file is over `limit` bytes."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


class TooFast(Refusal):
    """To be tried again in `seconds`."""

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class BadToken(Refusal):
    """Nobody has this token, or nobody any more."""


class Unreachable(Refusal):
    """The request did not come in."""


class AnswerLost(Refusal):
    """The request came in, and its answer did not come out."""

"""What a mock puppet needs to know before it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..options import Options
from .mocker import TOKEN, Mocker

__all__ = ["MockOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MockOptions(Options):
    """
    Which account to play, and where.

    The environment can name no mocker: a puppet made from it has one of its own.
    """

    provider: ClassVar[str] = "mock"
    durable: ClassVar[bool] = False
    """The platform is as old as its mocker, and begins to count anew with it."""

    mocker: Mocker = field(default_factory=Mocker)
    """The platform. People who talk with the puppet are made by it."""
    token: str = field(default=TOKEN, repr=False)
    """Of the account; the mocker's own first account has the default."""
    silence_limit: float = 5.0
    """Seconds without a sign of life after which the connection is taken for dead."""

"""
What can go wrong, and what the caller can do about it.

* PuppetError
  + Unsupported           the platform has no such operation; ask `puppet.capabilities`
  + NotStarted            start the puppet first
  + NotLoggedIn           nobody is logged in; wait for `LoginEvent`
  + NoAnswer              nobody answered in time; a TimeoutError, too
  + ConfigurationError    an option is missing or wrong; nothing was tried
    - UnknownProvider     no provider of that name is installed
    - MissingExtra        the provider is known, its packages are not installed
  + StorageError          the memory cannot be read or written; nothing was acknowledged
    - StorageInUse        another process uses it; the message names it
    - StorageCorrupt      it could not be read: it is set aside, and a new one begun
  + PlatformError         the platform said no, or could not be understood
    - Unauthorized        the credentials are wrong or revoked
    - Forbidden           the credentials are fine, the act is not allowed
    - NotFound            no such contact, room, message or file
    - Rejected            the platform refuses what the request holds
      . TooLong           the text is over `limits.text_length`
      . TooLarge          the file is over `limits.file_sizes`
      . TooMany           there are more choices than `limits.choices`
    - RateLimited         too fast; wait `retry_after` seconds
    - Unavailable         the platform cannot be reached, and got nothing; try again later
    - DeliveryUncertain   the send may have gone out; trying again may say it twice
    - Malformed           the platform said something that cannot be read
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ConfigurationError",
    "DeliveryUncertain",
    "Forbidden",
    "Malformed",
    "MissingExtra",
    "NoAnswer",
    "NotFound",
    "NotLoggedIn",
    "NotStarted",
    "PlatformError",
    "PuppetError",
    "RateLimited",
    "Rejected",
    "StorageCorrupt",
    "StorageError",
    "StorageInUse",
    "TooLarge",
    "TooLong",
    "TooMany",
    "Unauthorized",
    "Unavailable",
    "UnknownProvider",
    "Unsupported",
]


class PuppetError(Exception):
    """Anything a puppet raises on purpose."""


class Unsupported(PuppetError):
    """The platform has no such operation (contract 4.17)."""

    def __init__(self, platform: str, operation: str) -> None:
        super().__init__(f"{platform} has no {operation}")
        self.platform = platform
        self.operation = operation


class NotStarted(PuppetError):
    """The operation needs a started puppet."""


class NotLoggedIn(PuppetError):
    """The operation needs a puppet that is logged in."""


class NoAnswer(PuppetError, TimeoutError):
    """Who was asked did not answer in time, or not before the puppet stopped."""


class ConfigurationError(PuppetError):
    """An option is missing or wrong; the message names it."""


class UnknownProvider(ConfigurationError):
    """No installed package offers a provider of that name."""


class MissingExtra(ConfigurationError):
    """The provider's packages are not installed; the message is how to install them."""

    def __init__(self, provider: str, install: str) -> None:
        super().__init__(f"{provider} needs more packages: {install}")
        self.provider = provider
        self.install = install


class StorageError(PuppetError):
    """
    The memory cannot be read or written: no room, no right, a newer version's file.

    What could not be kept was not acknowledged either: the platform says it again.
    """


class StorageInUse(StorageError):
    """Another puppet uses this memory, here or in another process, which is named."""


class StorageCorrupt(StorageError):
    """
    The memory's file could not be read. It was set aside as `path`, for whoever wants
    to look into it, and a new one was begun: what it knew is not known any more.
    """

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(message)
        self.path = path


class PlatformError(PuppetError):
    """The platform answered, and the answer was no; or it did not answer at all."""

    retryable: ClassVar[bool] = False
    """Whether the same call may succeed later, without harm."""


class Unauthorized(PlatformError):
    """The credentials are wrong or revoked."""


class Forbidden(PlatformError):
    """The credentials are fine; the act is not allowed."""


class NotFound(PlatformError):
    """No such contact, room, message or file."""


class Rejected(PlatformError):
    """The platform refuses what the request holds."""


class TooLong(Rejected):
    """The text is over `limit`, counted in the platform's own unit (contract 4.3)."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


class TooLarge(Rejected):
    """The file is over `limit` bytes (contract 4.8)."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


class TooMany(Rejected):
    """There are more than `limit` of what is offered to choose from (contract 4.19)."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


class RateLimited(PlatformError):
    """Too fast. Wait `retry_after` seconds."""

    retryable = True

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(PlatformError):
    """The platform was not reached: nothing of the call went out."""

    retryable = True


class DeliveryUncertain(PlatformError):
    """The call went out and its answer was lost; only the caller can decide what now."""


class Malformed(PlatformError):
    """
    The platform said something that cannot be read at `path` (contract 3.7).

    `update` is what it said, kept for a bug report; it may hold people's words, so it
    stands in no message and no repr.
    """

    def __init__(self, message: str, *, path: str = "$", update: bytes = b"") -> None:
        super().__init__(message)
        self.path = path
        self.update = update

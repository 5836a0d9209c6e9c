"""Puppets whose errors say nothing, or the wrong thing."""

from __future__ import annotations

from puppets import (
    ContactPayload,
    NotFound,
    PlatformError,
    RateLimited,
    Unauthorized,
    Unavailable,
)
from puppets.mock import MockPuppet

from . import breaks


class Reading(MockPuppet):
    """Says in another way why a contact cannot be read."""

    def renamed(self, error: PlatformError) -> Exception:
        return error

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        try:
            return await super().contact_payload(contact_id)
        except PlatformError as error:
            raise self.renamed(error) from error.__cause__


@breaks("4.16", caught_by="test_a_read_that_reaches_nobody_is_unavailable")
class LetsStrangeErrorsThrough(Reading):
    """Says in the platform's words that it is out of reach."""

    def renamed(self, error: PlatformError) -> Exception:
        return OSError(str(error)) if isinstance(error, Unavailable) else error


@breaks("4.16", caught_by="test_a_read_that_is_too_fast_says_when_to_try_again")
class ForgetsWhenToTryAgain(Reading):
    """Leaves it to the caller to guess when it may try again."""

    def renamed(self, error: PlatformError) -> Exception:
        if isinstance(error, RateLimited):
            return RateLimited(str(error), retry_after=0)
        return error


@breaks("4.16", caught_by="test_ids_of_nothing_are_mistakes_of_ours_to_name")
class StumblesOverNobody(Reading):
    """Takes an unknown id for a mistake in the program."""

    def renamed(self, error: PlatformError) -> Exception:
        return KeyError(str(error)) if isinstance(error, NotFound) else error


@breaks("4.16", caught_by="test_wrong_credentials_are_said_by_the_platform")
class HidesWhatThePlatformSaid(MockPuppet):
    """Cuts off what the platform itself had to say."""

    async def _open(self) -> str | None:
        try:
            return await super()._open()
        except Unauthorized as error:
            raise Unauthorized(str(error)) from None

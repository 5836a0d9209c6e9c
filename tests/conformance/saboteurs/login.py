"""Puppets that do not know who is logged in, or since when."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from puppets import (
    Batch,
    Event,
    LogoutEvent,
    NotLoggedIn,
    ReadyEvent,
    RoomTopicEvent,
    ScanEvent,
    State,
    Unauthorized,
    Unavailable,
)
from puppets.mock import MockPuppet
from tests.conformance.twisting import Twisting

from . import breaks
from .times import NOON


@breaks("1.5", caught_by="test_login_comes_before_all_that_people_do")
class GossipsBeforeItsLogin(MockPuppet):
    """Tells of a room before anybody is logged in."""

    async def _open(self) -> str | None:
        me = await super()._open()
        self._hub.stream(
            RoomTopicEvent(room_id="r", changer_id="c", topic="t", timestamp=NOON)
        )
        return me


@breaks("1.5", caught_by="test_a_reconnect_is_no_login")
class IsReadyAtEachConnection(MockPuppet):
    """Takes every connection for a new login."""

    _connections = 0

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        self._connections += 1
        if self._connections > 1:
            self._hub.stream(ReadyEvent())
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                yield batch


@breaks(
    "1.5",
    caught_by="test_ready_never_comes_after_logout",
    also=("test_ready_comes_once_a_login_and_after_it", "test_a_reconnect_is_no_login"),
)
class IsReadyWhenItIsOver(MockPuppet):
    """Is ready in the end at the latest."""

    async def _close(self) -> None:
        self._hub.stream(ReadyEvent())


@breaks(
    "1.5",
    caught_by="test_ready_comes_once_a_login_and_after_it",
    also=("test_a_reconnect_is_no_login", "test_a_revoked_credential_ends_in_a_logout"),
)
class IsNeverReady(MockPuppet):
    """Keeps to itself that it is ready."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        stream = self._hub.stream

        def without_ready(event: Event) -> None:
            if not isinstance(event, ReadyEvent):
                stream(event)

        self._hub.stream = without_ready  # type: ignore[method-assign]  # that is the sabotage


@breaks(
    "1.6",
    caught_by="test_logout_comes_once_while_it_still_knows_itself",
)
class ForgetsItselfTooSoon(MockPuppet):
    """Knows itself no more when it says goodbye."""

    @property
    def self_id(self) -> str:
        if self._state is State.STOPPING:
            raise NotLoggedIn("gone already")
        return super().self_id


@breaks(
    "1.6",
    caught_by="test_logout_comes_once_while_it_still_knows_itself",
    also=("test_logging_out_ends_the_session",),
)
class SaysGoodbyeTwice(MockPuppet):
    """Comes back through the door to say goodbye again."""

    async def _close(self) -> None:
        if self._session is not None and self._state is State.STOPPING:
            await self._session.call(LogoutEvent(contact_id=self._me))


@breaks(
    "1.6",
    caught_by="test_nobody_is_logged_in_after_logout",
    also=("test_logging_out_ends_the_session",),
)
class KnowsItselfForEver(MockPuppet):
    """Answers for somebody who is logged in no more."""

    @property
    def self_id(self) -> str:
        return getattr(self, "_me", None) or super().self_id


@breaks(
    "1.7",
    caught_by="test_a_person_links_the_account",
    also=(
        "test_a_linked_account_gets_ready_once",
        "test_the_code_is_renewed",
        "test_a_linked_account_that_logs_out_is_to_be_linked_again",
    ),
)
class LogsInUnlinked(MockPuppet):
    """Is logged in before anybody has agreed."""

    async def _open(self) -> str | None:
        await super()._open()
        return self._me


@breaks(
    "1.7",
    caught_by="test_the_code_is_renewed",
)
class ShowsOneCodeForEver(Twisting):
    """Shows the first code, however old it is."""

    _shown = ""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ScanEvent) and event.qrcode:
            self._shown = self._shown or event.qrcode
            return ScanEvent(status=event.status, qrcode=self._shown)
        return event


@breaks("1.7", caught_by="test_a_linked_account_that_logs_out_is_to_be_linked_again")
class KeepsItsSession(MockPuppet):
    """Logs out for itself alone: the platform and its memory still know it."""

    async def _log_out(self) -> None:
        pass


@breaks(
    "1.8",
    caught_by="test_logging_out_ends_the_session",
    also=("test_logging_out_twice_is_logging_out_once",),
)
class NeverLogsOut(MockPuppet):
    """Takes no notice of being asked to log out."""

    async def logout(self) -> None:  # type: ignore[misc]  # what is final is what breaks
        pass


@breaks("1.8", caught_by="test_logging_out_twice_is_logging_out_once")
class LogsOutOfNothing(MockPuppet):
    """Asks the platform to end a session that has ended."""

    async def logout(self) -> None:  # type: ignore[misc]  # what is final is what breaks
        await super().logout()
        if self._session is not None:
            await self._log_out()


@breaks("1.9", caught_by="test_a_revoked_credential_ends_in_a_logout")
class TriesARevokedCredential(MockPuppet):
    """Takes a no for a maybe, for ever."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        try:
            async with aclosing(super()._receive(cursor)) as batches:
                async for batch in batches:
                    yield batch
        except Unauthorized as error:
            raise Unavailable("perhaps later") from error

"""Puppets whose events say what is not so, and that hide what went wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from puppets import (
    ErrorEvent,
    Event,
    InProcessMemory,
    Malformed,
    MessageEvent,
    MessagePayload,
)
from puppets._hub import Handler
from tests.conformance.insides import Handling, Remembering
from tests.conformance.twisting import Twisting

from . import breaks
from .times import NOON

E = TypeVar("E", bound=Event)


@breaks(
    "3.6", caught_by="test_a_handler_that_raises_is_reported_and_takes_down_nothing"
)
class HidesWhatHandlersDo(Handling):
    """Keeps quiet about a handler's mistake."""

    def changed(self, handler: Handler[E]) -> Handler[E]:
        async def in_silence(event: E) -> None:
            try:
                await handler(event)
            except LookupError:
                return

        return in_silence


class Grudging(InProcessMemory):
    async def finish(self, *numbers: int) -> None:
        pass


@breaks(
    "3.6",
    caught_by="test_what_a_handler_failed_at_counts_as_handled",
)
class NeverGetsDone(Remembering):
    """Takes no event for handled."""

    memory_type = Grudging


@breaks("3.7", caught_by="test_what_cannot_be_read_is_reported_and_skipped")
class SkipsInSilence(Twisting):
    """Tells nobody of what it cannot read."""

    def twist(self, event: Event) -> Event | None:
        return None if isinstance(event, ErrorEvent) else event


@breaks("3.7", caught_by="test_what_cannot_be_read_is_reported_and_skipped")
class DiesOfNonsense(Twisting):
    """Stops listening at what it cannot read."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ErrorEvent) and isinstance(event.error, Malformed):
            raise event.error
        return event


@breaks(
    "3.8",
    caught_by="test_what_it_says_is_heard_once_as_its_own",
    also=("test_what_it_says_in_a_room_is_heard_once_as_its_own",),
)
class NeverHearsItself(Twisting):
    """Leaves out what it says itself."""

    def twist(self, event: Event) -> Event | None:
        is_own = isinstance(event, MessageEvent) and event.message.talker_id == self._me
        return None if is_own else event

    async def _said(self, message: MessagePayload) -> str:
        await self._memory.save(message)
        return message.id


@breaks(
    "3.8",
    caught_by="test_what_it_says_is_heard_once_as_its_own",
    also=("test_what_it_says_in_a_room_is_heard_once_as_its_own",),
)
class HearsItselfTwice(Remembering):
    """Takes what it said for another's, when the platform tells of it."""

    async def _said(self, message: MessagePayload) -> str:
        await super()._said(message)
        return await super()._said(replace(message, id=f"{message.id}-sent"))


@breaks("3.9", caught_by="test_every_id_of_an_event_can_be_read_at_once")
class SpeaksOfNobody(Twisting):
    """Names talkers that nobody can find."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, talker_id=f"user-{message.talker_id}")


@breaks("3.10", caught_by="test_timestamps_are_the_platform_s")
class TellsItsOwnTime(Twisting):
    """Takes the time of reading for the time of saying."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, timestamp=NOON)

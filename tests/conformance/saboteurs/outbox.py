"""Puppets that send too soon, too late, too often, or never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeVar

from puppets import (
    DeliveryUncertain,
    RateLimited,
    Unavailable,
)
from puppets._outbox import Outbox
from puppets.mock import MockOptions, MockPuppet

from . import breaks

T = TypeVar("T")
Attempt = Callable[[], Awaitable[T]]


class Posting(MockPuppet):
    """Has an outbox of its own kind."""

    outbox_type: ClassVar[type[Outbox]] = Outbox

    def __init__(self, options: MockOptions) -> None:
        super().__init__(options)
        self._outbox = self.outbox_type(self.limits.rates, self.send_timeout)


class LastFirst(Outbox):
    waiting = 0

    async def send(self, conversation_id: str, attempt: Attempt[T]) -> T:
        self.waiting += 1
        await asyncio.sleep(0.02 / self.waiting)
        return await self._insist(conversation_id, attempt)


@breaks(
    "O.1",
    caught_by="test_sends_arrive_in_the_order_of_the_calls",
)
class LetsSendsOvertake(Posting):
    """Sends when it comes to it, in no order."""

    outbox_type = LastFirst


class Impatient(Outbox):
    async def send(self, conversation_id: str, attempt: Attempt[T]) -> T:
        async def at_once() -> T:
            try:
                return await attempt()
            except RateLimited:
                return await attempt()

        return await super().send(conversation_id, at_once)


@breaks(
    "O.2",
    caught_by="test_a_send_that_is_too_fast_waits_and_goes_on",
    also=("test_a_send_that_would_wait_too_long_says_so",),
)
class NeverWaits(Posting):
    """Tries again at once what was too fast."""

    outbox_type = Impatient


class Fragile(Outbox):
    async def send(self, conversation_id: str, attempt: Attempt[T]) -> T:
        return await attempt()


@breaks(
    "O.3",
    caught_by="test_a_send_goes_out_when_the_platform_is_back",
    also=(
        "test_what_is_sent_after_a_throttled_send_stays_behind_it",
        "test_a_send_that_is_too_fast_waits_and_goes_on",
        "test_a_send_cancelled_while_it_waits_its_turn_is_not_sent_later",
        "test_a_send_cancelled_while_the_platform_is_down_is_not_sent_later",
    ),
)
class GivesUpAtOnce(Posting):
    """Tries every send once, at once."""

    outbox_type = Fragile


class Stubborn(Outbox):
    def __init__(self, *args: object) -> None:
        super().__init__(args[0], 1_000_000.0)  # type: ignore[arg-type]  # the rates, as they are


@breaks(
    "O.3",
    caught_by="test_a_send_that_cannot_go_out_says_so_in_the_end",
    also=("test_a_send_that_would_wait_too_long_says_so",),
)
class NeverGivesUp(Posting):
    """Tries for ever."""

    outbox_type = Stubborn


class Repeating(Outbox):
    async def send(self, conversation_id: str, attempt: Attempt[T]) -> T:
        async def again() -> T:
            try:
                return await attempt()
            except DeliveryUncertain as error:
                raise Unavailable("perhaps it did not go out") from error

        return await super().send(conversation_id, again)


@breaks("O.4", caught_by="test_a_send_that_may_have_gone_out_is_not_repeated")
class SaysItTwice(Posting):
    """Sends again what may have gone out."""

    outbox_type = Repeating


class Unstoppable(Outbox):
    async def send(self, conversation_id: str, attempt: Attempt[T]) -> T:
        sending = asyncio.ensure_future(super().send(conversation_id, attempt))
        return await asyncio.shield(sending)


@breaks(
    "O.5",
    caught_by="test_a_send_cancelled_while_the_platform_is_down_is_not_sent_later",
    also=("test_a_send_cancelled_while_it_waits_its_turn_is_not_sent_later",),
)
class SendsItAllTheSame(Posting):
    """Sends later what its caller has given up."""

    outbox_type = Unstoppable

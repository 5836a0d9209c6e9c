"""Puppets that say they are well when they are not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar

from puppets import (
    Batch,
    ErrorEvent,
    Event,
    HeartbeatEvent,
    Unavailable,
)
from puppets._hub import Hub
from puppets.mock import MockOptions, MockPuppet
from puppets.state import Health

from . import breaks


@breaks("1.11", caught_by="test_ding_is_answered_by_dong")
class AnswersNobody(MockPuppet):
    """Keeps its dongs to itself."""

    async def ding(self, text: str = "") -> None:
        pass


@breaks(
    "1.10",
    caught_by="test_no_heartbeat_comes_while_the_platform_is_down",
    also=("test_a_deaf_connection_is_noticed_and_mended",),
)
class BeatsWithoutALife(MockPuppet):
    """Lets its heart beat by the clock alone."""

    async def _open(self) -> str | None:
        me = await super()._open()
        self._beating = asyncio.create_task(self._beat())
        return me

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(0.02)
            self._vitals.last_heartbeat = datetime.now(UTC)
            self._hub.stream(HeartbeatEvent())

    async def _close(self) -> None:
        await super()._close()
        self._beating.cancel()
        with suppress(asyncio.CancelledError):
            await self._beating


@breaks("1.10", caught_by="test_heartbeats_come_while_it_is_alive")
class HasNoPulse(MockPuppet):
    """Lives, and does not show it."""

    def __init__(self, options: MockOptions) -> None:
        super().__init__(options)
        stream = self._hub.stream

        def without_beats(event: Event) -> None:
            if not isinstance(event, HeartbeatEvent):
                stream(event)

        self._hub.stream = without_beats  # type: ignore[method-assign]  # that is the sabotage


@breaks(
    "1.12",
    caught_by="test_puppets_of_two_worlds_share_nothing",
    also=("test_puppets_of_one_platform_share_nothing",),
)
class SharesItsEars(MockPuppet):
    """Hears what any puppet of its class hears."""

    ears: ClassVar[Hub] = Hub()

    def __init__(self, options: MockOptions) -> None:
        super().__init__(options)
        self._hub = self.ears


class Boasting(MockPuppet):
    """Tells of its health what it likes."""

    def boast(self, health: Health) -> Health:
        return health

    @property
    def health(self) -> Health:
        return self.boast(super().health)


@breaks(
    "1.13",
    caught_by="test_health_tells_that_the_platform_is_out_of_reach",
    also=(
        "test_health_tells_of_a_puppet_that_is_off",
        "test_health_tells_of_a_puppet_that_works",
    ),
)
class IsAlwaysOnline(Boasting):
    """Is online even when it is OFF."""

    def boast(self, health: Health) -> Health:
        return replace(health, online=True)


@breaks("1.13", caught_by="test_health_counts_reconnects")
class CountsNoReconnects(Boasting):
    """Never had to connect again, it says."""

    def boast(self, health: Health) -> Health:
        return replace(health, reconnects=0)


@breaks("1.13", caught_by="test_health_counts_reconnects")
class ForgetsWhatFailed(Boasting):
    """Nothing ever failed, it says."""

    def boast(self, health: Health) -> Health:
        return replace(health, last_error=None)


@breaks("1.13", caught_by="test_health_tells_what_waits_for_its_handler")
class HasAnEmptyJournal(Boasting):
    """Nothing waits for its handler, it says."""

    def boast(self, health: Health) -> Health:
        return replace(health, journal_depth=0)


@breaks("1.13", caught_by="test_health_tells_of_a_puppet_that_works")
class HeardNothing(Boasting):
    """Nothing ever happened, it says."""

    def boast(self, health: Health) -> Health:
        return replace(health, last_event=None)


@breaks("3.12", caught_by="test_a_deaf_connection_is_noticed_and_mended")
class NeverNoticesSilence(MockPuppet):
    """Takes an open connection for a living one, however silent it is."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        async with aclosing(super()._receive(cursor)) as batches:
            while True:
                coming = asyncio.ensure_future(anext(batches))
                try:
                    while not (await asyncio.wait({coming}, timeout=0.2))[0]:
                        yield Batch()
                    yield await coming
                finally:
                    coming.cancel()
                    await asyncio.gather(coming, return_exceptions=True)


@breaks(
    "3.12",
    caught_by="test_a_platform_that_is_down_is_asked_ever_more_seldom",
)
class HammersAtTheDoor(MockPuppet):
    """Asks a platform that is down a hundred times a second."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        while True:
            try:
                async with aclosing(super()._receive(cursor)) as batches:
                    async for batch in batches:
                        cursor = batch.cursor or cursor
                        yield batch
            except Unavailable as error:
                yield Batch(events=(ErrorEvent(error=error),))
                await asyncio.sleep(0.01)

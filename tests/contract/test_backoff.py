"""How often a platform that fails is asked again, on a clock that leaps."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator
from itertools import accumulate, pairwise

import pytest

from puppets import Batch, Event, InProcessMemory, Memory, MessageEvent, StorageError
from puppets._backoff import Backoff
from puppets_standins.clock import LEAPING
from tests.contract.tiny import TinyPuppet, heard, said

pytestmark = pytest.mark.anyio

MINUTE = 60.0


@pytest.fixture
def anyio_backend() -> object:
    return LEAPING


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


class Brittle(TinyPuppet):
    """Every stream tells the events of `history`, is `silent` so long, and breaks."""

    history: tuple[Event, ...] = ()
    silent = 0.0

    def __init__(self, memory: Memory | None = None) -> None:
        super().__init__(memory=memory)
        self.tries: list[float] = []

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        self.tries.append(_now())
        yield Batch(events=self.history)
        await asyncio.sleep(self.silent)

    @property
    def waits(self) -> list[float]:
        return [later - sooner for sooner, later in pairwise(self.tries)]

    def tries_in_the_first_minute(self) -> int:
        return sum(at < self.tries[0] + MINUTE for at in self.tries)


def _now() -> float:
    return asyncio.get_running_loop().time()


@pytest.mark.parametrize("end", [0, 1], ids=["the shortest", "the longest"])
def test_a_minute_holds_nine_tries_and_no_delay_is_half_a_minute(
    end: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda *ends: ends[end])
    backoff = Backoff()
    delays = [backoff.delay() for _ in range(20)]
    retries = sum(at < MINUTE for at in accumulate(delays))
    assert 1 + retries <= 9
    assert max(delays) < 25


async def test_a_stream_that_repeats_what_it_told_and_breaks_is_not_hammered() -> None:
    async with Brittle() as puppet:
        puppet.history = (said("1"), said("2"))
        await asyncio.sleep(2 * MINUTE)
    assert 5 < puppet.tries_in_the_first_minute() <= 10


async def test_a_stream_that_cannot_be_kept_is_not_hammered() -> None:
    class Full(InProcessMemory):
        async def accept(self, batch: Batch) -> tuple[object, ...]:  # type: ignore[override]  # it never returns
            raise StorageError("no space left")

    async with Brittle(memory=Full()) as puppet:
        puppet.history = (said("1"),)
        await asyncio.sleep(2 * MINUTE)
    assert 5 < puppet.tries_in_the_first_minute() <= 10


async def test_a_stream_that_tells_something_new_is_asked_again_at_once() -> None:
    class Telling(Brittle):
        async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
            self.history = (said(str(len(self.tries))),)
            async for batch in super()._receive(cursor):
                yield batch

    async with Telling() as puppet:
        with puppet.listen(MessageEvent) as messages:
            await heard(messages, 50)
    assert max(puppet.waits) < 0.1


async def test_a_stream_that_lived_long_is_asked_again_at_once() -> None:
    class Living(Brittle):
        async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
            self.tries.append(_now())
            for _ in range(4):
                yield Batch()
                await asyncio.sleep(10)

    async with Living() as puppet:
        await asyncio.sleep(10 * MINUTE)
    assert max(puppet.waits) < 41


async def test_silence_counts_as_waiting() -> None:
    async with Brittle() as puppet:
        puppet.silent = 18.0
        await asyncio.sleep(10 * MINUTE)
    assert max(puppet.waits) < 25

"""Puppets that lose, or tell again, what was said while they were away."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from puppets import Batch
from puppets.mock import MockPuppet
from tests.conformance.insides import Forgetful, Remembering

from . import breaks


@breaks(
    "3.3",
    caught_by="test_what_was_said_while_it_was_stopped_arrives",
    also=(
        "test_what_was_said_while_the_platform_was_down_arrives",
        "test_reconnecting_repeats_nothing_and_loses_nothing",
    ),
)
class LetsBygonesBeBygones(MockPuppet):
    """Listens to nothing that was said before it connected."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        is_first = True
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                yield replace(batch, events=()) if is_first else batch
                is_first = False


@breaks(
    "3.11",
    caught_by="test_reconnecting_repeats_nothing_and_loses_nothing",
    also=(
        "test_what_was_said_while_the_platform_was_down_arrives",
        "test_what_was_said_while_it_was_stopped_arrives",
    ),
)
class TellsItsHistoryAgain(Remembering):
    """Tells again, at each connection, what it heard on the last."""

    memory_type = Forgetful
    _last = Batch()

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        yield replace(self._last, cursor=None)
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                self._last = batch if batch.events else self._last
                yield batch

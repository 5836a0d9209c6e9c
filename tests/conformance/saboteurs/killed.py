"""Puppets that fall behind their promises over a kill."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from puppets import Batch, Event, Memory, MessageEvent, MessagePayload
from puppets._hub import Handler
from puppets.memory import Entry
from puppets.mock import MockPuppet
from tests.conformance.insides import Handling, Reliant, Wrapping

from . import breaks

E = TypeVar("E", bound=Event)

CUT_OFF = "test_what_a_kill_cut_off_comes_again_first_and_says_so"
TO_THE_DEAD = "test_what_was_said_while_it_was_dead_comes_after_what_waited"
NOT_KEPT = "test_what_was_not_kept_before_a_kill_is_told_again"
HANDLED = "test_what_was_handled_before_a_kill_does_not_come_again"
AGAIN = "test_what_the_platform_tells_again_after_a_kill_is_heard_once"
TWICE = "test_a_message_told_twice_around_a_kill_is_heard_once"


# What was not handled to the end.


@breaks("3.1d", caught_by=NOT_KEPT)
class AcknowledgesTooSoon(MockPuppet):
    """Says that it has received what it has not kept yet."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                if batch.cursor is not None:
                    await self._client.confirm(batch.cursor)
                yield batch


class Careless(Wrapping):
    async def unfinished(self) -> tuple[Entry, ...]:
        left = await super().unfinished()
        await super().finish(*(entry.number for entry in left))
        return ()


@breaks("3.1d", caught_by=CUT_OFF, also=(TO_THE_DEAD, AGAIN, TWICE))
class BeginsWithACleanSheet(Reliant):
    """Takes for done whatever was in its journal when it was killed."""

    wrapping = Careless


class Backward(Wrapping):
    async def unfinished(self) -> tuple[Entry, ...]:
        return (await super().unfinished())[::-1]


@breaks("3.4", caught_by=CUT_OFF, also=(TO_THE_DEAD,))
class ReadsItsJournalBackward(Reliant):
    """Begins, after a kill, with what came last."""

    wrapping = Backward


class Lost(Wrapping):
    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._here: str | None = None

    @property
    def cursor(self) -> str | None:
        return self._here

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        self._here = batch.cursor or self._here
        return await super().accept(batch)


@breaks("3.3", caught_by=TO_THE_DEAD, also=(NOT_KEPT,))
class ForgetsWhereItWas(Reliant):
    """Goes on, after a kill, with what is said from then on."""

    wrapping = Lost

    async def _open(self) -> str | None:
        self._began = datetime.now(UTC)
        return await super()._open()

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        skips = cursor is None and bool(await self._memory.keys(MessagePayload))
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                events = batch.events
                if skips:
                    events = tuple(filter(self._is_later, events))
                yield replace(batch, events=events)

    def _is_later(self, event: Event) -> bool:
        if not isinstance(event, MessageEvent):
            return False
        return event.message.timestamp > self._began


# Once.


class Amnesic(Wrapping):
    """Knows the keys of this process alone."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._heard: set[str] = set()

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        entries = await super().accept(batch)
        new = {entry.event.identity for entry in entries}
        again = [
            Entry(0, event)
            for event in batch.events
            if event.identity not in self._heard | new
        ]
        self._heard |= {event.identity for event in batch.events}
        return (*entries, *again)


@breaks("3.2d", caught_by=AGAIN)
class ForgetsWhatItHeard(Reliant):
    """Takes for new, after a kill, what it is told again."""

    wrapping = Amnesic


class Clinging(Wrapping):
    """Has the last event that was handled in the journal for ever."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._messages: dict[int, str] = {}

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        entries = await super().accept(batch)
        for entry in entries:
            if isinstance(entry.event, MessageEvent):
                self._messages[entry.number] = entry.event.message.id
        return entries

    async def finish(self, *numbers: int) -> None:
        for number in numbers:
            if number in self._messages:
                await self.set_state("last", self._messages[number].encode())
        await super().finish(*numbers)

    async def unfinished(self) -> tuple[Entry, ...]:
        entries = await super().unfinished()
        last = await self.state("last")
        message = await self.load(MessagePayload, last.decode()) if last else None
        if message is None:
            return entries
        return (Entry(0, MessageEvent(message=message)), *entries)


@breaks("3.2d", caught_by=HANDLED, also=(TO_THE_DEAD, NOT_KEPT, CUT_OFF, AGAIN))
class HandlesTheLastOneAgain(Reliant):
    """Begins, after a kill, with the last event that it had handled to the end."""

    wrapping = Clinging


@breaks("3.2d", caught_by=TWICE, also=(CUT_OFF, AGAIN))
class SaysNothingOfWhatWasCutOff(Handling):
    """Tells no handler that another may have seen the event before a kill."""

    def changed(self, handler: Handler[E]) -> Handler[E]:
        async def as_if_new(event: E) -> None:
            await handler(replace(event, redelivered=False))

        return as_if_new


class Cautious(Wrapping):
    async def unfinished(self) -> tuple[Entry, ...]:
        return tuple(
            replace(entry, event=replace(entry.event, redelivered=True))
            for entry in await super().unfinished()
        )


@breaks("3.2d", caught_by=CUT_OFF)
class SaysThatAllComesAgain(Reliant):
    """Says of all that waited in the journal that it was begun before."""

    wrapping = Cautious


class Leisurely(Wrapping):
    """Strikes things out of the journal a little later than it says."""

    LATER = 0.05

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._finishing: set[asyncio.Task[None]] = set()

    async def finish(self, *numbers: int) -> None:
        task = asyncio.create_task(self._finish(*numbers))
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def _finish(self, *numbers: int) -> None:
        await asyncio.sleep(self.LATER)
        await super().finish(*numbers)

    async def close(self) -> None:
        await asyncio.gather(*self._finishing)
        await super().close()


@breaks(
    "3.2d",
    caught_by="test_killed_at_any_moment_it_loses_nothing_and_repeats_only_what_was_cut_off",
)
class GoesOnBeforeTheLastIsFinished(Reliant):
    """Begins with an event before it is kept that the one before was handled."""

    wrapping = Leisurely

"""Puppets that repeat or mix up what they hear."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import TypeVar

from puppets import Batch, Event, InProcessMemory, MessageEvent
from puppets._hub import Handler
from puppets.mock import MockPuppet
from tests.conformance.insides import Forgetful, Handling, Remembering

from . import breaks

E = TypeVar("E", bound=Event)


@breaks(
    "3.1",
    caught_by="test_what_waited_behind_a_handler_comes_after_a_stop",
    also=("test_what_was_cut_off_comes_again_and_says_so",),
)
class ForgetsWhatWaited(MockPuppet):
    """Takes for done whatever waits when it stops."""

    async def _close(self) -> None:
        left = await self._memory.unfinished()
        await self._memory.finish(*(entry.number for entry in left))


@breaks("3.2", caught_by="test_what_was_cut_off_comes_again_and_says_so")
class SaysNothingOfRepeats(Handling):
    """Tells nobody that a handler may have seen an event before."""

    def changed(self, handler: Handler[E]) -> Handler[E]:
        async def as_if_new(event: E) -> None:
            await handler(replace(event, redelivered=False))

        return as_if_new


@breaks(
    "3.2",
    caught_by="test_a_message_told_twice_is_heard_once",
    also=("test_an_event_of_a_room_told_twice_is_heard_once",),
)
class HearsEchoes(Remembering):
    """Forgets what it has heard."""

    memory_type = Forgetful


class Hasty(InProcessMemory):
    def _is_new(self, event: Event) -> bool:
        if isinstance(event, MessageEvent):
            event = replace(
                event, message=replace(event.message, id=event.message.text)
            )
        return super()._is_new(event)


@breaks(
    "3.2",
    caught_by="test_the_same_words_said_twice_are_heard_twice",
    also=("test_each_conversation_is_handled_in_order",),
)
class TakesTheSameWordsForARepeat(Remembering):
    """Knows messages by what they say."""

    memory_type = Hasty


@breaks(
    "3.4",
    caught_by="test_messages_arrive_in_order",
    also=(
        "test_what_waited_behind_a_handler_comes_after_a_stop",
        "test_the_same_words_said_twice_are_heard_twice",
        "test_each_conversation_is_handled_in_order",
        "test_a_slow_handler_holds_up_nobody_else",
        "test_the_platform_is_asked_for_no_more_than_can_be_handled",
    ),
)
class TurnsThingsRound(MockPuppet):
    """Tells the last first of what it was told at once."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        async with aclosing(super()._receive(cursor)) as batches:
            async for batch in batches:
                yield replace(batch, events=batch.events[::-1])


@breaks(
    "3.4",
    caught_by="test_each_conversation_is_handled_in_order",
    also=(
        "test_what_waited_behind_a_handler_comes_after_a_stop",
        "test_what_was_cut_off_comes_again_and_says_so",
        "test_a_slow_handler_holds_up_nobody_else",
        "test_the_platform_is_asked_for_no_more_than_can_be_handled",
    ),
)
class LetsEventsOvertake(Handling):
    """Begins with the next event before a handler is done with the last."""

    def changed(self, handler: Handler[E]) -> Handler[E]:
        running: set[asyncio.Task[None]] = set()

        async def at_once(event: E) -> None:
            task = asyncio.ensure_future(_run(handler, event))
            running.add(task)
            task.add_done_callback(running.discard)

        return at_once


@breaks("3.4", caught_by="test_a_slow_handler_holds_up_nobody_else")
class HasOneLane(Handling):
    """Handles one event at a time, wherever it happened."""

    def changed(self, handler: Handler[E]) -> Handler[E]:
        turn = asyncio.Lock()

        async def in_turn(event: E) -> None:
            async with turn:
                await handler(event)

        return in_turn


@breaks("3.5", caught_by="test_the_platform_is_asked_for_no_more_than_can_be_handled")
class SwallowsEverything(MockPuppet):
    """Asks for more, however much is in flight."""

    async def _start(self) -> None:
        self.in_flight = 1_000_000
        await super()._start()


async def _run(handler: Handler[E], event: E) -> None:
    await handler(event)

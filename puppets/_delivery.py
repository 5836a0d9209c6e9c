"""From the journal to the handlers: in order where it matters, side by side elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextvars import copy_context

from ._asking import Claim, Claims, Question
from ._cancelling import is_cancelled
from ._hub import Handler, Hub
from ._lane import Lane, Turn, at_work, take
from ._redelivery import Ledger
from .events import ErrorEvent, Event
from .memory import Entry, Memory

logger = logging.getLogger("puppets")


class Delivery:
    """
    One lane a conversation, and a task for each lane that has something in it.

    `limit` events may be in flight; past that `capacity` waits (contract 3.5).
    """

    def __init__(
        self,
        hub: Hub,
        memory: Memory,
        *,
        limit: int,
        report: Callable[[Exception], None],
    ) -> None:
        self._hub = hub
        self._memory = memory
        self._limit = limit
        self._report = report
        self._lanes: dict[str | None, Lane] = {}
        self._workers: dict[asyncio.Task[None], Turn | None] = {}
        self._context = copy_context()
        """In which workers begin: none of them in what the handler of another does."""
        self._claims = Claims()
        self._ledger = Ledger(memory, report)
        self._latest = 0
        self._in_flight = 0
        self._freed = asyncio.Event()
        self.is_open, self._is_draining = True, False
        self._but: asyncio.Task[object] | None = None

    def bring_again(self, entries: Iterable[Entry]) -> None:
        """Dispatch what a crash or a stop had cut off."""
        for entry in entries:
            self._ledger.recall(entry)
            self.dispatch(entry)

    def dispatch(self, entry: Entry) -> None:
        """Put the event in its lane, behind those of the same conversation."""
        event = entry.event
        self._hub.stream(event)
        if not self.is_open or not (event.journaled or self._hub.handlers(event)):
            return
        self._in_flight += 1
        self._latest = entry.number or self._latest
        lane = self._lane(event)
        lane.waiting.append(entry)
        if not lane.held:
            self.begin(lane)

    def _lane(self, event: Event) -> Lane:
        key = event.conversation_id
        if key not in self._lanes:
            self._lanes[key] = Lane(self, key)
        return self._lanes[key]

    async def capacity(self) -> None:
        """Wait until less than the limit is in flight."""
        while self._in_flight >= self._limit:
            self._freed.clear()
            await self._freed.wait()

    async def call(self, event: Event) -> None:
        """Give the event to every listener and handler, one after the other."""
        self._hub.stream(event)
        await self._handle(event)

    async def answer(self, question: Question) -> Event:
        """
        Ask, and wait for the answer; raises `TimeoutError`.

        No handler gets it but the one that asks, and it is done when that is: what is
        cut off before comes again. What else is said there is handled meanwhile.
        """
        claim = Claim(question, self, at_work())
        try:
            with self._claims.made(claim):
                return await self._answer_to(claim)
        except asyncio.CancelledError:
            entry = claim.take_back()
            if entry is not None and not self._is_draining:
                self._put_back(entry)
            raise

    async def _answer_to(self, claim: Claim) -> Event:
        try:
            asked = await claim.question.ask()
            claim.begin(asked, latest=self._latest)
            if self._is_draining:
                claim.cut_off(self._but)
            return await claim.wait()
        finally:
            await claim.leave()

    def _put_back(self, entry: Entry) -> None:
        """Whoever asked for it was cut off before they had it: it is anybody's again."""
        self._in_flight += 1
        lane = self._lane(entry.event)
        lane.waiting.appendleft(entry)
        if not lane.held:
            self.begin(lane)

    async def drain(self, grace: float, *, but: asyncio.Task[object] | None) -> None:
        """
        Let the lanes end within `grace` seconds, then cut them off; at once those that
        wait for an answer. What is cut off stays in the journal. The task `but`, whose
        handler stops its own puppet, ends by itself, and its event counts as handled.
        """
        deadline = asyncio.get_running_loop().time() + grace
        self._is_draining, self._but = True, but
        self._claims.cut_off(but)
        while others := self._workers.keys() - {but}:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait(others, timeout=left)
        self.is_open = False
        for worker in others:
            worker.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._claims.cut_off(but)  # what a handler left to another task
        await self._leave_running(but)

    async def _leave_running(self, worker: asyncio.Task[object] | None) -> None:
        for running, turn in list(self._workers.items()):
            if running is worker and turn is not None:
                await turn.strike(at_home=True)

    # What lanes and turns need.

    def begin(self, lane: Lane) -> None:
        """Work off what waits in the lane."""
        lane.held = True
        if self.is_open:
            worker = asyncio.create_task(
                self._work(lane), name="puppets-lane", context=self._context.copy()
            )
            self._workers[worker] = None
            worker.add_done_callback(self._workers.pop)

    def idle(self, lane: Lane) -> None:
        """Nobody has to do with the lane any more."""
        if self._lanes.get(lane.key) is lane:
            del self._lanes[lane.key]

    def weigh(self, more: int) -> None:
        """So many more are in flight: what waits for a person holds up nothing (3.5)."""
        self._in_flight += more
        self._freed.set()

    async def begun(self, *entries: Entry) -> None:
        """A handler has these, though it is not their turn."""
        await self._ledger.begin(entries)

    async def strike(self, *entries: Entry) -> None:
        """These are handled."""
        await self._ledger.strike(entries)

    # Work.

    async def _work(self, lane: Lane) -> None:
        worker, turn = asyncio.current_task(), None
        try:
            while self.is_open and lane.waiting and not lane.back:
                entry = lane.waiting.popleft()
                claim = self._claims.of(entry)
                if claim is not None:
                    await self._give(entry, claim, lane)
                    continue
                turn = Turn(lane, entry, worker)
                if worker is not None:
                    self._workers[worker] = turn
                take(turn)
                await self._handle(entry.event)
                await self._end(turn)
                if not turn.holds:
                    return
        finally:
            if turn is not None:
                turn.end()
            if turn is None or turn.holds:
                lane.pass_on()

    async def _give(self, entry: Entry, claim: Claim, lane: Lane) -> None:
        if not claim.is_said.is_set():
            await claim.is_said.wait()
            lane.waiting.appendleft(entry)
            return
        if claim.is_beside(lane):
            await self.begun(entry)
        if not claim.is_open:  # not any more
            lane.waiting.appendleft(entry)
            return
        self.weigh(-1)
        claim.give(entry)
        if claim.turn is None or claim.turn.ended:
            await self.strike(entry)

    async def _end(self, turn: Turn) -> None:
        turn.end()
        if turn.holds:
            self.weigh(-1)
        if turn.answers:
            await turn.strike(at_home=self.is_open)
        elif self.is_open and turn.entry.event.journaled:
            await self._ledger.strike((turn.entry,))

    async def _handle(self, event: Event) -> None:
        for handler in self._hub.handlers(event):
            await self._guard(handler, event)

    async def _guard(self, handler: Handler[Event], event: Event) -> None:
        try:
            await handler(event)
        except asyncio.CancelledError:
            if is_cancelled():
                raise
            self._failed(event, RuntimeError("a handler was cancelled from within"))
        except Exception as error:  # noqa: BLE001 - a bot's mistake ends nothing (3.6)
            self._failed(event, error)

    def _failed(self, event: Event, error: Exception) -> None:
        logger.error(
            "a handler of %s raised",
            type(event).__name__,
            exc_info=error,
            extra=self._hub.observers.fields(event),
        )
        if not isinstance(event, ErrorEvent):
            self._report(error)

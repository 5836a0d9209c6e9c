"""From the journal to the handlers: in order where it matters, side by side elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from ._cancelling import is_cancelled
from ._hub import Handler, Hub
from .errors import StorageError
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
        self._lanes: dict[str | None, deque[Entry]] = {}
        self._workers: dict[asyncio.Task[None], str | None] = {}
        self._in_flight = 0
        self._freed = asyncio.Event()
        self._open = True

    def dispatch(self, entry: Entry) -> None:
        """Put the event in its lane, behind those of the same conversation."""
        event = entry.event
        self._hub.stream(event)
        if not self._open or not (event.journaled or self._hub.handlers(event)):
            return
        self._in_flight += 1
        key = event.conversation_id
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(entry)
        else:
            self._lanes[key] = deque([entry])
            worker = asyncio.create_task(self._work(key), name="puppets-lane")
            self._workers[worker] = key
            worker.add_done_callback(self._workers.pop)

    async def capacity(self) -> None:
        """Wait until less than the limit is in flight."""
        while self._in_flight >= self._limit:
            self._freed.clear()
            await self._freed.wait()

    async def call(self, event: Event) -> None:
        """Give the event to every listener and handler, one after the other."""
        self._hub.stream(event)
        await self._handle(event)

    async def drain(self, grace: float, *, but: asyncio.Task[object] | None) -> None:
        """
        Let the lanes end within `grace` seconds, then cut them off.

        What is cut off stays in the journal. The task `but`, a handler that stops its
        own puppet, is left to end by itself, and its event counts as handled.
        """
        deadline = asyncio.get_running_loop().time() + grace
        while others := self._workers.keys() - {but}:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait(others, timeout=left)
        self._open = False
        for worker in others:
            worker.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._leave_running(but)

    async def _leave_running(self, worker: asyncio.Task[object] | None) -> None:
        for running, key in list(self._workers.items()):
            if running is worker:
                await self._memory.finish(self._lanes[key][0].number)

    async def _work(self, key: str | None) -> None:
        lane = self._lanes[key]
        try:
            while lane and self._open:
                await self._handle(lane[0].event)
                await self._finish(lane.popleft())
        finally:
            del self._lanes[key]

    async def _finish(self, entry: Entry) -> None:
        self._in_flight -= 1
        self._freed.set()
        if entry.event.journaled and self._open:
            try:
                await self._memory.finish(entry.number)
            except StorageError as error:
                self._report(error)

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
        logger.error("a handler of %s raised", type(event).__name__, exc_info=error)
        if not isinstance(event, ErrorEvent):
            self._report(error)

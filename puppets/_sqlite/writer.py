"""The thread that owns a memory's file, and keeps together what waits together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, Protocol, TypeVar

from .failures import failure, is_busy
from .opening import Held
from .store import Safety, Store

__all__ = ["Writer"]

T = TypeVar("T")


class Job(Protocol):
    """One call, as the thread sees it."""

    @property
    def safety(self) -> Safety: ...
    def perform(self, store: Store) -> None: ...
    def fail(self, error: Exception) -> None: ...
    def answer(self) -> None: ...


class Call(Generic[T]):
    """One call, and the future in which its caller waits."""

    def __init__(
        self,
        answered: asyncio.Future[T],
        run: Callable[[Store], T],
        safety: Safety,
    ) -> None:
        self.answered = answered
        self.safety = safety
        self._run = run
        self._settle: Callable[[], object] = answered.cancel

    def perform(self, store: Store) -> None:
        self._settle = partial(self.answered.set_result, self._run(store))

    def fail(self, error: Exception) -> None:
        self._settle = partial(self.answered.set_exception, error)

    def answer(self) -> None:
        if not self.answered.done():  # its caller may have been cancelled
            self._settle()


class Writer:
    """
    Works from `open` to `close`, and lives on one event loop.

    Whatever waits when a transaction begins is in it, so that the cost of making it
    safe is shared. Where it fails, each call is tried by itself: none fails for another.
    """

    def __init__(
        self, path: Path, hold: Callable[[], AbstractContextManager[Held]]
    ) -> None:
        self._path = path
        self._hold = hold
        self._loop = asyncio.get_running_loop()
        self._asked: list[Job] = []
        self._jobs: SimpleQueue[list[Job] | None] = SimpleQueue()
        self._held: asyncio.Future[Held] = self._loop.create_future()
        self._ended = asyncio.Event()
        # A puppet that nobody stops must not keep its process from ending.
        self._thread = Thread(target=self._work, name="puppets-memory", daemon=True)

    async def open(self) -> Held:
        """Begin to work. Raises what `hold` raises; then there is nothing to close."""
        self._thread.start()
        try:
            return await asyncio.shield(self._held)
        except Exception:
            await self.close()
            raise

    async def close(self) -> None:
        """Do what was asked for, and let go of the file."""
        self._hand_over()
        self._jobs.put(None)
        await self._ended.wait()
        self._thread.join()

    def ask(self, run: Callable[[Store], T], safety: Safety) -> asyncio.Future[T]:
        """Have it done; it is done, though nobody waits for the answer any more."""
        call = Call(self._loop.create_future(), run, safety)
        if not self._asked:
            self._loop.call_soon(self._hand_over)
        self._asked.append(call)
        return call.answered

    def _hand_over(self) -> None:
        """Wake the thread once for all that this turn of the loop has asked for."""
        if self._asked:
            self._jobs.put(self._asked)
            self._asked = []

    def _work(self) -> None:
        beginning = Call(self._held, lambda _: held, Safety.NOTHING)
        try:
            with self._hold() as held:
                beginning.perform(held.store)
                self._tell(beginning.answer)
                while jobs := self._next():
                    self._keep(held.store, jobs)
                    self._tell(partial(_answer, jobs))
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            beginning.fail(failure(self._path, error))
            self._tell(beginning.answer)
        self._tell(self._ended.set)

    def _next(self) -> list[Job]:
        """All that waits; nothing at the end."""
        jobs: list[Job] = []
        more = self._jobs.get()
        while more is not None:
            jobs += more
            try:
                more = self._jobs.get_nowait()
            except Empty:
                return jobs
        if jobs:
            self._jobs.put(None)  # the end comes next
        return jobs

    def _keep(self, store: Store, jobs: Sequence[Job]) -> None:
        try:
            with store.transaction(max(job.safety for job in jobs)):
                for job in jobs:
                    job.perform(store)
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            if len(jobs) > 1 and not is_busy(error):
                for job in jobs:
                    self._keep(store, [job])
                return
            for job in jobs:
                job.fail(failure(self._path, error))

    def _tell(self, answer: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(answer)


def _answer(jobs: Sequence[Job]) -> None:
    for job in jobs:
        job.answer()

"""An event log that outlives the process, in one file."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..._sqlite.failures import failure
from ...errors import PuppetError
from .log import EventLog, Logged, News, Seat
from .log_file import LogFile

__all__ = ["SqliteLog"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that the next commit keeps."""

    news: News
    at: float
    kept: asyncio.Future[None]


class SqliteLog(EventLog):
    """
    Keeps in the file at `path`, through stops, kills and power cuts.

    While it is open it is locked. What waits while one commit is made is in the next
    one, so that its cost is shared. A file that cannot be read is set aside, which
    `open` returns, and a new one is begun, under a new epoch.
    """

    AT_HAND = 2_000
    """Events that are held in memory too: those who listen need not read the file."""

    def __init__(self, path: str | os.PathLike[str], *, kept: int = 100_000) -> None:
        self.path: Path = Path(path).resolve()
        self._file = LogFile(self.path, kept)
        self._recent: OrderedDict[int, Logged] = OrderedDict()
        self._waiting: list[Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return f"SqliteLog({str(self.path)!r})"

    async def open(self) -> Sequence[PuppetError]:
        self._recent.clear()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="puppets-log")
        try:
            amiss = await self._do(self._file.open)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        self._stand()
        return amiss

    async def close(self) -> None:
        if self._writing is not None:
            await self._writing
        await self._do(self._file.close)
        self._thread.shutdown(wait=True)

    async def append(self, news: News, at: float) -> None:
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(news, at, kept))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="puppets-log")
        await kept

    async def read(self, after: int, most: int) -> Sequence[Logged]:
        begin = max(after + 1, self.first)
        if begin > self.last or begin in self._recent:
            end = min(begin + most, self.last + 1)
            return [self._recent[number] for number in range(begin, end)]
        return await self._do(partial(self._file.read, begin - 1, most))

    async def seats(self) -> Iterable[Seat]:
        return await self._do(self._file.seats)

    async def keep(self, *seats: Seat) -> None:
        await self._do(partial(self._file.keep, seats))

    async def forget(self, *seats: Seat) -> None:
        await self._do(partial(self._file.forget, seats))

    async def _write(self) -> None:
        while waiting := self._waiting:
            self._waiting = []
            given = [(each.news, each.at) for each in waiting]
            try:
                added = await self._do(partial(self._file.append, given))
            except PuppetError as error:
                _settle(waiting, error)
            else:
                self._note(added)
                _settle(waiting, None)
        self._writing = None

    def _note(self, added: Iterable[Logged]) -> None:
        self._recent.update((each.number, each) for each in added)
        while len(self._recent) > self.AT_HAND:
            self._recent.popitem(last=False)
        self._stand()

    def _stand(self) -> None:
        self.epoch: str = self._file.epoch
        self.first: int = self._file.first
        self.last: int = self._file.last

    async def _do(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work)
        except PuppetError:
            raise
        except Exception as error:
            raise failure(self.path, error) from error


def _settle(waiting: Iterable[Waiting], error: PuppetError | None) -> None:
    for each in waiting:
        if each.kept.done():  # its caller was cancelled
            continue
        if error is None:
            each.kept.set_result(None)
        else:
            each.kept.set_exception(error)

"""A memory that outlives the process, in one file."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from ._sqlite.opening import hold
from ._sqlite.rows import read_payload
from ._sqlite.store import Bounds, Safety, Standing, Store
from ._sqlite.writer import Writer
from .errors import (
    ConfigurationError,
    Malformed,
    PuppetError,
    StorageError,
    StorageInUse,
)
from .events import Batch
from .memory import Entry, Memory
from .payloads import Payload

__all__ = ["SqliteMemory"]

logger: logging.Logger = logging.getLogger("puppets")

P = TypeVar("P", bound=Payload)
T = TypeVar("T")


class SqliteMemory(Memory):
    """
    Remembers in the file at `path`, through stops, kills and power cuts (3.1, 3.2).

    One account, one file: while it is open it is locked, and whoever else opens it is
    told by whom (`StorageInUse`). A new file can be read by its owner alone, as can a
    folder that is made for it. A file of an older version is migrated; one that is not
    whole is set aside beside it, which `open` returns as `StorageCorrupt`, and a new one
    is begun.

    What `accept` returns is safe from a power cut, what the other methods return from a
    kill: a power cut after them only repeats. A full disk or a folder without the right
    to write is a `StorageError`, which names the path, and nothing was kept, or told to
    the platform; it is well again as soon as there is room.

    At least the newest `keys_kept` events are told from their repeats. About
    `payloads_kept` payloads of each kind are known, and of messages none that was
    learned longer ago than `payload_age`; contacts and rooms do not age. The newest
    `malformed_kept` updates that nobody could read stay for a bug report. Nothing else
    grows but with the events that wait to be handled. Each of these numbers is at least 1 and the
    age is more than none, else it is a `ConfigurationError`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        keys_kept: int = 100_000,
        payloads_kept: int = 100_000,
        payload_age: timedelta = timedelta(days=30),
        malformed_kept: int = 1_000,
    ) -> None:
        # Two names of one file must have one lock.
        self.path: Path = Path(path).resolve()
        self._bounds = Bounds(
            keys_kept=_positive("keys_kept", keys_kept),
            payloads_kept=_positive("payloads_kept", payloads_kept),
            payload_age=_lasting(payload_age),
            malformed_kept=_positive("malformed_kept", malformed_kept),
        )
        self._ended: deque[int] = deque()
        self._writer: Writer | None = None
        self._store: Store | None = None

    def __repr__(self) -> str:
        return f"SqliteMemory({str(self.path)!r})"

    async def open(self) -> Sequence[PuppetError]:
        if self._writer is not None:
            raise StorageInUse(f"the memory {self.path} is in use by another puppet")
        writer = Writer(self.path, partial(hold, self.path, self._bounds, self._ended))
        self._writer = writer
        try:
            held = await writer.open()
        except Exception:
            self._writer = None
            raise
        self._store = held.store
        return held.amiss

    async def close(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            await writer.close()

    @property
    def cursor(self) -> str | None:
        return self._standing.cursor

    @property
    def depth(self) -> int:
        return self._standing.depth

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        if batch.events or batch.known or batch.state:
            safety = Safety.POWER_CUT
        elif batch.cursor in {None, self.cursor}:
            return ()
        else:
            safety = Safety.KILL
        return await self._ask(lambda store: store.accept(batch), safety)

    async def finish(self, *numbers: int) -> None:
        # Whichever transaction comes next strikes them out, though this one fails.
        self._ended.extend(numbers)
        await self._ask(lambda _: None, Safety.KILL)

    async def unfinished(self) -> tuple[Entry, ...]:
        return await self._ask(Store.unfinished, Safety.KILL)

    async def malformed(self) -> tuple[Malformed, ...]:
        return await self._ask(Store.malformed)

    async def load(self, kind: type[P], key: str) -> P | None:
        row = await self._ask(lambda store: store.known.load(kind, key))
        try:
            return None if row is None else read_payload(kind, row)
        except Malformed as error:  # the platform knows better, and can be asked
            logger.warning("%s in %s", error, self.path)
            return None

    async def keys(self, kind: type[P]) -> tuple[str, ...]:
        return await self._ask(lambda store: store.known.keys(kind))

    async def save(self, *known: Payload) -> None:
        for error in await self._ask(
            lambda store: store.known.save(known), Safety.KILL
        ):
            raise error

    async def forget(self, kind: type[P], key: str) -> None:
        await self._ask(lambda store: store.known.forget(kind, key), Safety.KILL)

    async def state(self, name: str) -> bytes | None:
        return await self._ask(lambda store: store.state(name))

    async def set_state(self, name: str, value: bytes | None) -> None:
        await self._ask(lambda store: store.set_state(name, value), Safety.KILL)

    @property
    def _standing(self) -> Standing:
        return self._store.standing if self._store is not None else Standing()

    def _ask(
        self, run: Callable[[Store], T], safety: Safety = Safety.NOTHING
    ) -> asyncio.Future[T]:
        if self._writer is None:
            raise StorageError(f"the memory {self.path} is not open")
        return self._writer.ask(run, safety)


def _positive(name: str, number: int) -> int:
    if number < 1:
        raise ConfigurationError(f"{name} is at least 1, not {number}")
    return number


def _lasting(age: timedelta) -> timedelta:
    if age <= timedelta():
        raise ConfigurationError(f"payload_age is more than none, not {age}")
    return age

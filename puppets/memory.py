"""
What a puppet must not forget.

The cursor, the journal of events whose handlers have not ended, the keys of events seen,
the people, rooms and messages that are known, and the provider's own small state.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ._bounded import Bounded
from .errors import Malformed, PuppetError
from .events import (
    Batch,
    ErrorEvent,
    Event,
    FriendshipEvent,
    MessageEditEvent,
    MessageEvent,
    PostEvent,
    RoomInviteEvent,
)
from .payloads import Payload, RoomMemberPayload

__all__ = ["Entry", "InProcessMemory", "Memory", "key_of", "payloads_of"]

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in the journal, until `Memory.finish(number)`."""

    number: int
    event: Event


class Memory(ABC):
    """
    Where one account's puppet remembers. Only one puppet may use it at a time.

    `accept` is the one promise that delivery stands on: when it returns, all of the
    batch is kept, or it raises and none of it is (3.1).
    """

    @abstractmethod
    async def open(self) -> Sequence[PuppetError]:
        """
        Make ready; called at each start of the puppet. Returns what was amiss and could
        be mended, to be said: `StorageCorrupt` where a new file was begun, `Malformed`
        for an entry that is not readable. Raises `StorageError` where all is lost.
        """

    @abstractmethod
    async def close(self) -> None:
        """Release everything; what is kept stays kept."""

    @property
    @abstractmethod
    def cursor(self) -> str | None:
        """Where the stream goes on from; None at the very beginning."""

    @property
    @abstractmethod
    def depth(self) -> int:
        """How many entries wait to be finished."""

    @abstractmethod
    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        """
        Keep the batch in one commit, and return those of its events that are new: whose
        identity is empty, or was not accepted before. Those that are not `journaled`
        pass through; of a `Malformed` one the update is kept for a bug report.

        Raises `StorageError` where it cannot be kept. What was begun is done, though
        the caller is cancelled: its entries are then among the `unfinished`.
        """

    @abstractmethod
    async def finish(self, *numbers: int) -> None:
        """
        The handlers of these entries have ended, and when this returns, that is kept.

        Raises `StorageError` where it cannot be kept now: it is with whatever is kept
        next. What was begun is done, though the caller is cancelled.
        """

    @abstractmethod
    async def unfinished(self) -> tuple[Entry, ...]:
        """Every entry that is not finished, in the order in which it was accepted."""

    @abstractmethod
    async def malformed(self) -> tuple[Malformed, ...]:
        """The latest updates that could not be read, oldest first."""

    @abstractmethod
    async def load(self, kind: type[P], key: str) -> P | None:
        """The payload of this kind under `key` (see `key_of`), if it is known."""

    @abstractmethod
    async def keys(self, kind: type[P]) -> tuple[str, ...]:
        """The keys of all known payloads of this kind, oldest first."""

    @abstractmethod
    async def save(self, *known: Payload) -> None:
        """Know these from now on, in place of what was known of them."""

    @abstractmethod
    async def forget(self, kind: type[P], key: str) -> None:
        """Know nothing of this one any more."""

    @abstractmethod
    async def state(self, name: str) -> bytes | None:
        """What the provider kept under `name`."""

    @abstractmethod
    async def set_state(self, name: str, value: bytes | None) -> None:
        """Keep `value` for the provider; None forgets it."""


class InProcessMemory(Memory):
    """
    Remembers until the process ends: bounded, and shared with nobody.

    It outlives stops and starts of its puppet. `keys_kept` events are told from their
    repeats, `payloads_kept` payloads of each kind are known.
    """

    def __init__(
        self, *, keys_kept: int = 100_000, payloads_kept: int = 10_000
    ) -> None:
        self._cursor: str | None = None
        self._numbers = itertools.count(1)
        self._journal: dict[int, Event] = {}
        self._seen: Bounded[str, None] = Bounded(keys_kept)
        self._known: dict[type[object], Bounded[str, Payload]] = {}
        self._payloads_kept = payloads_kept
        self._state: dict[str, bytes] = {}
        self._malformed: deque[Malformed] = deque(maxlen=100)

    async def open(self) -> Sequence[PuppetError]:
        return ()

    async def close(self) -> None:
        pass

    @property
    def cursor(self) -> str | None:
        return self._cursor

    @property
    def depth(self) -> int:
        return len(self._journal)

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        new = tuple(self._enter(event) for event in batch.events if self._is_new(event))
        await self.save(*batch.known, *payloads_of(entry.event for entry in new))
        for name, value in batch.state.items():
            await self.set_state(name, value)
        if batch.cursor is not None:
            self._cursor = batch.cursor
        return new

    async def finish(self, *numbers: int) -> None:
        for number in numbers:
            self._journal.pop(number, None)

    async def unfinished(self) -> tuple[Entry, ...]:
        return tuple(Entry(number, event) for number, event in self._journal.items())

    async def malformed(self) -> tuple[Malformed, ...]:
        return tuple(self._malformed)

    async def load(self, kind: type[P], key: str) -> P | None:
        found = self._of(kind).get(key)
        return found if isinstance(found, kind) else None

    async def keys(self, kind: type[P]) -> tuple[str, ...]:
        return tuple(self._of(kind))

    async def save(self, *known: Payload) -> None:
        for payload in known:
            self._of(type(payload)).keep(key_of(payload), payload)

    async def forget(self, kind: type[P], key: str) -> None:
        self._of(kind).pop(key, None)

    async def state(self, name: str) -> bytes | None:
        return self._state.get(name)

    async def set_state(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._state.pop(name, None)
        else:
            self._state[name] = value

    def _of(self, kind: type[object]) -> Bounded[str, Payload]:
        if kind not in self._known:
            self._known[kind] = Bounded(self._payloads_kept)
        return self._known[kind]

    def _is_new(self, event: Event) -> bool:
        identity = event.identity
        if not identity:
            return True
        if identity in self._seen:
            return False
        self._seen.keep(identity, None)
        return True

    def _enter(self, event: Event) -> Entry:
        number = next(self._numbers)
        if event.journaled:
            self._journal[number] = event
        if isinstance(event, ErrorEvent) and isinstance(event.error, Malformed):
            self._malformed.append(event.error)
        return Entry(number, event)


def key_of(payload: Payload) -> str:
    """Under which key a memory knows this payload; a member's holds the room too."""
    if isinstance(payload, RoomMemberPayload):
        return f"{payload.room_id} {payload.id}"
    return payload.id


def payloads_of(events: Iterable[Event]) -> list[Payload]:
    """The payloads that these events carry; those of a later event win."""
    found = (_payload_of(event) for event in events)
    return [payload for payload in found if payload is not None]


def _payload_of(event: Event) -> Payload | None:
    match event:
        case MessageEvent(message=message) | MessageEditEvent(message=message):
            return message
        case FriendshipEvent(friendship=friendship):
            return friendship
        case RoomInviteEvent(invitation=invitation):
            return invitation
        case PostEvent(post=post):
            return post
        case _:
            return None

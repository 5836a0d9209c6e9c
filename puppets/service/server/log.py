"""What happened, numbered, so that each client can be told what it missed."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...errors import PuppetError

__all__ = ["EventLog", "InProcessLog", "Logged", "News", "Seat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An event as the wire tells it."""

    type: int
    payload: str
    identity: str = ""
    """By which a repeat is known; empty where nothing can tell."""
    names: str = ""
    """Of what the client will ask for the payload, where it surely will."""
    whom: tuple[str, ...] = ()
    """People and rooms of whom it may have to ask, too."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An event in the log; numbers have no holes."""

    number: int
    news: News
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """How far one client is: `position` is the number of what it received last."""

    holder: str
    number: int
    position: int
    left_at: float


class EventLog(ABC):
    """
    The newest events, at least `kept` of them, and the seats of those who read it.

    One server at a time uses it. `epoch` names the log: numbers of another are others.
    """

    epoch: str
    first: int
    """The number of the oldest event that is kept; `last + 1` where there is none."""
    last: int

    @abstractmethod
    async def open(self) -> Sequence[PuppetError]:
        """Make ready; returns what was amiss and could be mended, to be said."""

    @abstractmethod
    async def close(self) -> None:
        """Release everything; what is kept stays kept."""

    @abstractmethod
    async def append(self, news: News, at: float) -> None:
        """
        Keep what is new; when this returns, it is safe. What was kept before, by its
        identity, is left out. Raises `StorageError` where it cannot be kept.
        """

    @abstractmethod
    async def read(self, after: int, most: int) -> Sequence[Logged]:
        """Up to `most` events that follow the number `after`, in order."""

    @abstractmethod
    async def seats(self) -> Iterable[Seat]:
        """Every seat that is kept."""

    @abstractmethod
    async def keep(self, *seats: Seat) -> None:
        """Keep these seats, in place of what was kept of them."""

    @abstractmethod
    async def forget(self, *seats: Seat) -> None:
        """Keep these seats no longer."""


class InProcessLog(EventLog):
    """Keeps until the process ends."""

    def __init__(self, *, kept: int = 100_000) -> None:
        self.epoch: str = secrets.token_hex(8)
        self.first: int = 1
        self.last: int = 0
        self._kept = kept
        self._events: dict[int, Logged] = {}
        self._known: set[str] = set()
        self._seats: dict[tuple[str, int], Seat] = {}

    async def open(self) -> Sequence[PuppetError]:
        return ()

    async def close(self) -> None:
        """Nothing is held."""

    async def append(self, news: News, at: float) -> None:
        if news.identity in self._known:
            return
        if news.identity:
            self._known.add(news.identity)
        self.last += 1
        self._events[self.last] = Logged(self.last, news, at)
        if len(self._events) > self._kept:
            self._known.discard(self._events.pop(self.first).news.identity)
            self.first += 1

    async def read(self, after: int, most: int) -> Sequence[Logged]:
        begin = max(after + 1, self.first)
        end = min(begin + most, self.last + 1)
        return [self._events[number] for number in range(begin, end)]

    async def seats(self) -> Iterable[Seat]:
        return tuple(self._seats.values())

    async def keep(self, *seats: Seat) -> None:
        self._seats.update(((seat.holder, seat.number), seat) for seat in seats)

    async def forget(self, *seats: Seat) -> None:
        for seat in seats:
            self._seats.pop((seat.holder, seat.number), None)

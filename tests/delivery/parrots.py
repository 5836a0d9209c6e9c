"""Platforms that tell again, in any order, what they have told before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from conformance import World
from puppets.mock.platform.updates import Told
from puppets_standins.mock import MockWorld
from puppets_standins.telegram.world import TelegramWorld

__all__ = ["Parrot", "parrot"]


class Parrot(ABC):
    """What a platform has for its puppet, in the hands of a test."""

    @abstractmethod
    def learn(self) -> int:
        """Take away all that waits to be told, and return how much that is."""

    @abstractmethod
    def tell(self, numbers: Iterable[int]) -> None:
        """Tell these of what was learnt, in this order, as the platform repeats itself."""


class MockParrot(Parrot):
    """A repeat has the same key, at another place in the queue."""

    def __init__(self, world: MockWorld) -> None:
        self._feed = world.mocker.bot._account.feed
        self._learnt: list[Told] = []

    def learn(self) -> int:
        self._learnt = list(self._feed._waiting.values())
        self._feed._waiting.clear()
        return len(self._learnt)

    def tell(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            told = self._learnt[number]
            place = next(self._feed._numbers)
            self._feed._append(Told(place, told.key, told.update))


class TelegramParrot(Parrot):
    """A repeat has the same `update_id`, below those that were confirmed since."""

    def __init__(self, world: TelegramWorld) -> None:
        self._queue = world.server.bot.queue
        self._learnt = list(self._queue._pending)

    def learn(self) -> int:
        self._learnt = list(self._queue._pending)
        self._queue.clear()
        return len(self._learnt)

    def tell(self, numbers: Iterable[int]) -> None:
        self._queue._repeated += [self._learnt[number] for number in numbers]
        self._queue._wake()


def parrot(world: World) -> Parrot:
    match world:
        case MockWorld():
            return MockParrot(world)
        case TelegramWorld():
            return TelegramParrot(world)
    raise NotImplementedError(f"nobody knows how {world} repeats itself")

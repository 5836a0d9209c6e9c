"""What the console shows, and who looks at it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .. import __version__
from .._bounded import Bounded
from .._observing.observers import observers_of
from ..events import ErrorEvent, Event
from ..puppet import Puppet
from .advice import advice, described, discreet
from .records import Fault, Happening
from .told import Board as ToldBoard
from .told import Card, Told
from .viewer import Viewer
from .watched import Watched

__all__ = ["Board"]


class Board:
    """The latest of everything, and not more of it, however long the bot runs."""

    LINES, FAULTS = 200, 20
    TICK = 0.5
    """Seconds between two looks at how the puppets are, while somebody looks on."""

    def __init__(self, puppets: Sequence[Puppet]) -> None:
        self._since = time.time()
        self._numbers = itertools.count(1)
        self._watched = [
            Watched(puppet, label, self._heard, self._named)
            for puppet, label in zip(puppets, _labels(puppets), strict=True)
        ]
        self._lines: deque[Happening] = deque(maxlen=self.LINES)
        self._faults: Bounded[tuple[str, str, str], Fault] = Bounded(self.FAULTS)
        self._cards: dict[str, Card] = {}
        self._viewers: set[Viewer] = set()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def viewers(self) -> int:
        return len(self._viewers)

    def open(self) -> None:
        """Begin to look; before the puppets start."""
        for each in self._watched:
            observers_of(each.puppet).add(each)
            self._tasks.append(asyncio.create_task(each.names.run()))
        self._tasks.append(asyncio.create_task(self._tick()))

    async def close(self) -> None:
        for viewer in self._viewers:
            viewer.end()
        for each in self._watched:
            observers_of(each.puppet).remove(each)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Who looks on.

    @contextmanager
    def seen(self, *, words: bool) -> Iterator[Viewer]:
        """A viewer, as long as this lasts."""
        viewer = Viewer(words=words)
        self._viewers.add(viewer)
        for line in self._lines:
            line.ask()
        try:
            yield viewer
        finally:
            self._viewers.discard(viewer)

    def news(self, viewer: Viewer) -> list[Told]:
        """What this viewer has not been told."""
        taken = viewer.take()
        if taken is None:
            return [self._all(words=viewer.words)]
        pending, names = taken
        told: list[Told] = [each.told(words=viewer.words) for each in pending]
        told += [self._cards[name] for name in sorted(names)]
        return told

    def _all(self, *, words: bool) -> ToldBoard:
        self._look()
        return ToldBoard(
            version=__version__,
            now=time.time(),
            since=self._since,
            words=words,
            cards=tuple(self._cards.values()),
            lines=tuple(line.told(words=words) for line in self._lines),
            troubles=tuple(fault.told(words=words) for fault in self._faults.values()),
        )

    # What happens.

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(self.TICK)
            if self._viewers:
                self._look()

    def _look(self) -> None:
        """How the puppets are; whoever looks on is told what has changed."""
        for each in self._watched:
            if each.self_id is not None:
                each.names.ask(each.self_id, is_room=False)
            card = each.card()
            if self._cards.get(card.name) != card:
                self._cards[card.name] = card
                for viewer in self._viewers:
                    viewer.put_card(card.name)

    def _heard(self, watched: Watched, event: Event) -> None:
        if isinstance(event, ErrorEvent):
            self._met(watched, event.error)
            return
        line = Happening(
            number=next(self._numbers),
            puppet=watched.label,
            names=watched.names,
            at=time.time(),
            event=event,
            self_id=watched.self_id,
        )
        self._lines.append(line)
        if self._viewers:
            line.ask()
            self._show(line)

    def _met(self, watched: Watched, error: Exception) -> None:
        fault = Fault(
            number=next(self._numbers),
            puppet=watched.label,
            at=time.time(),
            kind=type(error).__name__,
            text=described(error),
            discreet=discreet(error),
            advice=advice(error, watched.puppet),
        )
        before = self._faults.pop(fault.identity, None)
        if before is not None:
            fault.number, fault.count = before.number, before.count + 1
        self._faults.keep(fault.identity, fault)
        self._show(fault)

    def _named(self, watched: Watched, id: str) -> None:
        for line in self._lines:
            if line.names is watched.names and line.concerns(id):
                self._show(line)

    def _show(self, shown: Happening | Fault) -> None:
        for viewer in self._viewers:
            viewer.put(shown)


def _labels(puppets: Sequence[Puppet]) -> Iterator[str]:
    """Their names; the second and later ones of a name are numbered."""
    seen: Counter[str] = Counter()
    for puppet in puppets:
        seen[puppet.name] += 1
        count = seen[puppet.name]
        yield puppet.name if count == 1 else f"{puppet.name} {count}"

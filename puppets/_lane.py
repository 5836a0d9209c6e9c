"""Whose turn it is in a conversation: one handler at a time, in the order of what is said."""

from __future__ import annotations

import asyncio
from collections import deque
from contextvars import ContextVar
from typing import Protocol, TypeAlias

from .memory import Entry

__all__ = ["Lane", "Strikes", "Turn", "at_work", "take"]


Worker: TypeAlias = "asyncio.Task[object] | None"


class Strikes(Protocol):
    """One puppet's delivery, as its turns know it."""

    is_open: bool
    """Whether it still delivers."""

    async def strike(self, *entries: Entry) -> None:
        """These are handled."""

    async def begun(self, *entries: Entry) -> None:
        """A handler has these, though it is not their turn any more."""

    def begin(self, lane: Lane) -> None:
        """Work off what waits in the lane."""

    def idle(self, lane: Lane) -> None:
        """Nobody has to do with the lane any more."""

    def weigh(self, more: int) -> None:
        """So many more are in flight."""


class Turn:
    """
    The handling of one event, and the answers that its handlers asked for.

    A handler that asks somebody gives its lane up until it has the answer, and then goes
    on in front of all that waits there.
    """

    __slots__ = (
        *("answers", "asking", "ended", "entry", "holds", "is_cut_off", "lane"),
        *("worker", "_back"),
    )

    def __init__(self, lane: Lane, entry: Entry, worker: Worker) -> None:
        self.lane = lane
        self.entry = entry
        self.worker = worker
        self.answers: tuple[tuple[Strikes, Entry], ...] = ()
        self.asking = 0
        """How many questions of its handlers are open."""
        self.holds = True
        """Whether the lane is its own."""
        self.ended = False
        self.is_cut_off = False
        """Whether it ends without the lane, since the puppet stops."""
        self._back: asyncio.Future[None] | None = None

    def entries(self, home: Strikes) -> list[Entry]:
        """Those of this delivery that end with this turn."""
        own = [self.entry] if home is self.lane.home else []
        return own + [entry for where, entry in self.answers if where is home]

    async def strike(self, *, at_home: bool) -> None:
        """All of it is handled; what is of its own delivery, where that still delivers."""
        others = {where for where, _ in self.answers} - {self.lane.home}
        for home in (self.lane.home, *others) if at_home else others:
            await home.strike(*self.entries(home))

    async def step_aside(self) -> None:
        """Let others have the lane, while a question is open."""
        if self.holds:
            await self.lane.home.begun(*self.entries(self.lane.home))
        if self.asking and not self.ended:
            self._give_up()

    def one_less(self) -> None:
        """A question is open no longer; with the last of them the lane is wanted back."""
        self.asking -= 1
        if not (self.asking or self.holds or self.ended):
            self._back = asyncio.get_running_loop().create_future()
            self.lane.want(self)

    async def resume(self) -> None:
        """Wait until the lane is its own again, though the caller is cancelled meanwhile."""
        cancelled: asyncio.CancelledError | None = None
        while self._back is not None and not (self._back.done() or self._is_over()):
            try:
                await asyncio.wait({self._back})
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled

    def _is_over(self) -> bool:
        """Whoever has the lane may be the one that stops the puppet, and waits for this."""
        return self.is_cut_off or not self.lane.home.is_open

    def go_on(self) -> None:
        """Have the lane again."""
        self.holds = True
        self.lane.aside -= 1
        self.lane.home.weigh(+1)
        self._settle()

    def end(self) -> None:
        """The handlers have ended; where they gave the lane up, it goes on without them."""
        is_aside = not (self.ended or self.holds)
        self.ended = True
        if is_aside:
            self.lane.without(self)
            self._settle()

    def _give_up(self) -> None:
        if self.holds:
            self.holds = False
            self.lane.aside += 1
            self.lane.home.weigh(-1)
            self.lane.pass_on()
        elif self in self.lane.back:  # it asks again before it had the lane
            self.lane.back.remove(self)
            self._settle()

    def _settle(self) -> None:
        if self._back is not None and not self._back.done():
            self._back.set_result(None)


class Lane:
    """One conversation: what waits in it, and who wants to go on in it."""

    __slots__ = ("aside", "back", "held", "home", "key", "waiting")

    def __init__(self, home: Strikes, key: str | None) -> None:
        self.home = home
        self.key = key
        self.waiting: deque[Entry] = deque()
        self.back: list[Turn] = []
        """Those that have what they asked for; they come first."""
        self.aside = 0
        """How many gave the lane up."""
        self.held = False

    def want(self, turn: Turn) -> None:
        """Let this turn go on, as soon as nobody else does."""
        if self.held:
            self.back.append(turn)
        else:
            self.held = True
            turn.go_on()

    def pass_on(self) -> None:
        """Let the next one have the lane."""
        if self.back:
            self.back.pop(0).go_on()
        elif self.waiting:
            self.home.begin(self)
        else:
            self.held = False
            self._rest()

    def without(self, turn: Turn) -> None:
        """This turn does not come back."""
        self.aside -= 1
        if turn in self.back:
            self.back.remove(turn)
        self._rest()

    def _rest(self) -> None:
        if not (self.held or self.aside):
            self.home.idle(self)


_turn: ContextVar[Turn | None] = ContextVar("puppets_turn", default=None)


def at_work() -> Turn | None:
    """The turn in which the caller runs, unless that has ended."""
    turn = _turn.get()
    return None if turn is None or turn.ended else turn


def take(turn: Turn) -> None:
    """From now on, this task works in this turn."""
    _turn.set(turn)

"""Questions that are open, and what answers them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from ._lane import Lane, Strikes, Turn
from .errors import NoAnswer
from .events import ChoiceEvent, Event, MessageEvent
from .memory import Entry

__all__ = ["Asked", "Claim", "Claims", "Question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was said."""

    since: datetime
    """When, as the platform tells it: what was said before is no answer."""
    admits: Callable[[Event], bool]
    """Whether an event of the conversation can be the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, of whom and where."""

    conversation_id: str
    contact_id: str
    ask: Callable[[], Awaitable[Asked]]
    """Say it."""
    passes: Callable[[Event], Awaitable[bool]]
    """Whether who asks may have the answer; else they wait for another."""
    timeout: float
    """Seconds that the answer may take from then on."""

    def is_to(self, event: Event) -> bool:
        """Whether the event is by who is asked."""
        match event:
            case MessageEvent(message=said):
                return said.talker_id == self.contact_id
            case ChoiceEvent(contact_id=contact_id):
                return contact_id == self.contact_id
            case _:
                return False


class Claim:
    """
    A question, and the turn in which it is asked.

    What comes in while it is being said waits until it is known when that was; it may
    have been said before, and then is no answer. But where the turn is had again, what
    waits by then may be the answer to the same question as it was asked the time before.
    """

    def __init__(self, question: Question, home: Strikes, turn: Turn | None) -> None:
        self.question = question
        self.turn = turn
        self.answer: asyncio.Future[Event] = asyncio.Future()
        self.is_said = asyncio.Event()
        """Or it never will be."""
        self._home = home
        self._asked: Asked | None = None
        self._entry: Entry | None = None
        self._latest = 0
        self._deadline = 0.0

    @property
    def is_open(self) -> bool:
        return not self.answer.done()

    def begin(self, asked: Asked, *, latest: int) -> None:
        """It is said; `latest` is the number of what has come in last by now."""
        self._asked = asked
        self._latest = latest
        self._deadline = asyncio.get_running_loop().time() + self.question.timeout
        self._wait_again()
        self.is_said.set()

    def _wait_again(self) -> None:
        if self.turn is not None:
            self.turn.asking += 1

    def takes(self, entry: Entry) -> bool:
        """Whether this is the answer, or may be, while the question is being said."""
        if not (self.is_open and self.question.is_to(entry.event)):
            return False
        if self._asked is None:
            return True
        return self._asked.admits(entry.event) and self._is_after(self._asked, entry)

    def _is_after(self, asked: Asked, entry: Entry) -> bool:
        if entry.number > self._latest or not isinstance(entry.event, MessageEvent):
            return True
        if self.turn is not None and self.turn.entry.event.redelivered:
            return True
        return entry.event.message.timestamp >= asked.since

    def is_beside(self, lane: Lane) -> bool:
        """Whether the lane goes on beside whoever has the answer from it."""
        turn = self.turn
        if turn is None or turn.ended:
            return False
        return turn.lane is not lane or turn.asking > 1

    def give(self, entry: Entry) -> None:
        """Whoever asked has the answer; it is handled when they have their turn."""
        self._entry = entry
        self.answer.set_result(entry.event)
        if self.turn is not None and not self.turn.ended:
            self.turn.answers += ((self._home, entry),)
            self.turn.one_less()

    def take_back(self) -> Entry | None:
        """The answer that was given, and that whoever asked does not have."""
        if self.turn is not None:
            self.turn.answers = tuple(
                each for each in self.turn.answers if each != (self._home, self._entry)
            )
        return self._entry

    async def wait(self) -> Event:
        """Until an answer is given that may be had; raises `TimeoutError`."""
        while True:
            event = await self._next()
            if await self.question.passes(event):
                return event
            self.answer, self._entry = asyncio.Future(), None
            self._wait_again()

    async def _next(self) -> Event:
        if self.turn is not None:
            await self.turn.step_aside()
        try:
            async with asyncio.timeout_at(self._deadline):
                return await self.answer
        except TimeoutError:
            if self._entry is None:
                raise
            return self._entry.event  # it came at the very same moment

    def cut_off(self, but: asyncio.Task[object] | None) -> None:
        """
        The puppet stops. A handler of its own is cut off, and begins again with the next
        start, but for the one that stops it; to anybody else, this is no answer.
        """
        turn = self.turn
        is_own = turn is not None and not turn.ended and turn.lane.home is self._home
        if is_own and turn is not None and turn.worker not in (None, but):
            turn.is_cut_off = True
            turn.worker.cancel()
        elif self.is_open:
            self.answer.set_exception(NoAnswer("the puppet stopped before the answer"))
            self.answer.exception()  # who asks may be cut off before they see it

    async def leave(self) -> None:
        """Have the turn again, with an answer or without; none is taken any more."""
        self.answer.cancel()
        self.is_said.set()
        if self.turn is not None:
            if self._asked is not None and self._entry is None:
                self.turn.one_less()
            await self.turn.resume()


class Claims:
    """The questions of one puppet: of those to the same person, the oldest is first."""

    def __init__(self) -> None:
        self._open: dict[str | None, list[Claim]] = {}

    @contextmanager
    def made(self, claim: Claim) -> Generator[None]:
        """Within the block, what answers it is kept for it."""
        claims = self._open.setdefault(claim.question.conversation_id, [])
        claims.append(claim)
        try:
            yield
        finally:
            claims.remove(claim)
            if not claims:
                self._open.pop(claim.question.conversation_id, None)

    def cut_off(self, but: asyncio.Task[object] | None) -> None:
        """Nobody can answer any more what is asked by now."""
        for claim in list(chain.from_iterable(self._open.values())):
            if claim.is_said.is_set():
                claim.cut_off(but)

    def of(self, entry: Entry) -> Claim | None:
        """The question that this answers."""
        if not self._open:
            return None
        claims = self._open.get(entry.event.conversation_id, ())
        return next((claim for claim in claims if claim.takes(entry)), None)

"""What an account is told: kept until it is confirmed."""

from __future__ import annotations

import itertools

from .faults import Faults
from .line import Line
from .refusals import Refusal
from .updates import Code, Garbled, Linked, Told, Update

__all__ = ["Feed"]


class Feed:
    """
    One account's queue of updates, and the lines that are open to it.

    A confirmed update is dropped; an unconfirmed one comes again on the next line.
    """

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._waiting: dict[int, Told] = {}
        self._numbers = itertools.count(1)
        self._lines: list[Line] = []

    @property
    def is_open(self) -> bool:
        """Whether anybody listens."""
        return bool(self._lines)

    def tell(self, update: Update) -> None:
        """Put it at the end of the queue, and on every line."""
        number = next(self._numbers)
        if self.faults.garbles:
            self.faults.garbles = False
            update = Garbled(f'{{"update": {number}, "kind"'.encode())
        self._append(Told(number, f"update-{number}", update))
        if self.faults.stutters:
            self.faults.stutters = False
            self._append(Told(next(self._numbers), f"update-{number}", update))

    def confirm(self, number: int) -> None:
        """Everything up to this number is safe, and need not be told again."""
        for waiting in [each for each in self._waiting if each <= number]:
            del self._waiting[waiting]

    def sign(self, *signs: Code | Linked) -> None:
        """Say this on the open lines alone: it is about the connection."""
        for line in self._lines:
            line.sign(*signs)

    def drop(self, error: Refusal) -> None:
        """Break every open line."""
        for line in self._lines:
            line.drop(error)

    def wake(self) -> None:
        """Let every open line look again at how things are."""
        for line in self._lines:
            line.wake()

    def open(self, cursor: str | None, *, locked: bool) -> Line:
        """A line with everything after the cursor, which is confirmed by this."""
        self.confirm(int(cursor or 0))
        line = Line(self.faults, self._waiting.values(), locked=locked)
        self._lines.append(line)
        return line

    def close(self, line: Line) -> None:
        if line in self._lines:
            self._lines.remove(line)

    def _append(self, told: Told) -> None:
        self._waiting[told.number] = told
        for line in self._lines:
            line.put(told)

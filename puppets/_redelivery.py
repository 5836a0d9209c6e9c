"""What comes again after a crash or a stop, and which of it a handler may have seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .errors import StorageError
from .memory import Entry, Memory

__all__ = ["Ledger", "again"]

_BEGUN = "puppets.begun"
"""Under which name a memory keeps it, beside a provider's own state."""


class Ledger:
    """
    What of the journal is begun, and what is handled.

    A handler may have entries though it is not their turn: it waits for an answer, or
    got them as one. Others of their conversation are begun meanwhile, so that their
    order does not tell that they were; it is kept instead.
    """

    def __init__(self, memory: Memory, report: Callable[[Exception], None]) -> None:
        self._memory = memory
        self._report = report
        self._begun: set[int] = set()
        self._kept: set[int] = set()
        """Those of them of which the memory knows."""

    async def begin(self, entries: Iterable[Entry]) -> None:
        """A handler has these, though it is not their turn."""
        new = {entry.number for entry in entries if entry.event.journaled}
        if new <= self._kept:
            return
        self._begun |= new
        begun = self._begun.copy()
        try:
            await self._memory.set_state(_BEGUN, " ".join(map(str, begun)).encode())
        except StorageError as error:
            self._report(error)
        else:
            self._kept = begun & self._begun

    def recall(self, entry: Entry) -> None:
        """What was begun in an earlier life stays so, whatever else is."""
        if entry.event.redelivered:
            self._begun.add(entry.number)

    async def strike(self, entries: Iterable[Entry]) -> None:
        """These are handled. No number is given twice, so that no more has to be kept."""
        numbers = [entry.number for entry in entries if entry.event.journaled]
        if not numbers:
            return
        self._begun.difference_update(numbers)
        self._kept.difference_update(numbers)
        try:
            await self._memory.finish(*numbers)
        except StorageError as error:
            self._report(error)


async def again(memory: Memory) -> tuple[Entry, ...]:
    """What this memory holds unfinished, and of it as redelivered what may have been begun."""
    kept = await memory.state(_BEGUN) or b""
    begun = {int(number) for number in kept.split()}
    return tuple(_marked(await memory.unfinished(), begun))


def _marked(unfinished: Iterable[Entry], begun: set[int]) -> Iterator[Entry]:
    """
    Besides those that are known to be begun, only the first of a conversation can have
    been: an entry is finished, and that is kept, before the next one begins (3.2, 3.4).
    """
    seen: set[str | None] = set()
    for entry in unfinished:
        conversation_id = entry.event.conversation_id
        is_first = entry.number not in begun and conversation_id not in seen
        if is_first:
            seen.add(conversation_id)
        if is_first or entry.number in begun:
            yield Entry(entry.number, replace(entry.event, redelivered=True))
        else:
            yield entry

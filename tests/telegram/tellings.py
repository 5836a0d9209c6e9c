"""Who comes and goes, as two roads tell of it, and a ledger that is told."""

from __future__ import annotations

import json

from puppets import Event, InProcessMemory
from puppets.telegram.ledger import Ledger
from puppets.telegram.moves import Moves
from puppets.telegram.stream import Answer, Told, read

from .updates import BOB, EVE, JSON, ME, SELF, SUPERGROUP, said, standing

__all__ = ["ROOM", "START", "Hearer", "by_message", "by_standing", "told"]

ROOM = str(SUPERGROUP["id"])
START = 1700000000
NAMES = {"RoomJoinEvent": "came", "RoomLeaveEvent": "went"}


class Hearer:
    """A ledger that is told one update after the other, and what is new of it."""

    def __init__(self) -> None:
        self.memory = InProcessMemory()
        self.heard: list[str] = []
        self._ledger = Ledger(self.memory, Moves())

    async def hear(self, *updates: Told, settled: bool = True) -> list[Event]:
        """Have these told at once, and kept; not `settled`, the process ends at once."""
        page = await self._ledger.page(Answer(updates))
        entries = await self.memory.accept(page.batch(None))
        events = [entry.event for entry in entries]
        names = (NAMES.get(type(event).__name__) for event in events)
        self.heard += [name for name in names if name]
        if settled:
            self._ledger.settle(page)
        return events

    async def begin(self) -> None:
        """In another process, as far as the ledger can tell."""
        self._ledger = Ledger(self.memory, Moves())
        await self._ledger.open(ME)

    async def members(self) -> list[str]:
        return await self._ledger.roll.members(ROOM)


def told(number: int, **body: object) -> Told:
    found = read(json.dumps({"update_id": number, **body}).encode())
    assert isinstance(found, Told)
    return found


def by_standing(number: int, date: int, *, came: bool, who: JSON = EVE) -> Told:
    old, new = ("left", "member") if came else ("member", "left")
    change = {**standing(SUPERGROUP, old, new, who), "date": date}
    return told(number, **{"my_chat_member" if who is SELF else "chat_member": change})


def by_message(number: int, date: int, *, came: bool, who: JSON = EVE) -> Told:
    what = {"new_chat_members": [who]} if came else {"left_chat_member": who}
    return told(number, message={**said(SUPERGROUP, BOB, **what), "date": date})

"""The chat list, as it was told last: what is otherwise now is worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from . import wire
from .ids import even
from .marks import Standing, standing

__all__ = ["Lines"]


class _Standings(msgspec.Struct, frozen=True):
    """As it was at the very beginning, and when it was told last."""

    first: dict[str, Standing]
    last: dict[str, Standing]


class Lines:
    """One line for each conversation."""

    def __init__(self) -> None:
        self._first: dict[str, Standing] = {}
        self._last: dict[str, Standing] = {}
        self.is_new: bool = True
        """Whether nothing was ever read: then what there is, is not told."""

    def open(self, kept: bytes | None) -> None:
        if kept is not None:
            held = msgspec.json.decode(kept, type=_Standings)
            self._first, self._last = held.first, held.last
            self.is_new = False

    def begin(self, chats: Sequence[wire.ChatRow]) -> bytes:
        """
        The very first look: from here on, whatever changes is told.

        Returns what is to be kept of it.
        """
        twins = _twins(chats)
        self._first = {row.name: standing(row) for row in chats if row.name}
        self._last = {_place(row, twins): standing(row) for row in chats if row.name}
        self.is_new = False
        return self.kept({})

    def first(self, name: str) -> Standing | None:
        """How a line of this name was at the very beginning; None where there was none."""
        return self._first.get(name)

    def news(self, chats: Sequence[wire.ChatRow]) -> Iterator[wire.ChatRow]:
        """The lines that are not as they were when they were told, latest last."""
        twins = _twins(chats)
        for row in reversed(chats):
            place, now = _place(row, twins), standing(row)
            before = self._last.get(place)
            if row.name and (before is None or before.is_news(now)):
                yield row
            elif before is not None and before.unread != now.unread:
                self._last[place] = now

    def told(self, row: wire.ChatRow, twins: int) -> dict[str, Standing]:
        """What is to be kept when this line is told; `twins` have its name."""
        return {_place(row, {even(row.name): twins}): standing(row)}

    def kept(self, told: Mapping[str, Standing]) -> bytes:
        return msgspec.json.encode(
            _Standings(first=self._first, last=self._last | dict(told))
        )

    def settle(self, told: Mapping[str, Standing]) -> None:
        self._last |= told


def _twins(chats: Sequence[wire.ChatRow]) -> Mapping[str, int]:
    return Counter(even(row.name) for row in chats)


def _place(row: wire.ChatRow, twins: Mapping[str, int]) -> str:
    """By what a line is known again: its name, and of several of one name its picture."""
    alone = twins.get(even(row.name), 1) < 2
    return row.name if alone else f"{row.name}\n{row.picture}"

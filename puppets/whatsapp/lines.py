"""The chat list, as it was told last: what is otherwise now is worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from . import wire
from .ids import even
from .marks import Standing, standing

__all__ = ["Lines"]

TWINS = 20
"""How much is kept of lines that have one name."""


class _Standings(msgspec.Struct, frozen=True):
    """As it was at the very beginning, and when it was told last."""

    first: dict[str, Standing]
    last: dict[str, Standing]
    since: float = 0.0
    """When that was, in seconds since 1970."""


class Lines:
    """One line for each conversation."""

    def __init__(self) -> None:
        self._first: dict[str, Standing] = {}
        self._last: dict[str, Standing] = {}
        self._since = 0.0
        self.is_new: bool = True
        """Whether nothing was ever read: then only what is unread is told."""

    @property
    def since(self) -> datetime:
        """When the account was looked at first: what was read before is not told."""
        return datetime.fromtimestamp(self._since, UTC)

    def open(self, kept: bytes | None) -> None:
        if kept is not None:
            held = msgspec.json.decode(kept, type=_Standings)
            self._first, self._last = held.first, held.last
            self._since = held.since
            self.is_new = False

    def begin(self, chats: Sequence[wire.ChatRow], at: float) -> bytes:
        """
        The very first look, `at` so many milliseconds since 1970: from here on, whatever
        changes is told; and so are lines with something unread.

        Returns what is to be kept of it.
        """
        twins = _twins(chats)
        self._since = at / 1000
        self._first = {row.name: standing(row) for row in chats if row.name}
        self._last = {
            _place(row, twins): standing(row)
            for row in chats
            if row.name and row.unread <= 0
        }
        self.is_new = False
        return self.kept({})

    def first(self, name: str) -> Standing | None:
        """How a line of this name was at the very beginning; None where there was none."""
        return self._first.get(name)

    @property
    def beginning(self) -> Mapping[str, Standing]:
        """All of them then, by name."""
        return self._first

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
            _Standings(
                first=self._first, last=self._last | dict(told), since=self._since
            )
        )

    def settle(self, told: Mapping[str, Standing]) -> None:
        self._last |= told
        for place in told:
            name, several, _ = place.partition("\n")
            if several:
                alike = [each for each in self._last if each.startswith(f"{name}\n")]
                for each in alike[:-TWINS]:
                    del self._last[each]


def _twins(chats: Sequence[wire.ChatRow]) -> Mapping[str, int]:
    return Counter(even(row.name) for row in chats)


def _place(row: wire.ChatRow, twins: Mapping[str, int]) -> str:
    """By what a line is known again: its name; of several of one name all that it says."""
    alone = twins.get(even(row.name), 1) < 2
    said = (row.name, row.picture, row.time, row.preview)
    return row.name if alone else "\n".join(said)

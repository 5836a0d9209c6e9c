"""Where something may be new though no line of the list says so."""

from __future__ import annotations

from collections.abc import Sequence

from . import ids, wire
from .addresses import Addresses
from .hands import Glance

__all__ = ["Hints"]

EDITABLE = 16 * 60.0
"""Seconds for which a message can be edited, and a minute, which is all that is told."""
AT_ONCE = 3
"""Conversations that are looked into in one round though they tell nothing."""


class Hints:
    """What was seen in passing, and what may change in silence."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._sought: set[str] = set()
        self._looked: dict[str, float] = {}

    def lines(
        self, glance: Glance, lines: Sequence[wire.ChatRow], told: set[str]
    ) -> list[wire.ChatRow]:
        """The lines that are worth a look, but for those with these names."""
        passed = self._passed(glance, lines, told)
        return passed + self._silent(glance, lines, told)

    def done(self, glance: Glance, told: set[str]) -> None:
        """The round came to its end: what these showed is read."""
        self._sought = self._sought.intersection(glance.lowest) | {
            raw for raw, title in glance.lowest.items() if ids.even(title) in told
        }
        self._looked |= dict.fromkeys(told, glance.screen.at)

    def _passed(
        self, glance: Glance, lines: Sequence[wire.ChatRow], told: set[str]
    ) -> list[wire.ChatRow]:
        """Conversations that showed something which came as they were left."""
        missed = {
            ids.even(title)
            for raw, title in glance.lowest.items()
            if not self._addresses.where(ids.message_id(raw))
            and raw not in self._sought
        }
        return [
            line
            for line in lines
            if ids.even(line.name) in missed and ids.even(line.name) not in told
        ]

    def _silent(
        self, glance: Glance, lines: Sequence[wire.ChatRow], told: set[str]
    ) -> list[wire.ChatRow]:
        """
        Conversations in which something can have been edited or taken back without a
        sign on the list; those that were looked into longest ago.
        """
        if not glance.due:
            return []
        begun = glance.screen.at / 1000 - EDITABLE
        may = [
            line
            for line in lines
            if ids.even(line.name) not in told
            and any(
                self._addresses.chat(who.id).told >= begun
                for who in self._addresses.of_line(line)
            )
        ]
        may.sort(key=lambda line: self._looked.get(ids.even(line.name), 0.0))
        return may[:AT_ONCE]

"""The page as elements with names, however it is built today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from playwright.async_api import ElementHandle, JSHandle, Page

from ..errors import Malformed, Unavailable
from . import selectors, wire
from .asking import Asking
from .failures import ElementMissing, UnknownPage
from .selectors import Table
from .states import PageState, Sighting, sighting

__all__ = ["PageModel", "Winner"]

PATIENCE = 10.0
"""Seconds that a page has to become one that we know."""
LIMIT = 180.0
"""Seconds that a page may say that it loads."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Winner:
    """The way that led to an element last, and how often each has."""

    candidate: int
    """Its place among the ways; 0 is the one that is tried first."""
    way: str
    counts: Mapping[int, int]


class PageModel:
    """One page, asked by names of elements; it remembers which ways led there."""

    def __init__(self, page: Page, table: Table | None = None) -> None:
        self.page = page
        self.table: Table = table or selectors.table()
        self._asking = Asking(page, selectors.reader(self.table))
        self._calendar: wire.Calendar | None = None
        self._won: dict[str, Counter[int]] = {}
        self._last: dict[str, int] = {}

    @property
    def winners(self) -> dict[str, Winner]:
        """By element, the way that led there last."""
        return {
            name: Winner(
                candidate=at,
                way=str(self.table.elements[name].ways[at]),
                counts=dict(self._won[name]),
            )
            for name, at in sorted(self._last.items())
        }

    async def reader(self) -> JSHandle:
        """
        The reader in the page, for an observer there: a function of `[ask, scope]`.

        With the next page that is loaded it is gone.
        """
        return await self._asking.reader()

    # Which page it is.

    async def state(self) -> Sighting:
        """Which page it is now."""
        return sighting(await self._told({"act": "state"}, wire.State))

    async def settled(
        self, patience: float = PATIENCE, limit: float = LIMIT
    ) -> Sighting:
        """
        Wait until something can be done, as long as the page says that it loads.

        Raises `UnknownPage` where it is none that we know after `patience` seconds,
        `Unavailable` where it still loads after `limit` seconds.
        """
        for _ in range(max(1, round(limit / patience))):
            known = await self._asking.until({"act": "known"}, patience)
            if known is not None:
                return sighting(self._read_as(known, wire.State))
            seen = await self.state()
            if seen.state is PageState.UNKNOWN:
                raise UnknownPage(
                    f"the page at {self._asking.place} is none that is known, after "
                    f"{patience:g} s; `puppets doctor whatsapp` tells more",
                    snapshot=await self.snapshot(),
                )
        raise Unavailable(
            f"the page at {self._asking.place} loads for {limit:g} s already"
        )

    async def snapshot(self) -> str:
        """How the page is built, without a word of it; fit for a bug report."""
        return await self._told({"act": "snapshot"}, str)

    async def check(self) -> None:
        """Raise `ElementMissing` where a required element is not there."""
        if missing := await self.missing():
            raise self._missing(missing[0])

    async def missing(self) -> tuple[str, ...]:
        """Required elements that no way leads to."""
        told = await self._told({"act": "missing"}, wire.Check)
        self.credit(told.won)
        return told.missing

    # What is on it.

    async def read(self, own: str = "") -> wire.Screen:
        """
        The chat list and the open conversation, as far as they are drawn.

        `own` is the account's own name, which helps to tell who says what. What could
        not be read is told by `survey.problems`; nothing is left out in silence.
        """
        known = self._calendar
        ask = {"act": "read", "own": own, "calendar": known is None}
        told = await self._told(ask, wire.Screen)
        if known is None:
            known = told.calendar
        elif known.language != told.language:  # the page speaks another one now
            self._calendar = None
            return await self.read(own)
        self._calendar = known
        self.credit(told.won)
        return msgspec.structs.replace(told, calendar=known)

    async def element(
        self, name: str, within: ElementHandle | None = None
    ) -> ElementHandle:
        """The element of that name. Raises `ElementMissing` with the ways tried."""
        found = await self.find(name, within)
        if found is None:
            raise self._missing(name)
        return found

    async def find(
        self, name: str, within: ElementHandle | None = None
    ) -> ElementHandle | None:
        """The element of that name, or None where there is none."""
        found = await self.find_all(name, within)
        return found[0] if found else None

    async def find_all(
        self, name: str, within: ElementHandle | None = None
    ) -> list[ElementHandle]:
        """Every element of that name, in the order of the page."""
        if name not in self.table.elements:
            raise KeyError(name)
        way, *found = await self._asking.held({"act": "find", "name": name}, within)
        if found:
            # The handle of a number is what the number reads as.
            self._note(name, int(str(way)), len(found))
        return [element for each in found if (element := each.as_element())]

    async def _told(self, ask: Mapping[str, object], kind: type[T]) -> T:
        return self._read_as(await self._asking.told(ask), kind)

    def _read_as(self, told: str, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(told, type=kind)
        except msgspec.MsgspecError as error:
            raise Malformed(f"the page cannot be read: {error}") from error

    def credit(self, won: Mapping[str, Mapping[str, int]]) -> None:
        """Count which ways have led to elements."""
        for name, counts in won.items():
            for at, count in counts.items():
                self._note(name, int(at), count)

    def _note(self, name: str, at: int, count: int) -> None:
        self._won.setdefault(name, Counter())[at] += count
        self._last[name] = at

    def _missing(self, name: str) -> ElementMissing:
        where = f"the page at {self._asking.place}"
        return ElementMissing(name, tried=self.table.tried(name), where=where)

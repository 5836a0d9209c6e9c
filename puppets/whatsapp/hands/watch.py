"""What the page tells by itself: that it stirs, and what came to stand in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.async_api import Error, JSHandle

from ...errors import Unavailable
from .. import wire
from ..failures import ElementMissing
from .hand import Hand

__all__ = ["Glance", "Watch"]

BINDING = "puppetsHear"
TAKEN = "has been already registered"
REST = 30
"""Milliseconds between two words of a page that stirs all the time."""
KEPT = 100
"""Messages that were seen lowest, and are remembered."""
LOOKS = 5
"""How often in a row a page may be left while it is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """All that the page shows at one time, and what was seen in passing."""

    screen: wire.Screen
    lowest: Mapping[str, str]
    """
    Messages that stood lowest in a conversation, by the page's ids, with its name: what
    came while the hand was on its way elsewhere is known by that.
    """
    due: bool = False
    """Whether it is time to look into conversations that tell nothing by themselves."""
    amiss: ElementMissing | None = None
    """What the page must have, and has not."""


class Watch:
    """One page, which says when it changes."""

    def __init__(self, hand: Hand) -> None:
        self.stirred: asyncio.Event = asyncio.Event()
        """Set as soon as the page is not as it was when it was looked at last."""
        self._hand = hand
        self._page = hand.model.page
        self._is_bound = False
        self._reader: JSHandle | None = None
        self._lowest: dict[str, str] = {}

    async def look(self) -> Glance:
        """What the page shows now. Raises `Unavailable`."""
        for _ in range(LOOKS):
            await self._begin()
            self.stirred.clear()
            screen = await self._hand.model.read()
            if await self._hand.model.reader() is self._reader:
                return Glance(screen=screen, lowest=dict(self._lowest))
        raise Unavailable("the page does not stay what it is")

    async def _begin(self) -> None:
        """Have the page watched, once; another page anew."""
        reader = await self._hand.model.reader()
        if reader is self._reader:
            return
        if not self._is_bound:
            await self._bind()
            self._is_bound = True
        await self._hand.told("watch", bool, {"name": BINDING, "rest": REST})
        self._reader = reader

    async def _bind(self) -> None:
        try:
            await self._page.expose_binding(BINDING, self._stir)
        except Error as error:
            line = error.message.strip().partition("\n")[0]
            if TAKEN not in line:  # else a call that was cancelled has done it
                raise Unavailable(f"the page cannot be watched: {line}") from error
        self._page.on("close", self._end)
        self._page.on("crash", self._end)
        self._page.on(
            "domcontentloaded", self._end
        )  # what watched is gone with the last

    def _stir(self, _: object, seen: Sequence[tuple[str, str]] = ()) -> None:
        for id, title in seen:
            self._lowest.pop(id, None)
            self._lowest[id] = title
        while len(self._lowest) > KEPT:
            del self._lowest[next(iter(self._lowest))]
        self.stirred.set()

    def _end(self, _: object) -> None:
        self.stirred.set()

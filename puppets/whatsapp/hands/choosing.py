"""A dialog in which people or chats are picked out of a list, by their names."""

from __future__ import annotations

import msgspec
from playwright.async_api import ElementHandle

from ...errors import NotFound, Unavailable
from ..failures import Ambiguous
from .hand import Hand

__all__ = ["Choosing"]

FOUND = 2.0
"""Seconds in which the list shows whom it was asked for."""


class _Traits(msgspec.Struct):
    room: bool | None
    picture: str


class Choosing:
    """One such dialog: to whom to forward, whom to add, whose card to send."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def pick(
        self, name: str, *, room: bool | None = None, picture: str = ""
    ) -> None:
        """
        Tick this one. Raises `NotFound`, and `Ambiguous` where several are called so
        and neither kind nor picture tells which is meant.
        """
        hand = self._hand
        box = await hand.wait("panel_search", "dialog")
        await hand.clear(box)
        await hand.type_keys(name)
        rows = await self._named(name)
        if room is not None or picture:
            rows = await self._alike(rows, room, picture)
        if not rows:
            raise NotFound(f"the page offers nobody called {name!r} there")
        if len(rows) > 1:
            raise Ambiguous(
                f"{len(rows)} on the page are called {name!r}, and nothing tells "
                "which is meant; give one another name on the phone"
            )
        await hand.press(await hand.find("panel_button", rows[0]) or rows[0])

    async def done(self) -> None:
        """Press what goes on with those who are ticked."""
        await self._hand.press("dialog_send")

    async def close(self) -> None:
        """Leave it, with nothing done."""
        if close := await self._hand.find("dialog_close"):
            await self._hand.press(close)
        if not await self._hand.gone("dialog"):
            raise Unavailable("the page does not close a dialog")

    async def _named(self, name: str) -> list[ElementHandle]:
        given = {"row": "panel_row", "title": "panel_name", "name": name}
        await self._hand.one("shown", {"within": "dialog", **given}, patience=FOUND)
        return await self._hand.many("named", {"within": "dialog", **given})

    async def _alike(
        self, rows: list[ElementHandle], room: bool | None, picture: str
    ) -> list[ElementHandle]:
        told = [
            (row, await self._hand.told("traits", _Traits, {"element": row}))
            for row in rows
        ]
        kind = [
            (row, seen)
            for row, seen in told
            if seen.room in {None, room} or room is None
        ]
        same = [row for row, seen in kind if picture and seen.picture == picture]
        return same if len(same) == 1 else [row for row, _ in kind]

"""Who there is: the list of chats, the people to write to, and what is told of each."""

from __future__ import annotations

import msgspec

from ...errors import Unavailable
from .. import wire
from .hand import Hand
from .places import Card

__all__ = ["Listed", "People"]

LONGEST = 500
"""Screens of a list that are scrolled through."""


class Listed(msgspec.Struct):
    """Someone in a list, as far as a row of it tells."""

    name: str
    top: float
    about: str
    picture: str
    face: bool
    """Whether it has the face of somebody without a picture."""
    self: bool
    """Whether it is the account's chat with itself."""
    me: bool
    admin: bool
    nick: str


class People:
    """The lists at the left."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def chats(self, most: int) -> tuple[wire.ChatRow, ...]:
        """Every line of the chat list, from the top."""
        hand = self._hand
        await self._end_search()
        await hand.told("scroll", bool, {"name": "chat_row", "end": "top"})
        found: dict[float, wire.ChatRow] = {}
        for _ in range(LONGEST):
            await hand.told("settled", bool)
            screen = await hand.model.read()
            if screen.list is None:
                await hand.model.element("chat_list")
            told = screen.list
            found |= {row.y: row for row in told.rows} if told else {}
            drawn = told is not None and len(found) >= told.total
            if drawn or len(found) >= most:
                break
            if not await hand.told("scroll", bool, {"name": "chat_row", "by": 1}):
                break
        await hand.told("scroll", bool, {"name": "chat_row", "end": "top"})
        return tuple(found[y] for y in sorted(found))[:most]

    async def contacts(self) -> tuple[Card, ...]:
        """Everybody in the address book who can be written to."""
        hand = self._hand
        await hand.press("new_chat")
        await hand.wait("panel_search")
        await hand.wait("panel_row")
        rows = await self.all_of("panel_row", None)
        await self.back()
        return tuple(
            Card(name=row.name, about=row.about, picture=row.picture)
            for row in rows
            if row.name and not row.self and (row.face or row.picture)
        )

    async def all_of(self, name: str, within: str | None) -> tuple[Listed, ...]:
        """Every row of a list, however much of it is drawn."""
        hand = self._hand
        given = {"name": name, "within": within}
        found: dict[float, Listed] = {}
        await hand.told("scroll", bool, {"end": "top", **given})
        for _ in range(LONGEST):
            await hand.told("settled", bool)
            rows = await hand.told("people", tuple[Listed, ...], given)
            found |= {row.top: row for row in rows}
            if not await hand.told("scroll", bool, {"by": 1, **given}):
                break
        return tuple(found[top] for top in sorted(found))

    async def back(self) -> None:
        """Close what lies over the chats."""
        hand = self._hand
        await hand.press("back")
        if not await hand.gone("back"):
            raise Unavailable("the page does not go back to the chats")

    async def _end_search(self) -> None:
        hand = self._hand
        if await hand.find("search_results"):
            await hand.clear(await hand.wait("search_box"))
            await hand.key("Escape")
            await hand.gone("search_results")

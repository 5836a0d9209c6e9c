"""Emoji that are put to messages, and taken off."""

from __future__ import annotations

from playwright.async_api import ElementHandle

from ...errors import NotFound, Rejected, Unavailable
from .hand import STEP, Hand
from .menus import OFFERED, Menus
from .places import Whom
from .rows import Rows

__all__ = ["Reactions"]


class Reactions:
    """The face beside a message, and the emoji under it."""

    def __init__(self, hand: Hand, rows: Rows, menus: Menus) -> None:
        self._hand = hand
        self._rows = rows
        self._menus = menus

    async def put(self, whom: Whom, id: str, emoji: str) -> None:
        """Put this emoji to it; in the place of another that was put to it before."""
        mine = await self._mine(whom, id, emoji)
        await self._close()
        if mine is not None:
            return  # to press it once more would take it off
        hand = self._hand
        before = await hand.told("reacted", str, {"id": id})
        row = await self._menus.point(whom, id)
        face_of = {"name": "react_button", "within": row}
        if face := await hand.one("there", face_of, patience=OFFERED):
            await hand.press(face)
        else:
            await self._menus.choose(whom, id, "menu_react", "reacted to")
        await hand.press(await self._emoji(emoji))
        given = {"id": id, "before": before, "emoji": emoji}
        if not await hand.until("rereacted", given, patience=STEP):
            raise Unavailable(f"the page did not put {emoji} to message {id!r}")

    async def take(self, whom: Whom, id: str, emoji: str) -> None:
        """Take the account's own emoji off. Raises `NotFound` where it is not there."""
        hand = self._hand
        mine = await self._mine(whom, id, emoji)
        if mine is None:
            await self._close()
            raise NotFound(f"message {id!r} has no {emoji} of the account's own")
        before = await hand.told("reacted", str, {"id": id})
        await hand.press(mine)
        given = {"id": id, "before": before}
        if not await hand.until("rereacted", given, patience=STEP):
            raise Unavailable(f"the page did not take {emoji} off message {id!r}")
        await self._close()

    async def whose(self, whom: Whom, id: str) -> tuple[tuple[str, str], ...]:
        """Who put which emoji to it, by name; but for the account's own."""
        hand = self._hand
        row = await self._rows.find(whom, id)
        shown = await hand.find("reactions", row)
        if shown is None:
            return ()
        emoji = await hand.told("reacted", str, {"id": id})
        await hand.press(shown)
        await hand.wait("reaction_row")
        own = {await hand.label(each) for each in await self._all("reaction_own")}
        told: list[tuple[str, str]] = []
        for each in await self._all("reaction_row"):
            text = await hand.label(each)
            at = len(text)
            while at and not text[at - 1].isalnum() and text[at - 1 :] in emoji:
                at -= 1
            title = await hand.find("panel_name", each)
            if title and text not in own and text[at:]:
                told.append((await hand.label(title), text[at:].strip()))
        await self._close()
        return tuple(told)

    async def _all(self, name: str) -> list[ElementHandle]:
        return await self._hand.model.find_all(name)

    async def _emoji(self, emoji: str) -> ElementHandle:
        """Among the six at hand, else among all."""
        hand = self._hand
        await hand.wait("more_reactions")
        if found := await hand.one("emoji", {"emoji": emoji}):
            return found
        await hand.press("more_reactions")
        await hand.focus(await hand.wait("emoji_search"))
        await hand.type(emoji)
        found = await hand.one("emoji", {"emoji": emoji}, patience=OFFERED)
        if found is None:
            await hand.key("Escape")
            raise Rejected(f"the page has no reaction {emoji!r}")
        return found

    async def _mine(self, whom: Whom, id: str, emoji: str) -> ElementHandle | None:
        """The account's own reaction in the list of them, which is open then."""
        hand = self._hand
        row = await self._rows.find(whom, id)
        shown = await hand.find("reactions", row)
        given = {"emoji": emoji}
        if shown is None or not await hand.told(
            "shows", bool, {"element": shown, **given}
        ):
            return None
        await hand.press(shown)
        await hand.wait("reaction_row")
        own = await hand.find("reaction_own")
        if own is None or not await hand.told("shows", bool, {"element": own, **given}):
            return None
        return own

    async def _close(self) -> None:
        hand = self._hand
        if await hand.find("reaction_row") is None:
            return
        await hand.key("Escape")
        if not await hand.gone("reaction_row", patience=OFFERED / 5):
            await hand.press_beside()
            await hand.gone("reaction_row")

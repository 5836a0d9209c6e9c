"""What is done to one message: it is answered, changed, taken back."""

from __future__ import annotations

from playwright.async_api import ElementHandle

from ...errors import Forbidden, NotFound, Unavailable
from .hand import STEP, Hand
from .places import Whom
from .rows import Rows

__all__ = ["Menus"]

OFFERED = 1.5
"""Seconds in which a message that is pointed at offers what can be done with it."""


class Menus:
    """The arrow in a message's corner, and the menu that it opens."""

    def __init__(self, hand: Hand, rows: Rows) -> None:
        self._hand = hand
        self._rows = rows

    async def reply(self, whom: Whom, id: str) -> None:
        """Have the message quoted above the field."""
        await self.choose(whom, id, "menu_reply", "answered")
        await self._hand.wait("cancel_reply")

    async def recall(self, whom: Whom, id: str) -> None:
        """
        Take it back for everyone. Raises `NotFound` where there is no such message any
        more, `Forbidden` where the page does not offer that.
        """
        hand = self._hand
        if (await self._rows.read(whom, id)).row.recalled:
            raise NotFound(f"message {id!r} was taken back already")
        await self.choose(whom, id, "menu_delete", "deleted")
        offered = await hand.maybe(
            "either",
            str,
            {"names": ["delete_for_everyone", "dialog_cancel"]},
            patience=STEP,
        )
        if offered != "delete_for_everyone":
            await self._leave("dialog_cancel", "dialog")
            raise Forbidden(f"the page does not offer to take message {id!r} back")
        await hand.press("delete_for_everyone")
        if not await self._rows.become(id, recalled=True):
            raise Unavailable(f"the page did not take message {id!r} back")

    async def edit(self, whom: Whom, id: str, text: str) -> None:
        """Let it read so. Raises `Forbidden` where the page does not offer that."""
        hand = self._hand
        await self.choose(whom, id, "menu_edit", "changed")
        box = await hand.wait("edit_box")
        await hand.clear(box)
        await hand.type_lines(text)
        await hand.press("edit_done")
        if not await self._rows.become(id, text=text):
            raise Unavailable(f"the page did not change message {id!r}")
        await hand.gone("edit_box")

    async def download(self, whom: Whom, id: str) -> bool:
        """Press "Download"; whether the page offers that."""
        try:
            await self.choose(whom, id, "menu_download", "downloaded")
        except Forbidden:
            return False
        return True

    # The menu.

    async def choose(self, whom: Whom, id: str, item: str, what: str) -> None:
        """Open a message's menu and press this; `Forbidden` where it is not in it."""
        hand = self._hand
        row = await self.point(whom, id)
        arrow = await hand.wait("message_menu", row, OFFERED)
        await hand.press(arrow)
        await hand.wait("menu")
        found = await hand.find(item)
        if found is None:
            await self._leave("", "menu")
            raise Forbidden(f"the page does not let message {id!r} be {what}")
        await hand.press(found)

    async def point(self, whom: Whom, id: str) -> ElementHandle:
        """Rest the pointer upon the message."""
        hand = self._hand
        row = await self._rows.find(whom, id)
        await hand.hover(await hand.find("bubble", row) or row)
        return row

    async def _leave(self, button: str, what: str) -> None:
        """Close what was opened, without having done anything."""
        hand = self._hand
        if button and await hand.find(button):
            await hand.press(button)
        else:
            await hand.key("Escape")
        await hand.gone(what)

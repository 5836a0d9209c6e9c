"""How an account comes to a browser, and leaves it."""

from __future__ import annotations

from ...errors import Unavailable
from .hand import STEP, Hand

__all__ = ["Linking"]

LEAVING = 20.0
"""Seconds in which the page is done with logging out."""


class Linking:
    """Codes to scan or to type, another window's account, and the way out."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def use_here(self) -> None:
        await self._hand.press("conflict")
        if not await self._hand.gone("conflict"):
            raise Unavailable("the page stays with the other window")

    async def renew(self) -> None:
        await self._hand.press("qr_reload")
        if not await self._hand.gone("qr_reload"):
            raise Unavailable("the page shows no other code")

    async def ask_for_code(self, phone: str) -> None:
        """Give the account's number, and wait for the code to type on its phone."""
        hand = self._hand
        names = ["link_code", "phone_form", "phone_link"]
        shown = await hand.maybe("either", str, {"names": names}, patience=STEP)
        if shown == "link_code":
            return
        if shown != "phone_form":
            await hand.press("phone_link")
        box = await hand.wait("phone_form")
        await hand.clear(box)
        await hand.type_keys(f"+{phone}")
        await hand.press("phone_next")
        await hand.wait("link_code", patience=LEAVING)

    async def log_out(self) -> None:
        """By the menu, and yes to its question."""
        hand = self._hand
        await hand.press("app_menu")
        await hand.press("log_out")
        await hand.press("log_out_confirm")
        if not await hand.gone("side", patience=LEAVING):
            raise Unavailable("the page does not log out")

"""What an act that was broken off has left on the page is put away before the next."""

from __future__ import annotations

from ...errors import Unavailable
from .composer import Composer
from .hand import Hand

__all__ = ["tidy"]

LITTER = (
    "menu",
    "dialog",
    "media_send",
    "selection_cancel",
    "back",
    "drawer",
    "cancel_reply",
    "search_results",
)
ROUNDS = 12
"""Things that may lie over each other."""


async def tidy(hand: Hand, composer: Composer) -> None:
    """Close whatever lies over the chats. Raises `Unavailable` where that fails."""
    for _ in range(ROUNDS):
        found = await hand.told("present", list[str], {"names": LITTER})
        if not found:
            await composer.clear()
            return
        await _away(hand, found[0])
    raise Unavailable(f"the page does not put away {found[0]}")


async def _away(hand: Hand, what: str) -> None:
    match what:
        case "menu":
            await hand.key("Escape")
        case "dialog":
            await _dialog(hand)
        case "media_send":
            await hand.press("media_close")
        case "drawer":
            await hand.press("drawer_close", "drawer")
        case "search_results":
            await hand.clear(await hand.wait("search_box"))
            await hand.key("Escape")
        case button:
            await hand.press(button)
    await hand.gone(what, patience=1.0)


async def _dialog(hand: Hand) -> None:
    for button in ("dialog_close", "dialog_cancel"):
        if found := await hand.find(button):
            await hand.press(found)
            return
    await hand.key("Escape")
    if not await hand.gone("dialog", patience=0.3):
        await hand.press_beside()

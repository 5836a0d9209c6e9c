"""What is passed on: messages, and people's cards."""

from __future__ import annotations

from .. import wire
from ..ids import even
from .chats import Chats
from .choosing import Choosing
from .composer import Composer, before
from .hand import STEP, Hand
from .menus import Menus
from .places import Sent, Whom

__all__ = ["Passing"]


class Passing:
    """The dialogs in which one chooses to whom, or whose."""

    def __init__(
        self, hand: Hand, chats: Chats, menus: Menus, composer: Composer
    ) -> None:
        self._hand = hand
        self._chats = chats
        self._menus = menus
        self._composer = composer

    async def forward(self, whom: Whom, id: str, to: Whom) -> Sent:
        """
        Pass a message on, and see it stand there.

        The page is shown first where it will stand: what is new there afterwards is it.
        """
        there = await self._chats.open(to)
        await self._composer.box(to, there)
        known = before(there)
        await self._chats.open(whom)
        await self._menus.choose(whom, id, "menu_forward", "passed on")
        await self._hand.press("forward_button")
        choosing = Choosing(self._hand)
        await choosing.pick(to.name, room=to.room, picture=to.picture)
        await choosing.done()
        await self._hand.gone("dialog")
        await self._goes(to)
        return await self._composer.sent(to, known, "")

    async def _goes(self, to: Whom) -> None:
        """The page goes there by itself; else it is opened."""
        hand = self._hand
        name = even(to.name)
        if not await hand.until("opened", {"name": name}, patience=STEP):
            await self._chats.open(to)

    async def card(self, whom: Whom, screen: wire.Screen, name: str) -> Sent:
        """Send somebody's card."""
        hand = self._hand
        known = before(screen)
        await self._composer.box(whom, screen)
        await hand.press("attach")
        await hand.press("attach_contact")
        choosing = Choosing(hand)
        await choosing.pick(name)
        await choosing.done()
        return await self._composer.sent(whom, known, name)

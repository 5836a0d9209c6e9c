"""Where the demo plays WhatsApp: a page in a real browser, and a phone beside it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ..errors import ConfigurationError
from ..registry import provider
from .screen import aside
from .stages import BOT, HUMAN, ROOM, Stage

if TYPE_CHECKING:
    from conformance.screen import Room
    from puppets_standins.whatsapp.human import WhatsAppHuman
    from puppets_standins.whatsapp.world import WhatsAppWorld

__all__ = ["whatsapp"]


class WhatsAppStage(Stage):
    def __init__(self, world: WhatsAppWorld, human: WhatsAppHuman, room: Room) -> None:
        self.puppet = world.puppet()
        self.against = f"a page of our own in Chromium,\nat {world.server.url}"
        self._human = human
        self._room = room

    async def says(self, text: str, *, in_room: bool) -> None:
        await self._human.says(text, room=self._room if in_room else None)

    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        seen = await self._human.sees(room=self._room if in_room else None)
        return [
            (HUMAN if each.talker_id == self._human.id else BOT, each.text)
            for each in seen
        ]


@asynccontextmanager
async def whatsapp() -> AsyncGenerator[Stage]:
    _ = provider("whatsapp").puppet_type  # MissingExtra says what to install
    from puppets_standins.whatsapp.world import WhatsAppWorld

    if absence := WhatsAppWorld.absence():
        raise ConfigurationError(absence)
    with aside().status("starting a browser"):
        world = WhatsAppWorld()
    async with world:
        human = await world.human(HUMAN)
        yield WhatsAppStage(world, human, await world.room(ROOM, human))

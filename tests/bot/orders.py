"""A bot that asks what size it may be, and how people read what it says."""

from __future__ import annotations

import asyncio

from puppets import Bot, Message
from puppets.mock import Person, Room

__all__ = ["read", "take_orders"]


def take_orders(bot: Bot) -> asyncio.Queue[str]:
    """Who says "order" is asked for a size; what else is said is told by the queue."""
    others: asyncio.Queue[str] = asyncio.Queue()

    @bot.on_message
    async def hear(message: Message) -> None:
        if message.text != "order":
            others.put_nowait(message.text)
            return
        size = await message.ask("Which size?")
        await message.say(f"{message.talker.name}: {size.text}")

    return others


async def read(person: Person, *texts: str, room: Room | None = None) -> None:
    """These are what the bot says next where this person is."""
    for text in texts:
        while (seen := await person.hears(room=room)).talker != "Bot":
            pass
        assert seen.text == text

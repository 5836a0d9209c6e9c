"""Waiting for what the service comes to hold."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from puppets_standins.whatsapp.records import Message

from .desk import Desk

__all__ = ["said", "until"]


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.02)


async def said(desk: Desk, count: int = 1) -> Message:
    """The last of so many that the service has of us."""
    mine: list[Message] = []

    def there() -> bool:
        messages = (
            each for chat in desk.store.chats.values() for each in desk.said(chat)
        )
        mine[:] = [each for each in messages if each.author == desk.me.jid]
        return len(mine) == count

    await until(there)
    return mine[-1]

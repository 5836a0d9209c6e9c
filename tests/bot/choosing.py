"""Choosing, on a puppet with buttons and on ones without."""

from __future__ import annotations

import asyncio

from puppets import Bot, Choice, Chosen
from puppets.messages import Messages
from puppets.mock import MockPuppet, Person, Room

__all__ = ["NUMBERED", "SIZES", "Unchanging", "Wordy", "soon", "takes", "told"]

SIZES: list[str | Choice] = ["S", "M", Choice("Large, with milk", id="l")]
NUMBERED = "Which size?\n\n1. S\n2. M\n3. Large, with milk"


class Wordy(MockPuppet):
    """Has no buttons."""

    message_send_choices = Messages.message_send_choices


class Unchanging(Wordy):
    """Has no buttons, and what was said cannot be changed."""

    message_edit_text = Messages.message_edit_text


async def takes(person: Person, number: int, *, room: Room | None = None) -> None:
    """Choose the one with this number, however it is offered."""
    offer = (await person.sees(room=room))[-1]
    if offer.choices:
        await person.chooses(offer.choices[number - 1], room=room)
    else:
        await person.says(str(number), room=room)


def told(bot: Bot) -> asyncio.Queue[Chosen]:
    """What its handler of choices is told."""
    queue: asyncio.Queue[Chosen] = asyncio.Queue()

    @bot.on_choice
    async def note(chosen: Chosen) -> None:
        queue.put_nowait(chosen)

    return queue


async def soon(queue: asyncio.Queue[Chosen]) -> Chosen:
    async with asyncio.timeout(5):
        return await queue.get()

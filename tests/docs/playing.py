"""Conversations as the guides print them, played with their bots."""

from __future__ import annotations

from puppets import Bot
from puppets.mock import Mocker, MockOptions, MockPuppet, Seen

from .pages import Block

__all__ = ["play"]

IN_ROOM = "room"


async def play(bot: Bot, block: Block) -> None:
    """Say what the page says that people say; what the bot answers is what is printed."""
    mocker = Mocker()
    you = mocker.person("You")
    room = (
        mocker.room("tea", you, mocker.person("Bob"))
        if block.title == IN_ROOM
        else None
    )
    bot.switch(MockPuppet(MockOptions(mocker=mocker)))
    async with bot:
        for line in block.text.splitlines():
            who, _, said = line.partition(": ")
            match who:
                case "you":
                    await you.says(said, room=room)
                case "you press":
                    await you.chooses(said, room=room)
                case "bot":
                    heard = await you.hears(room=room)
                    assert _shown(heard) == said, f"{block}: {_shown(heard)}"
                case _:
                    raise AssertionError(f"{block}: nobody says {line!r}")
    lines = [line for line in block.text.splitlines() if "press: " not in line]
    assert len(await you.sees(room=room)) == len(lines), f"{block}: more was said"


def _shown(seen: Seen) -> str:
    """On one line, with its buttons."""
    buttons = [f"[{label}]" for label in seen.choices]
    return " ".join([seen.text.replace("\n", " / "), *buttons])

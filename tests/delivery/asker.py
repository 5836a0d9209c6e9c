"""A bot that asks, in a process of its own, and says line by line what it is told."""

from __future__ import annotations

import asyncio
import base64
import pickle
import sys
from collections.abc import Callable

from puppets import Bot, Memory, Message, Puppet, SqliteMemory

__all__ = ["bot_of"]


def tell(*words: object) -> None:
    print(*words, sep="|", flush=True)


def bot_of(puppet: Puppet, hangs_at: str) -> Bot:
    """It takes orders, and hangs for ever when it has heard a certain text."""
    bot = Bot(puppet)

    async def note(what: str, message: Message) -> None:
        tell(what, message.text, "again" if message.redelivered else "new")
        if message.text == hangs_at:
            await asyncio.Event().wait()

    @bot.on_message
    async def hear(message: Message) -> None:
        await note("heard", message)
        if message.text == "order":
            size = await message.ask("Which size?")
            await note("answered", size)
            colour = await message.ask("Which colour?")
            await note("answered", colour)
            await message.say(f"{size.text} in {colour.text}")

    return bot


async def main() -> None:
    recipe: Callable[[Memory], Puppet] = pickle.loads(  # noqa: S301 - a test's own
        base64.b64decode(sys.stdin.readline())
    )
    path, hangs_at = sys.argv[1:]
    async with bot_of(recipe(SqliteMemory(path)), hangs_at):
        tell("ready")
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())

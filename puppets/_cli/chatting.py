"""You are the human, the bot answers, in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

from .. import Bot, ChoiceEvent, Event, FileBox, MessageEvent
from ..mock import Mocker, MockOptions, MockPuppet, Person
from .screen import is_terminal
from .transcript import Transcript
from .typed import typed

__all__ = ["chat_with"]

PROMPT = "you: "
QUIET = 0.2
"""Seconds in which nothing more comes of a bot that has handled all it was told."""
PATIENCE = 1.0
"""Seconds in which nothing more comes of a bot that waits for its human."""
GRACE = 1.0
"""Seconds that the bot has to end what it is doing."""
HELP = "/file PATH sends a file, /choose 2 presses a button, Ctrl-D ends the chat."


def chat_with(bot: Bot, name: str) -> None:
    """Chat until the input ends, or Ctrl-C; answers alone go to stdout."""
    mocker = Mocker()
    puppet = MockPuppet(MockOptions(mocker=mocker))
    puppet.stop_grace = GRACE
    bot.switch(puppet)
    with contextlib.suppress(KeyboardInterrupt):
        if is_terminal() and sys.stdin.isatty():
            print(f"You talk with {name}, on the mock. {HELP}")
            asyncio.run(_in_person(bot, mocker.person("You")))
        else:
            asyncio.run(_by_lines(bot, mocker.person("You")))


async def _in_person(bot: Bot, you: Person) -> None:
    """What comes is shown at once, whatever is being typed."""
    transcript = Transcript(you, prompt=PROMPT)
    async with bot:
        watching = asyncio.create_task(_watch(bot, transcript))
        transcript.ask()
        async for line in typed():
            await _act(you, line)
            transcript.ask()
        watching.cancel()
    print()


async def _watch(bot: Bot, transcript: Transcript) -> None:
    with bot.puppet.listen(Event) as events:
        async for _ in events:
            await transcript.refresh()


async def _by_lines(bot: Bot, you: Person) -> None:
    """Each line is answered before the next is read, so that the output is in order."""
    transcript = Transcript(you)
    handled: asyncio.Queue[str] = asyncio.Queue()

    async def note(event: MessageEvent) -> None:
        handled.put_nowait(event.message.id)

    async def note_choice(event: ChoiceEvent) -> None:
        handled.put_nowait(event.message_id)

    async with bot:
        bot.puppet.on(ChoiceEvent, note_choice)
        bot.puppet.on(MessageEvent, note)  # called after the bot's own handlers
        async for line in typed():
            if said := await _act(you, line):
                await _until_answered(you, said, handled)
            await transcript.refresh()
        await asyncio.sleep(QUIET)
        await transcript.refresh()


async def _until_answered(you: Person, said: str, handled: asyncio.Queue[str]) -> None:
    """Until it is handled; or answered, by a handler that waits for the next line."""
    first = before = await you.sees()
    while True:
        try:
            async with asyncio.timeout(PATIENCE):
                if await handled.get() == said:
                    return
        except TimeoutError:
            now = await you.sees()
            if now == before and len(now) > len(first):
                return
            before = now


async def _act(you: Person, line: str) -> str | None:
    """Say the line, or do as it tells; return the id of the message, if there is one."""
    command, _, path = line.partition(" ")
    if command == "/file":
        try:
            return await you.sends(_file(path))
        except OSError as error:
            print(f"puppets: {error}", file=sys.stderr)
            return None
    if command == "/choose":
        return await _choose(you, path.strip())
    return await you.says(line) if line.strip() else None


async def _choose(you: Person, what: str) -> str | None:
    """Press the button with this number, or that says so, of the latest that has any."""
    offers = [seen for seen in await you.sees() if seen.choices]
    for seen in offers[-1:]:
        numbers = {str(n): label for n, label in enumerate(seen.choices, 1)}
        label = numbers.get(what, what)
        if label in seen.choices:
            await you.chooses(label, message_id=seen.id)
            return seen.id
    print(f"puppets: there is no button {what!r}", file=sys.stderr)
    return None


def _file(path: str) -> FileBox:
    return FileBox.from_path(Path(path).expanduser())

"""A talk, from its start until the person ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys

from ..._bot.directory import Directory
from ..._bot.running import heed_sigterm, show_code
from ...errors import PuppetError, Unavailable
from ...events import Event, MessageEvent, ScanEvent
from ...memory import InProcessMemory
from ...puppet import Puppet
from ...registry import provider
from ..remembering import memory_at
from ..screen import is_terminal
from ..typed import typed
from .acts import Acts
from .ear import Ear
from .screen import Screen

__all__ = ["talk", "talk_through"]

PATIENCE = 10.0
"""Seconds in which a platform tells what it has to tell first."""


def talk_through(name: str, memory: str | None, to: str | None) -> int:
    """Talk until the input ends; the exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    found = provider(name)
    puppet = found.make(memory=memory_at(found, memory))
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        return asyncio.run(talk(puppet, to))
    return 0


async def talk(puppet: Puppet, to: str | None = None) -> int:
    """
    Talk through this puppet, which is started and stopped.

    A person at a terminal has heard what is shown. A pipe has not: what comes meanwhile
    waits in the memory for the bot.
    """
    heed_sigterm()
    in_person = is_terminal() and sys.stdin.isatty()
    screen = Screen(in_person=in_person)
    directory = Directory(puppet)
    ear = Ear(directory, screen)
    puppet.stop_grace = 0.0
    puppet.on(ScanEvent, lambda event: _show_code(puppet, event))
    if not in_person:
        puppet.on(Event, lambda event: _leave_to_the_bot(puppet, event))
    with puppet.listen(Event) as events:
        listening = asyncio.create_task(ear.listen(events))
        try:
            async with puppet:
                return await _until_over(
                    puppet, Acts(directory, screen, ear), screen, ear, to
                )
        finally:
            listening.cancel()


async def _until_over(
    puppet: Puppet, acts: Acts, screen: Screen, ear: Ear, to: str | None
) -> int:
    typing = asyncio.create_task(_obey(puppet, acts, screen, ear, to))
    over = asyncio.create_task(ear.over.wait())
    try:
        await asyncio.wait({typing, over}, return_when=asyncio.FIRST_COMPLETED)
        if typing.done():
            return await typing
        raise puppet.health.last_error or Unavailable(f"{puppet.name} was logged out")
    finally:
        typing.cancel()
        over.cancel()


async def _obey(
    puppet: Puppet, acts: Acts, screen: Screen, ear: Ear, to: str | None
) -> int:
    await ear.logged_in.wait()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await ear.ready.wait()
    if screen.in_person:
        await _greet(puppet, screen)
    if to is not None:
        await acts.open(to)
    failures = 0
    screen.ask()
    async for line in typed():
        screen.answered()
        try:
            if not await acts.do(line):
                break
        except (PuppetError, OSError) as error:
            failures += 1
            screen.fail(str(error))
        screen.ask()
    if screen.in_person:
        print()
        return 0
    return 1 if failures else 0


async def _greet(puppet: Puppet, screen: Screen) -> None:
    me = await Directory(puppet).person(puppet.self_id)
    screen.tell(
        f"You are {me.name} on {puppet.name}. /help tells what you can do.", "bold"
    )
    if not isinstance(puppet._memory, InProcessMemory):  # noqa: SLF001 - only to be said
        said = (
            "What is said while you are here you have heard: no bot hears it any more."
        )
        screen.tell(said, "dim")


async def _show_code(puppet: Puppet, event: ScanEvent) -> None:
    show_code(puppet.name, event)


async def _leave_to_the_bot(puppet: Puppet, event: Event) -> None:
    """Never ends: so the event is cut off with the talk, and comes again."""
    is_own = (
        isinstance(event, MessageEvent) and event.message.talker_id == puppet.self_id
    )
    if event.journaled and not is_own:
        await asyncio.Event().wait()

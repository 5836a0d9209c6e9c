"""A bot as a program: from its start until somebody ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
import sys
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from ..enums import ScanStatus
from ..errors import (
    ConfigurationError,
    Malformed,
    PlatformError,
    PuppetError,
    StorageCorrupt,
    Unauthorized,
)
from ..events import ErrorEvent, LoginEvent, LogoutEvent, ScanEvent
from ..memory import InProcessMemory, Memory
from .directory import Directory

if TYPE_CHECKING:
    from ..bot import Bot
    from ..puppet import Puppet

__all__ = ["exit_code", "heed_sigterm", "run", "say", "show_code"]

FAILED, MISUSED = 1, 2
GRACE = 3.0
"""Seconds that handlers in work have to end, once somebody ends the bot."""
TYPED = re.compile("[0-9A-Z]{4}-?[0-9A-Z]{4}")
"""A code that links an account without a camera; what has to be scanned is longer."""
STOP_LIMIT = 4.5
"""Seconds after which it ends, whatever is still in work."""

logger = logging.getLogger("puppets")


def run(bot: Bot, *, console: bool | str = False) -> None:
    """Run until somebody ends it; raises `SystemExit` when it cannot go on by itself."""
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(_run(bot, console))
    except PuppetError as error:
        say(f"puppets: {error}{_hint(bot, error)}{_which(error)}")
        raise SystemExit(exit_code(error)) from None


async def _run(bot: Bot, console: bool | str) -> None:
    run = _Run(bot)
    if console is False:
        await run.until_ended()
        return
    from .._console.beside import console_beside  # it brings a web server

    async with console_beside(bot.puppets, console):
        await run.until_ended()


def exit_code(error: PuppetError) -> int:
    """2 where the user has to say something else, 1 where something went wrong."""
    return MISUSED if isinstance(error, ConfigurationError) else FAILED


def _hint(bot: Bot, error: PuppetError) -> str:
    """Where to look, by name; never what stands there."""
    if not isinstance(error, Unauthorized):
        return ""
    variables = chain.from_iterable(
        type(puppet).options_type.missing({})
        for puppet in bot.puppets
        if puppet.health.last_error is error
    )
    named = " and ".join(variables)
    return f" (look at {named})" if named else ""


def _which(error: PuppetError) -> str:
    """Of several puppets, the one that it was."""
    return "".join(f"; {note}" for note in getattr(error, "__notes__", ()))


def _place(memory: Memory) -> str:
    """Where it remembers, for a person."""
    if isinstance(memory, InProcessMemory):
        return "this process alone: what waits is lost when it ends"
    from ..sqlite_memory import SqliteMemory  # not before it is known to be in use

    if isinstance(memory, SqliteMemory):
        return str(memory.path)
    return type(memory).__name__


def _counted(waiting: int) -> str:
    match waiting:
        case 0:
            return ""
        case 1:
            return "; 1 event waits"
        case _:
            return f"; {waiting} events wait"


def say(text: str) -> None:
    """To the person who started it; what the bot prints itself stays apart."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - a program talks


def show_code(name: str, event: ScanEvent) -> None:
    """What a person has to scan, or how far that is."""
    if event.status is ScanStatus.WAITING and TYPED.fullmatch(event.qrcode):
        say(f"{name}: type this code on the phone: {event.qrcode}")
    elif event.status is ScanStatus.WAITING and event.qrcode:
        import segno

        say(f"{name}: scan this code to log in")
        segno.make(event.qrcode).terminal(out=sys.stderr, compact=True)
    else:
        say(f"{name}: {event.status.name.lower()}")


def heed_sigterm() -> None:
    """SIGTERM ends this task as Ctrl-C does, which asyncio.run takes care of."""
    task = asyncio.current_task()
    # Neither Windows nor any thread but the first has signals to listen to.
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


class _Run:
    """One run of a bot: signals end it, and so does a login that was lost for good."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._watched = [_Watched(puppet, self._lose) for puppet in bot.puppets]
        self._left = len(self._watched)
        self._lost = asyncio.Event()
        self._failure: PlatformError | None = None

    async def until_ended(self) -> None:
        heed_sigterm()
        try:
            await self._bot.start()
            for watched in self._watched:
                watched.say_what_is_remembered()
            await self._until_over()
        finally:
            await self._stop()
        if self._failure is not None:
            raise self._failure

    async def _stop(self) -> None:
        try:
            async with asyncio.timeout(STOP_LIMIT):
                await self._bot.stop()
        except TimeoutError:
            logger.warning("cut off what was still in work after %g s", STOP_LIMIT)

    async def _until_over(self) -> None:
        """Until a handler stops the bot, or every platform is lost for good."""
        ends = (self._lost.wait(), self._bot.until_stopped())
        tasks = {asyncio.create_task(end) for end in ends}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    def _lose(self, puppet: Puppet, error: PlatformError) -> None:
        """With the last of them the run ends; until then the others go on."""
        self._failure = error
        self._left -= 1
        if self._left:
            say(f"{puppet.name}: {error}; it goes on without {puppet.name}")
        else:
            self._lost.set()


class _Watched:
    """One puppet of a bot that runs, and what a person is told of it."""

    def __init__(
        self, puppet: Puppet, lose: Callable[[Puppet, PlatformError], None]
    ) -> None:
        self._puppet = puppet
        self._lose = lose
        puppet.stop_grace = min(puppet.stop_grace, GRACE)
        puppet.on(ScanEvent, self._show_code)
        puppet.on(LoginEvent, self._greet)
        puppet.on(LogoutEvent, self._part)
        puppet.on(ErrorEvent, self._admit)

    def say_what_is_remembered(self) -> None:
        """Right after the start: no handler has ended yet."""
        place = _place(self._puppet._memory)  # noqa: SLF001 - only to be said
        waits = _counted(self._puppet.health.journal_depth)
        say(f"{self._puppet.name}: remembers in {place}{waits}")

    async def _admit(self, event: ErrorEvent) -> None:
        """What is lost to the bot is said, though no handler of the bot says it."""
        if isinstance(event.error, StorageCorrupt | Malformed):
            say(f"{self._puppet.name}: {event.error}")

    async def _greet(self, event: LoginEvent) -> None:
        me = await Directory(self._puppet).person(event.contact_id)
        handle = f" (@{me.handle})" if me.handle else ""
        say(f"{self._puppet.name}: logged in as {me.name}{handle}. Ctrl-C ends it.")

    async def _part(self, event: LogoutEvent) -> None:
        """A stream that ended with an error will not begin again by itself."""
        error = self._puppet.health.last_error
        if isinstance(error, PlatformError) and str(error) == event.reason:
            self._lose(self._puppet, error)

    async def _show_code(self, event: ScanEvent) -> None:
        show_code(self._puppet.name, event)

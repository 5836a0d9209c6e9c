"""What a bot author writes against, once, for every platform."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from typing import Self

from ._bot.contact import Contact
from ._bot.decorators import Decorators
from ._bot.directory import Directory
from ._bot.finding import FoundContacts, FoundRooms
from ._bot.message import Message
from ._bot.speech import Utterance
from ._bot.subscriber import E, Told
from .errors import ConfigurationError
from .memory import Memory
from .puppet import Puppet

__all__ = ["Bot"]


class Bot(Decorators):
    """
    Handlers, and the puppet through which they talk.

        bot = Bot()

        @bot.on_message
        async def ding(message: Message) -> None:
            if message.text == "ding":
                await message.say("dong")

        bot.run()

    The puppet is one that is made already, or a provider's name whose options the
    environment gives; with neither, the variable PUPPET has the name. A puppet that is
    made by its name remembers in `memory`, or until the process ends.
    """

    def __init__(
        self, puppet: Puppet | str | None = None, *, memory: Memory | None = None
    ) -> None:
        self._wanted, self._memory = _fitting(puppet, memory)
        self._found: Directory | None = None
        self._subscribers: list[Callable[[], Callable[[], None]]] = []
        self._subscriptions: list[Callable[[], None]] | None = None
        """How to end what the handlers were subscribed to; None while the bot is off."""
        self._stopped = asyncio.Event()

    def __repr__(self) -> str:
        puppet = self._found.puppet if self._found else self._wanted
        return f"<Bot {puppet or 'without a puppet yet'}>"

    # The puppet.

    def use(self, puppet: Puppet | str, *, memory: Memory | None = None) -> None:
        """
        Talk through this puppet; not while the bot is started.

        The memory that the bot was made with stays only where this is the puppet that
        was named beside it, or none was.
        """
        if self._subscriptions is not None:
            raise ConfigurationError("stop the bot before it uses another puppet")
        stays = isinstance(puppet, str) and self._wanted in (None, puppet)
        kept = memory or (self._memory if stays else None)
        self._wanted, self._memory = _fitting(puppet, kept)
        self._found = None

    @property
    def wanted(self) -> Puppet | str:
        """The puppet, where it is made already; else the name by which it will be."""
        if self._found is not None:
            return self._found.puppet
        return self._wanted or _named_by_environment()

    @property
    def memory(self) -> Memory | None:
        """What the bot was given to remember in, for a puppet that is named."""
        return self._memory

    @property
    def puppet(self) -> Puppet:
        """
        The puppet, made when it is first asked for; all of the contract is within reach.

        Raises `UnknownProvider`, `MissingExtra` or `ConfigurationError` where it cannot
        be made.
        """
        return self._directory.puppet

    @property
    def _directory(self) -> Directory:
        if self._found is None:
            self._found = Directory(_made(self.wanted, self._memory))
        return self._found

    @property
    def contacts(self) -> FoundContacts:
        """The people the puppet knows."""
        return FoundContacts(self._directory)

    @property
    def rooms(self) -> FoundRooms:
        """The rooms the puppet is in."""
        return FoundRooms(self._directory)

    async def say(
        self,
        conversation_id: str,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
    ) -> Message:
        """Say something in a conversation of which only the id is known."""
        return await self._directory.say(conversation_id, what, mentions=mentions)

    # Lifecycle.

    async def start(self) -> None:
        """Start the puppet with all handlers in place; nothing for one that is started."""
        puppet = self.puppet
        if self._subscriptions is None:
            self._stopped = asyncio.Event()  # an event belongs to one loop
            self._subscriptions = [subscribe() for subscribe in self._subscribers]
        try:
            await puppet.start()
        except BaseException:
            self._unsubscribe()
            raise

    async def stop(self) -> None:
        """Stop the puppet; handlers in work have 5 s to end."""
        if self._found is not None:
            await self._found.puppet.stop()
            self._unsubscribe()
            self._stopped.set()

    async def until_stopped(self) -> None:
        """Return once the bot was stopped, by one of its handlers for example."""
        await self._stopped.wait()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def run(self) -> None:
        """
        Run until Ctrl-C, SIGTERM or `stop`.

        What keeps it from starting, and a credential that is revoked, is one line on
        stderr and exit code 1, or 2 where the configuration is wrong. A QR code that a
        person has to scan is shown in the terminal.
        """
        from ._bot.running import run

        run(self)

    # Handlers.

    def _subscribe(self, kind: type[E], told: Told[E]) -> None:
        async def call(event: E) -> None:
            await told(self._directory, event)

        def subscribe() -> Callable[[], None]:
            return self.puppet.on(kind, call)

        self._subscribers.append(subscribe)
        if self._subscriptions is not None:
            self._subscriptions.append(subscribe())

    def _unsubscribe(self) -> None:
        for off in self._subscriptions or ():
            off()
        self._subscriptions = None


def _fitting(
    puppet: Puppet | str | None, memory: Memory | None
) -> tuple[Puppet | str | None, Memory | None]:
    if isinstance(puppet, Puppet) and memory is not None:
        raise ConfigurationError(
            f"{puppet!r} is made, and has its memory: give it one where it is made, as "
            f"{type(puppet).__name__}(options, memory=...)"
        )
    return puppet, memory


def _made(wanted: Puppet | str, memory: Memory | None) -> Puppet:
    if isinstance(wanted, Puppet):
        return wanted
    from .registry import load  # looks through all installed packages

    return load(wanted, memory=memory)


def _named_by_environment() -> str:
    from .registry import providers  # for the same reason

    if name := os.environ.get("PUPPET"):
        return name
    known = ", ".join(providers()) or "none"
    raise ConfigurationError(
        "which puppet? name one by the variable PUPPET, or by "
        f"`puppets run FILE --puppet NAME`; there are: {known}"
    )

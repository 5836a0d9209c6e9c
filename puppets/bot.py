"""What a bot author writes against, once, for every platform."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Self

from ._bot.chain import Links
from ._bot.contact import Contact
from ._bot.directory import Directory
from ._bot.finding import FoundContacts, FoundRooms
from ._bot.listening import Listening
from ._bot.message import Message
from ._bot.speech import Utterance
from ._bot.troupe import Troupe
from .choices import Choice
from .errors import ConfigurationError
from .memory import Memory
from .puppet import Puppet

__all__ = ["Bot"]


class Bot(Listening):
    """
    Handlers, and the puppets through which they talk.

        bot = Bot()

        @bot.on_message
        async def ding(message: Message) -> None:
            if message.text == "ding":
                await message.say("dong")

        bot.run()

    A puppet is one that is made already, or a provider's name whose options the
    environment gives; with none, the variable PUPPET has the name. A puppet that is
    made by its name remembers in `memory`, or until the process ends.

    A bot may have several `puppets`; what a message is of, its `puppet` says.
    """

    def __init__(
        self,
        puppet: Puppet | str | None = None,
        *,
        puppets: Iterable[Puppet | str] = (),
        memory: Memory | None = None,
    ) -> None:
        super().__init__()
        wanted = () if puppet is None else (puppet,)
        self._troupe = Troupe((*wanted, *puppets), memory)
        self._found: tuple[Directory, ...] | None = None
        self._links: tuple[Bot, ...] = ()
        self._stopped = asyncio.Event()

    def __repr__(self) -> str:
        return f"<Bot {self._troupe}>"

    def __or__(self, other: Bot) -> Bot:
        """
        A bot of two: what the first says in answer to a message is not sent, but is what
        the second hears. What the last one says goes out.

            polite = translator | polisher

        It talks through the puppets of the first, or else of the second; what else
        happens is told to both. A question of `ask` goes to the person, whoever asks.
        """
        chain = Bot()
        chain._troupe = self._troupe if self._troupe.is_named else other._troupe
        chain._audience = Links(self._audience, other._audience)
        chain._links = (self, other)
        return chain

    @property
    def links(self) -> tuple[Bot, ...]:
        """The bots that it is made of by `|`; none where it is not."""
        return self._links

    # The puppets.

    def switch(self, *puppets: Puppet | str, memory: Memory | None = None) -> None:
        """
        Talk through these puppets instead; not while the bot is started.

        The memory that the bot was made with stays only where this is the puppet that
        was named beside it, or none was.
        """
        if self._subscriptions is not None:
            raise ConfigurationError("stop the bot before it switches to other puppets")
        self._troupe = Troupe(puppets, memory or self._troupe.keeps(puppets))
        self._found = None

    @property
    def wanted(self) -> tuple[Puppet | str, ...]:
        """The puppets, where they are made already; else the names of their providers."""
        return self._troupe.wanted

    @property
    def memory(self) -> Memory | None:
        """What the bot was given to remember in, for a puppet that is named."""
        return self._troupe.memory

    @property
    def puppets(self) -> tuple[Puppet, ...]:
        """
        The puppets, made when they are first asked for; of each, all of the contract is
        within reach.

        Raises `UnknownProvider`, `MissingExtra` or `ConfigurationError` where one cannot
        be made.
        """
        return self._troupe.puppets

    @property
    def puppet(self) -> Puppet:
        """The one puppet; of several, `ConfigurationError` names them."""
        return self._troupe.only

    @property
    def _directories(self) -> tuple[Directory, ...]:
        if self._found is None:
            self._found = tuple(Directory(p, self._audience) for p in self.puppets)
        return self._found

    @property
    def contacts(self) -> FoundContacts:
        """The people that the puppets know."""
        return FoundContacts(self._directories)

    @property
    def rooms(self) -> FoundRooms:
        """The rooms that the puppets are in."""
        return FoundRooms(self._directories)

    async def say(
        self,
        conversation_id: str,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
        puppet: Puppet | None = None,
    ) -> Message:
        """
        Say something in a conversation of which only the id is known; of several
        puppets, by this one. With a text may go `choices`.
        """
        directory = self._directory_of(puppet or self.puppet)
        return await directory.say(
            conversation_id,
            what,
            mentions=mentions,
            choices=choices,
            per_person=per_person,
        )

    def _directory_of(self, puppet: Puppet) -> Directory:
        for directory in self._directories:
            if directory.puppet is puppet:
                return directory
        raise ConfigurationError(f"the bot has no such puppet: {puppet!r}")

    # Lifecycle.

    async def start(self) -> None:
        """
        Start the puppets with all handlers in place; nothing for those that are started.

        No handler is told what people do before all of the puppets are started. Where
        one cannot start, the others are stopped again.
        """
        if self._subscriptions is None:
            _ = self._directories
            self._stopped = asyncio.Event()  # an event belongs to one loop
            self._all_on = asyncio.Event()
            self._subscribe_all()
        try:
            await self._troupe.start()
        except BaseException:
            self._unsubscribe()
            raise
        self._all_on.set()

    async def stop(self) -> None:
        """Stop the puppets; handlers in work have 5 s to end."""
        if self._troupe.is_made:
            await self._troupe.stop()
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

    def run(self, *, console: bool | str = False) -> None:
        """
        Run until Ctrl-C, SIGTERM or `stop`.

        What keeps it from starting, and a credential that is revoked, is one line on
        stderr and exit code 1, or 2 where the configuration is wrong. A QR code that a
        person has to scan is shown in the terminal.

        With `console` a page shows how the puppets are, at HOST:PORT or, with True, on
        this machine at port 8780; the link to it is said on stderr.
        """
        from ._bot.running import run

        run(self, console=console)

"""The platform as the suite sees it: a place with people in it, and the faults it has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from puppets import Memory, Puppet

from .human import Actor, Human, Unchecked
from .screen import Lobby, Profile, Room, Seen

if TYPE_CHECKING:
    from puppets import Bot

__all__ = ["Human", "Lobby", "Profile", "Room", "Seen", "Unchecked", "World"]


class World(Actor, ABC):
    """
    One platform, small enough to hold in a test.

    It never uses the puppet to look at the platform: what a human sees is asked of
    the platform itself, so that the suite tests the puppet and not its mirror. A fault
    that it cannot have is left out, with its reason in `reasons`.
    """

    lacks: ClassVar[Mapping[str, str]] = {}
    """
    What the platform has, and the puppet can, but not the server that stands in for it
    here: operations, and tests of the suite, each by its name and with the reason. Such
    a test is unchecked; so is one that fails once such an operation has raised.

    A test that is run for several things may be named with one of them, as
    `test_a_file_is_sent[a voice]`; those of texts with the text's own name.
    """
    precision: ClassVar[timedelta] = timedelta(seconds=1)
    """To what the platform cuts the times that it tells, where it tells no fractions."""

    @classmethod
    def absence(cls) -> str:
        """Why it cannot be on this machine, and how it could; empty where it can."""
        return ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    @asynccontextmanager
    async def running(self, bot: Bot) -> AsyncGenerator[Self]:
        """Open this world, and run the bot in it: for who tests a bot, not a puppet."""
        async with self:
            bot.switch(self.puppet())
            async with bot:
                yield self

    @property
    @abstractmethod
    def requests(self) -> int:
        """
        How many requests the platform has received from puppets, but for those that
        only ask what there is to be told.
        """

    @abstractmethod
    def puppet(self) -> Puppet:
        """
        A puppet of this world, not yet started, with a memory of its own. Each call
        makes another puppet of the one account.
        """

    def other_puppet(self) -> Puppet:
        """A puppet of another account of this world, not yet started."""
        self.cannot("other_puppet")

    @abstractmethod
    def stranger(self) -> Puppet:
        """A puppet whose credentials the platform does not accept."""

    @abstractmethod
    async def human(self, name: str) -> Human:
        """Someone new, with whom the puppet may talk."""

    async def newcomer(self, name: str) -> Human:
        """Someone new who is no friend of the puppet's yet, and may be asked."""
        self.cannot("newcomer")

    async def room(self, topic: str, *members: Human) -> Room:
        """A room with these people and the puppet in it; the first may change it."""
        self.cannot("room")

    async def foreign_room(self, topic: str, *members: Human) -> Room:
        """A room with these people in it, and without the puppet."""
        self.cannot("foreign_room")

    def recipe(self) -> Callable[[Memory], Puppet]:
        """
        How another process makes a puppet of the one account, with the memory given:
        something that `pickle` can carry there, as `partial(make, url, token)` with a
        function of a module. The suite kills that process (3.1d).
        """
        self.cannot("recipe")

    # An account that a person must link: both, or neither.

    def linkable(self) -> Puppet:
        """A puppet that a person still has to link (1.7)."""
        self.cannot("linkable")

    async def links(self, puppet: Puppet) -> None:
        """Link it, as a person does with a phone."""
        self.cannot("links")

    # Faults.

    async def stumbles(self) -> None:
        """Drop the connection, once; the platform itself stays up."""
        self.cannot("stumbles")

    async def goes_down(self) -> None:
        """Be out of reach, until `comes_up`."""
        self.cannot("goes_down")

    async def comes_up(self) -> None:
        """Be in reach again, with all that people did meanwhile."""
        self.cannot("comes_up")

    async def throttles(self, seconds: float) -> None:
        """Refuse the next call as too fast: to be tried again in `seconds`."""
        self.cannot("throttles")

    async def stutters(self) -> None:
        """Say the next event twice."""
        self.cannot("stutters")

    async def garbles(self) -> None:
        """Say next something that cannot be read."""
        self.cannot("garbles")

    async def revokes(self) -> None:
        """Accept the puppet's credential no longer, from now on."""
        self.cannot("revokes")

    async def deafens(self) -> None:
        """Keep the connection open and say nothing on it, until `hears_again`."""
        self.cannot("deafens")

    async def hears_again(self) -> None:
        """End `deafens`."""
        self.cannot("hears_again")

    async def cuts_after_accepting(self) -> None:
        """Take in the next send, and lose the answer to it."""
        self.cannot("cuts_after_accepting")

    async def delays(self, seconds: float) -> None:
        """Answer every call this much later from now on; 0 ends it."""
        self.cannot("delays")

"""A chat platform in memory, for tests of bots."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from .client import Client
from .person import Account, Person
from .platform import Platform
from .screen import Room, inside

__all__ = ["TOKEN", "Mocker"]

TOKEN = "mock"  # noqa: S105 - opens nothing but a platform in this process


class Mocker:
    """
    People, rooms, accounts that puppets play, and everything that can go wrong.

        mocker = Mocker()
        alice = mocker.person("Alice")
        async with MockPuppet(MockOptions(mocker=mocker)) as puppet:
            await alice.says("hello")

    `bot` is the account that a puppet plays by default. With `echoes` the platform
    tells an account of what it did itself, too, as most do. Every `code_seconds` the
    code is renewed by which a person links an account.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        echoes: bool = True,
        code_seconds: float = 60,
    ) -> None:
        self._platform = Platform(clock=clock, echoes=echoes, code_seconds=code_seconds)
        self._faults = self._platform.ground.faults
        self._accounts: list[Account] = []
        self.bot: Account = self.account("Bot", token=TOKEN)

    # Who and where.

    def person(self, name: str, *, friend: bool = True) -> Person:
        """Someone new; a friend of every account that there is, or of none."""
        id = self._platform.people.sign_up(name).id
        for account in self._accounts if friend else ():
            self._platform.people.befriend(id, account.id)
        return Person(self._platform, id, self.bot.id)

    def room(self, topic: str, *members: Person, bot: bool = True) -> Room:
        """
        A room with these people in it, and the bot as an admin unless told otherwise.

        The first of them is its owner; with nobody else the bot is.
        """
        people = [*members, self.bot] if bot else list(members)
        owner, *others = (each.id for each in people)
        group = self._platform.groups.open(owner, others, topic)
        group.admin_ids.update({self.bot.id} & group.members.keys())
        return inside(group)

    def account(
        self, name: str, *, token: str | None = None, must_link: bool = False
    ) -> Account:
        """
        Another account for a puppet: `MockOptions(mocker=mocker, token=account.token)`.

        One that `must_link` is not logged in before a person has scanned a code:
        `await account.links()`.
        """
        number = len(self._accounts) + 1
        opened = self._platform.open_account(
            name, token or f"{TOKEN}-{number}", must_link=must_link
        )
        bot_id = self._accounts[0].id if self._accounts else opened.contact_id
        account = Account(self._platform, opened, bot_id)
        self._accounts.append(account)
        return account

    # Puppets.

    def client(self, token: str) -> Client:
        """A puppet's door to the platform."""
        return Client(self._platform, token)

    @property
    def requests(self) -> int:
        """How many requests puppets have made, but for listening to what happens."""
        return self._platform.ground.requests

    # Faults.

    async def stumbles(self) -> None:
        """Drop every connection, once; where there is none, the next to be made."""
        accounts = self._platform.ground.accounts.values()
        self._faults.drops = not any(account.feed.is_open for account in accounts)
        for account in accounts:
            account.stumble()

    async def goes_down(self) -> None:
        """Be out of reach until `comes_up`; people talk on, as if by another road."""
        await self.stumbles()
        self._faults.drops = False
        self._faults.down = True

    async def comes_up(self) -> None:
        """Be in reach again, with all that people did meanwhile."""
        self._faults.down = False

    async def throttles(self, seconds: float) -> None:
        """Refuse the next request as too fast: to be tried again in `seconds`."""
        self._faults.throttle = seconds

    async def stutters(self) -> None:
        """Tell the next update twice."""
        self._faults.stutters = True

    async def garbles(self) -> None:
        """Tell the next update so that nobody can read it."""
        self._faults.garbles = True

    async def revokes(self) -> None:
        """Accept no token any more."""
        for account in self._accounts:
            await account.revokes()

    async def deafens(self) -> None:
        """Keep the connections open and say nothing on them, until `hears_again`."""
        self._faults.deaf = True

    async def hears_again(self) -> None:
        """End `deafens`."""
        self._faults.deaf = False
        for account in self._platform.ground.accounts.values():
            account.feed.wake()

    async def cuts_after_accepting(self) -> None:
        """Take in the next send, and lose the answer to it."""
        self._faults.cuts = True

    async def delays(self, seconds: float) -> None:
        """Answer every request this much later from now on; 0 ends it."""
        self._faults.delay = seconds

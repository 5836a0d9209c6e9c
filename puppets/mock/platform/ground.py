"""What all of the platform stands on: numbers, time, accounts, and telling them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime

from .account import Account
from .faults import Faults
from .refusals import BadToken
from .updates import Update

__all__ = ["Ground"]


class Ground:
    """The platform's clock and counter, the accounts that puppets play, and its faults."""

    def __init__(self, clock: Callable[[], datetime], *, echoes: bool) -> None:
        self.faults: Faults = Faults()
        self.requests = 0
        self.accounts: dict[str, Account] = {}
        self._clock = clock
        self._echoes = echoes
        self._numbers = itertools.count(1)
        self._watchers: set[asyncio.Event] = set()

    def id(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers)}"

    def now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def account(self, token: str) -> Account:
        """The account of this token, if the platform accepts it."""
        for account in self.accounts.values():
            if account.token == token:
                account.admit()
                return account
        raise BadToken("the platform knows no such token")

    def tell(self, update: Update, audience: Iterable[str], *, by: str) -> None:
        """Tell those of the audience whom puppets play; the actor where it echoes."""
        for id in audience:
            if id in self.accounts and (self._echoes or id != by):
                self.accounts[id].feed.tell(update)
        self.stir()

    # Watching.

    def stir(self) -> None:
        """Something has changed that somebody may wait for."""
        for watcher in self._watchers:
            watcher.set()

    async def until(self, happened: Callable[[], bool], within: float) -> None:
        """Return when this is so; `TimeoutError` after `within` seconds."""
        stirred = asyncio.Event()
        self._watchers.add(stirred)
        try:
            async with asyncio.timeout(within):
                while not happened():
                    stirred.clear()
                    await stirred.wait()
        finally:
            with suppress(KeyError):
                self._watchers.remove(stirred)

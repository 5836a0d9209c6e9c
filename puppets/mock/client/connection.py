"""The one door through which a puppet reaches the platform."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from ..platform import Platform
from ..platform.account import Account
from ..platform.updates import Parcel
from .refused import request, translated

__all__ = ["Connection", "request"]


class Connection:
    """An account's way in, by its token: calls, and the line on which it is told."""

    def __init__(self, platform: Platform, token: str) -> None:
        self._platform = platform
        self._token = token

    @request
    async def log_in(self) -> tuple[str, bool]:
        """The account's contact id, and whether a person has to link it."""
        account = await self._account()
        return account.contact_id, account.must_link

    @request
    async def log_out(self) -> None:
        """End the session, where the account has one."""
        (await self._account()).unlink()

    async def updates(
        self, cursor: str | None, *, session: str | None, patience: float
    ) -> AsyncGenerator[Parcel]:
        """What happens from the cursor on; a sign of life every `patience` seconds."""
        with translated():
            account = self._platform.ground.account(self._token)
            async with aclosing(account.listen(cursor, session, patience)) as parcels:
                async for parcel in parcels:
                    yield parcel

    async def confirm(self, cursor: str) -> None:
        """Everything up to the cursor is safe; said on the line, so it is no request."""
        with translated():
            self._platform.ground.account(self._token).feed.confirm(int(cursor))

    async def _account(self) -> Account:
        """Whose token this is, if the platform lets the call in."""
        self._platform.ground.requests += 1
        await self._platform.ground.faults.meet_call()
        return self._platform.ground.account(self._token)

    async def _me(self) -> str:
        return (await self._account()).contact_id

"""The mock puppet: ask the client, translate the answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import ClassVar

from .._presses import STATE, Settlements
from ..events import Batch
from ..limits import Limits
from ..memory import Memory
from ..options import Options
from .choosing import MockChoosing
from .client import Client
from .contacts import MockContacts
from .messages import MockMessages
from .options import MockOptions
from .platform.rules import RULES
from .platform.updates import Linked, Parcel
from .posts import MockPosts
from .rooms import MockRooms

__all__ = ["MockPuppet"]

SESSION = "session"


class MockPuppet(MockContacts, MockRooms, MockMessages, MockChoosing, MockPosts):
    """
    An account on a `Mocker`, with every operation that there is.

    It is the reference of the contract: what it does is what the contract means.
    """

    platform = "mock"
    limits: Limits = RULES
    options_type: ClassVar[type[Options]] = MockOptions

    def __init__(
        self,
        options: MockOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(memory=memory, name=name)
        self.silence_limit: float = options.silence_limit
        self._client = options.mocker.client(options.token)
        self._settlements = Settlements()

    @property
    def native(self) -> Client:
        return self._client

    # Lifecycle.

    async def _open(self) -> str | None:
        self._me, must_link = await self._client.log_in()
        return None if must_link else self._me

    async def _close(self) -> None:
        """Nothing stays open between calls but the line, which ends with `_receive`."""

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        session = await self._memory.state(SESSION)
        self._settlements.load(await self._memory.state(STATE))
        updates = self._client.updates(
            cursor,
            session=session.decode() if session else None,
            patience=self.silence_limit / 5,
        )
        async with aclosing(updates):
            async for parcel in updates:
                await self._keep_session(parcel)
                pending: dict[str, str] = {}
                weighed = self._weighed(parcel, pending)
                yield Batch(
                    events=weighed.events,
                    cursor=parcel.cursor,
                    state=self._settlements.state(pending),
                )
                self._settlements.keep(pending)
                await self._confirm(parcel)
                await self._attend(weighed)

    async def _log_out(self) -> None:
        await self._memory.set_state(SESSION, None)
        await self._client.log_out()

    async def _keep_session(self, parcel: Parcel) -> None:
        for sign in parcel.signs:
            if isinstance(sign, Linked):
                await self._memory.set_state(SESSION, sign.session.encode())

    async def _confirm(self, parcel: Parcel) -> None:
        if parcel.cursor is not None:
            await self._client.confirm(parcel.cursor)

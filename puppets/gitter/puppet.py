"""The Gitter puppet: who it is, and what it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from nio.client.async_client import AsyncClient

from ..errors import Rejected, Unavailable
from ..events import Batch
from ..findings import Check
from ..limits import Limits, TextUnit
from ..memory import Memory
from ..options import Options
from .addresses import Addresses
from .checks import Checks
from .client import GitterClient
from .discovery import discover
from .ids import contact_id
from .ledger import Ledger
from .messages import GitterMessages
from .options import GitterOptions
from .refusals import TEXT_LIMIT, SoftLogout
from .rooms import GitterRooms
from .seals import Seals
from .session import Sessions
from .stream import SYNC_AGAIN, Answer, first, poll
from .visits import Visits

__all__ = ["GitterPuppet"]

EVERYTHING = datetime.max.replace(tzinfo=UTC)
WHOLE_SECONDS = timedelta(seconds=1)
"""What the time of an answer may be too early."""


class GitterPuppet(GitterRooms, GitterMessages):
    """
    An account on Gitter, or on any other Matrix homeserver.

    On its very first start it hears what is said from then on; afterwards whatever was
    said since it was there last.
    """

    platform = "gitter"
    options_type: ClassVar[type[Options]] = GitterOptions
    dedupes = True
    limits: Limits = Limits(
        text_length=TEXT_LIMIT,
        caption_length=TEXT_LIMIT,
        text_unit=TextUnit.UTF8,
        file_size=50 * 1024 * 1024,
        download_size=100 * 1024 * 1024,
    )

    def __init__(
        self,
        options: GitterOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        self._options = options
        self.limits = replace(
            type(self).limits,
            file_size=options.upload_limit,
            download_size=options.download_limit,
        )
        super().__init__(memory=memory, name=name)
        self._client = GitterClient(options)
        self._sessions = Sessions(self._memory, self._client, options)
        self._addresses = Addresses(self._memory, self._client)
        self._visits = Visits(
            self._memory, self._client, self._addresses, direct=options.accept_direct
        )
        self._seals = Seals(self._memory, self._client, options.store)
        parts = (self._memory, self._client, self._addresses)
        self._ledger = Ledger(*parts, self._visits, self._seals)
        self._typing = set()
        self._first: Answer | None = None
        self._patience = 0.0

    @property
    def native(self) -> AsyncClient:
        """matrix-nio's own client."""
        return self._client.native

    # Lifecycle.

    async def _open(self) -> str:
        found = await discover(self._options, self._client)
        self._client.open(found.address)
        session = await self._sessions.open()
        self._client.native.user_id = session.user_id
        wishes = found.encrypts or self._options.encrypt_direct
        await self._seals.open(session)
        await self._addresses.open(
            session.user_id, encrypted=wishes and self._seals.are_there
        )
        await self._visits.open()
        await self._ledger.open()
        await self._learn_limit()
        self._typing.clear()
        self._patience = 0.0
        self._first = None
        if self._memory.cursor is None:
            # What is said after the start is heard, however late it is asked for.
            self._first = await first(self._client)
        return contact_id(session.user_id)

    async def _close(self) -> None:
        self._seals.close()
        await self._client.close()

    def _checks(self) -> Mapping[str, Check]:
        return Checks(self._options, self._client).all()

    async def _log_out(self) -> None:
        await self._sessions.end()

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        self._ledger.begin()
        if cursor is None:
            self._first = self._first or await first(self._client)
            page = await self._ledger.page(self._first, self._horizon())
            cursor = self._first.told.next_batch
            yield page.batch(cursor)
        wait = self._options.sync_timeout
        patience, self._patience = self._patience, min(wait, SYNC_AGAIN)
        try:
            async with aclosing(poll(self._client, cursor, wait, patience)) as answers:
                async for answer in answers:
                    page = await self._ledger.page(answer)
                    yield page.batch(answer.told.next_batch)
        except SoftLogout as error:
            await self._sessions.renew()
            raise Unavailable("the session had run out, and was renewed") from error
        except Rejected as error:
            yield await self._begin_anew()
            lost = (
                "the homeserver does not know any more what was heard; it goes on now"
            )
            raise Unavailable(lost) from error

    async def _begin_anew(self) -> Batch:
        """Go on with what there still is, and say that there may be a gap (3.3)."""
        answer = await first(self._client)
        gap = await self._ledger.gap(answer.at + WHOLE_SECONDS)
        page = await self._ledger.page(answer, gap.since)
        return page.batch(answer.told.next_batch, gap)

    def _horizon(self) -> datetime:
        if not self._options.look_back:
            return EVERYTHING
        return datetime.now(UTC) - timedelta(seconds=self._options.look_back)

    async def _learn_limit(self) -> None:
        """The homeserver says how large a file may be, where it likes to."""
        told = await self._client.files.limit()
        if told is not None:
            most = min(told, self._options.upload_limit)
            self.limits = replace(self.limits, file_size=most)

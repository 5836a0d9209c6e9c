"""The Slack puppet: who it is, and what it is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import ClassVar

from slack_sdk.web.async_client import AsyncWebClient

from ..events import Batch
from ..findings import Check
from ..limits import Limits, Rate, Scope
from ..memory import Memory
from ..options import Options
from .addresses import Addresses
from .buttons import ID_LIMIT, LABEL_LIMIT, MOST
from .checks import Checks
from .choosing import SlackChoosing
from .client import SlackClient
from .events_api import EventsApi
from .history import History
from .ledger import Ledger
from .marking import BLOCK_LENGTH
from .options import SlackOptions
from .page import Page
from .refusals import TEXT_LIMIT
from .rooms import SlackRooms
from .stream import SocketMode
from .waiting import Waiting

__all__ = ["SlackPuppet"]


class SlackPuppet(SlackRooms, SlackChoosing):
    """A bot in one workspace; it hears the channels that it is in, and who writes to it."""

    platform = "slack"
    options_type: ClassVar[type[Options]] = SlackOptions
    limits: Limits = Limits(
        text_length=TEXT_LIMIT,
        choices=MOST,
        choice_length=LABEL_LIMIT,
        choice_id_size=ID_LIMIT,
        choice_text_length=BLOCK_LENGTH,
        file_size=1024**3,
        download_size=1024**3,
        rates=(
            Rate(count=300, seconds=60, scope=Scope.ACCOUNT),
            # One a second to a channel, and short bursts.
            Rate(count=20, seconds=20, scope=Scope.CONVERSATION),
        ),
    )

    def __init__(
        self,
        options: SlackOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        self.limits = replace(
            type(self).limits,
            file_size=options.upload_limit,
            download_size=options.download_limit,
        )
        super().__init__(memory=memory, name=name)
        self._options = options
        self._client = SlackClient(options)
        self._addresses = Addresses(self._memory, self._client)
        self._ledger = Ledger(self._memory, self._client, self._addresses)
        self._history = History(
            self._memory, self._client, self._ledger, self._addresses
        )
        self._source: SocketMode | EventsApi
        if options.port:
            self._source = EventsApi(options, self._client)
        else:
            self._source = SocketMode(options, self._client)
            self.silence_limit: float = options.silence

    @property
    def native(self) -> AsyncWebClient:
        """slack-sdk's own client, with the bot's token."""
        return self._client.native

    # Lifecycle.

    async def _open(self) -> str:
        me = await self._client.open()
        await self._source.open()
        await self._ledger.open(me)
        return me.user_id

    async def _close(self) -> None:
        try:
            await self._source.close()
        finally:
            await self._client.close()

    def _checks(self) -> Mapping[str, Check]:
        return Checks(self._options, self._client).all()

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        waiting: list[Waiting] = []
        async with aclosing(self._pages(cursor)) as pages:
            async for page in pages:
                yield self._ledger.batch(page)
                self._ledger.settle(page)
                # Of the page before: by now Slack was told that it is safe.
                await self._attend(waiting)
                waiting = page.waiting

    async def _pages(self, cursor: str | None) -> AsyncGenerator[Page]:
        """
        What was missed, as soon as Slack is heard again, and then what it tells: so that
        in each conversation nothing overtakes what was said before.
        """
        async with aclosing(self._source.answers()) as answers:
            sign_of_life = await anext(answers)
            async with aclosing(self._history.missed(cursor)) as missed:
                async for page in missed:
                    yield page
            yield await self._ledger.page(sign_of_life)
            async for answer in answers:
                yield await self._ledger.page(answer)

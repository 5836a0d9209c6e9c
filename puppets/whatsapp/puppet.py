"""The WhatsApp puppet: who it is, and what it sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import ClassVar

from playwright.async_api import Page

from ..enums import ScanStatus
from ..errors import Unauthorized
from ..events import Batch, LoginEvent, LogoutEvent, ReadyEvent, ScanEvent
from ..limits import Limits, Rate, Scope, TextUnit
from ..memory import Memory
from ..options import Options
from .addresses import Addresses
from .client import Client
from .failures import ElementMissing
from .ledger import STANDINGS, Ledger
from .messages import WhatsAppMessages
from .options import WhatsAppOptions
from .rooms import WhatsAppRooms
from .session import SECONDS
from .states import PageState, Sighting
from .stream import Ears

__all__ = ["WhatsAppPuppet"]

LOOK = 0.2
"""Seconds between two looks at a page that shows a code."""


class WhatsAppPuppet(WhatsAppRooms, WhatsAppMessages):
    """A personal account, worked on the page as its owner would."""

    platform = "whatsapp"
    options_type: ClassVar[type[Options]] = WhatsAppOptions
    limits: Limits = Limits(
        text_length=65536,
        caption_length=1024,
        text_unit=TextUnit.UTF16,
        file_size=2 * 1024**3,
        edit_window=15 * 60.0,
    )

    def __init__(
        self,
        options: WhatsAppOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        a_minute = max(1, round(options.rate))
        rate = Rate(count=a_minute, seconds=60.0, scope=Scope.ACCOUNT)
        self.limits = replace(type(self).limits, rates=(rate,))
        super().__init__(memory=memory, name=name)
        self.silence_limit: float = 2 * options.check + SECONDS
        self._options = options
        self._client = Client(options)
        self._addresses = Addresses(self._memory, self._client)
        self._ledger = Ledger(self._addresses)
        self._linkable = False

    @property
    def native(self) -> Page:
        """Playwright's page, in which the account is worked."""
        return self._client.page

    # Lifecycle.

    async def _open(self) -> str | None:
        seen = await self._client.open()
        await self._addresses.open()
        self._ledger.lines.open(await self._memory.state(STANDINGS))
        if seen.state is PageState.CONFLICT:
            await self._client.use_here()
            seen = await self._client.model.settled()
        match seen.state:
            case PageState.READY:
                self._linkable = False
                return await self._identify()
            case PageState.UNSUPPORTED_BROWSER:
                raise Unauthorized("the page says that it does not know this browser")
            case _:
                self._linkable = True
                return None

    async def _close(self) -> None:
        await self._client.close()

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        while True:
            if self._linkable and not self.is_logged_in:
                async with aclosing(self._links()) as batches:
                    async for batch in batches:
                        yield batch
            ears = Ears(
                self._client, self._addresses, self._ledger, self._options.check
            )
            try:
                async with aclosing(ears.pages()) as pages:
                    async for page in pages:
                        yield self._ledger.batch(page)
                        self._ledger.settle(page)
            except Unauthorized as error:
                if not self._linkable:
                    raise
                id = self._addresses.me.id
                yield Batch(events=(LogoutEvent(contact_id=id, reason=str(error)),))

    async def _log_out(self) -> None:
        await self._client.log_out()
        await self._addresses.forget()

    # Linking.

    async def _links(self) -> AsyncGenerator[Batch]:
        """Show codes until one is scanned; a code that runs out is asked for anew."""
        shown = ""
        while True:
            seen = await self._client.model.settled()
            if seen.state is PageState.READY:
                break
            code = await self._code(seen)
            if code and code != shown:
                shown = code
                scan = ScanEvent(status=ScanStatus.WAITING, qrcode=code)
                yield Batch(events=(scan,))
            else:
                yield Batch()
            await asyncio.sleep(LOOK)
        await self._client.keep()
        me = await self._identify()
        yield Batch(events=(LoginEvent(contact_id=me), ReadyEvent()))

    async def _code(self, seen: Sighting) -> str:
        if self._options.phone and not seen.code:
            await self._client.ask_for_code(self._options.phone)
            return (await self._client.sighting()).code
        if await self._client.model.find("qr_reload"):
            with suppress(ElementMissing):  # it has come by itself
                await self._client.renew_code()
        return seen.code or seen.qr

    async def _identify(self) -> str:
        me = await self._addresses.identify(await self._client.profile())
        if self._ledger.lines.is_new:  # what is said from here on is told
            chats = await self._client.chats()
            self._addresses.rooms(chats)
            await self._addresses.save()
            await self._memory.set_state(STANDINGS, self._ledger.lines.begin(chats))
        return me.id

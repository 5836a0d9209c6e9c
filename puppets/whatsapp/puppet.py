"""The WhatsApp puppet: who it is, and what it sees."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import ClassVar

from playwright.async_api import Page

from ..enums import ScanStatus
from ..errors import Unauthorized
from ..events import Batch, LoginEvent, LogoutEvent, ReadyEvent, ScanEvent
from ..findings import Check
from ..limits import Limits, TextUnit
from ..memory import Memory
from ..options import Options
from .addresses import Addresses
from .checks import Checks
from .client import Client
from .failures import ElementMissing
from .ledger import STANDINGS, Ledger
from .manners import Manners, pace
from .messages import WhatsAppMessages
from .options import WhatsAppOptions
from .page import Page as Told
from .rooms import WhatsAppRooms
from .rounds import Rounds
from .session import SECONDS
from .states import PageState, Sighting, sighting
from .stream import PULSE, Ears

__all__ = ["WhatsAppPuppet"]

LINKED = "linked"
"""Kept once the account was linked by a code that this puppet has shown."""


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
        self.limits = replace(type(self).limits, rates=(pace(options.rate),))
        super().__init__(memory=memory, name=name)
        self.silence_limit: float = 2 * PULSE + SECONDS
        self._options = options
        self._client = Client(options)
        self._addresses = Addresses(self._memory, self._client)
        self._ledger = Ledger(self._addresses)
        use_here = options.use_here
        self._ears = Ears(self._client, options.check, use_here=use_here)
        self._rounds = Rounds(self._client, self._addresses, self._ledger)
        self._manners = Manners(options, self._addresses, self._ledger.lines)
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
            await self._ears.take_back()
            seen = await self._client.model.settled()
        match seen.state:
            case PageState.READY:
                # Who was linked by a code here is shown another when logged out (1.7).
                self._linkable = await self._memory.state(LINKED) is not None
                return None if self._linkable else await self._identify()
            case PageState.UNSUPPORTED_BROWSER:
                raise Unauthorized("the page says that it does not know this browser")
            case _:
                self._linkable = True
                return None

    async def _close(self) -> None:
        await self._client.close()

    def _checks(self) -> Mapping[str, Check]:
        return Checks(self._options).all()

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        while True:
            if self._linkable and not self.is_logged_in:
                async with aclosing(self._links()) as batches:
                    async for batch in batches:
                        yield batch
            try:
                async with aclosing(self._pages()) as pages:
                    async for page in pages:
                        yield self._ledger.batch(page)
                        self._ledger.settle(page)
            except Unauthorized as error:
                if not self._linkable:
                    raise
                id = self._addresses.me.id
                yield Batch(events=(LogoutEvent(contact_id=id, reason=str(error)),))

    async def _pages(self) -> AsyncGenerator[Told]:
        """What is new, glance by glance; after each one that is empty: all is well."""
        async with aclosing(self._ears.glances()) as glances:
            async for seen in glances:
                async with aclosing(self._rounds.pages(seen)) as pages:
                    async for page in pages:
                        yield page
                yield Told()

    async def _log_out(self) -> None:
        await self._client.log_out()
        await self._memory.set_state(LINKED, None)
        await self._addresses.forget()

    # Linking.

    async def _links(self) -> AsyncGenerator[Batch]:
        """Show codes until one is scanned; a code that runs out is asked for anew."""
        shown = ""
        await self._ears.ready()
        while (seen := await self._seen()).state is not PageState.READY:
            code = await self._code(seen)
            if code and code != shown:
                shown = code
                scan = ScanEvent(status=ScanStatus.WAITING, qrcode=code)
                yield Batch(events=(scan,))
            else:
                yield Batch()
            await self._client.stirs(PULSE)
        await self._client.keep()
        me = await self._identify()
        await self._memory.set_state(LINKED, me.encode())
        yield Batch(events=(LoginEvent(contact_id=me), ReadyEvent()))

    async def _seen(self) -> Sighting:
        """Which page it is, when it is done with loading."""
        glance = await self._client.glance()
        seen = sighting(glance.screen)
        return seen if seen.state.settled else await self._client.model.settled()

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
            glance = await self._client.glance()
            lines = await self._rounds.lines(glance.screen)
            begun = self._ledger.lines.begin(lines, glance.screen.at)
            self._addresses.rooms(lines)
            await self._addresses.save()
            await self._memory.set_state(STANDINGS, begun)
        return me.id

"""A browser with one page in it, and whose turn it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Error, Page

from ..errors import PlatformError, Unauthorized, Unavailable
from .browser import Browser
from .failures import ElementMissing
from .hands.desk import Desk
from .hands.places import Whom
from .hands.watch import Glance
from .model import PageModel
from .options import WhatsAppOptions
from .states import PageState, Sighting, cut_off

__all__ = ["Session"]

LOADED = 30.0
"""Seconds in which the address answers with a page."""
REFUSED = 400
"""From here on an HTTP status says no."""
STARTED = 180.0
"""Seconds that the page may say that it loads."""
UNLINKED = frozenset({PageState.QR, PageState.PHONE_CODE, PageState.LOGGED_OUT})
"""What is shown where no account is."""
SECONDS = 120.0
"""Seconds after which an act is given up, whatever it waits for."""


class Session:
    """One browser, and one page that all acts share, one after the other."""

    def __init__(self, options: WhatsAppOptions) -> None:
        self._options = options
        self._browser = Browser(options)
        self._lock = asyncio.Lock()
        self._desk: Desk | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._littered = False

    # From opening to closing.

    async def open(self) -> Sighting:
        """
        Start the browser and load the page, until something can be done there.

        Raises `BrowserMissing`, `ProfileInUse`, `Unavailable`, `UnknownPage`; then
        nothing is left open.
        """
        try:
            page = await self._browser.open()
            self._folder = TemporaryDirectory(prefix="whatsapp-")
            self._desk = Desk(PageModel(page), Path(self._folder.name))
            return await self._load()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End the browser, and forget what was downloaded; nothing the second time."""
        self._desk, folder, self._folder = None, self._folder, None
        await self._browser.close()
        if folder is not None:
            folder.cleanup()

    async def reload(self) -> Sighting:
        """Load the page once more."""
        async with self._lock:
            return await self._load()

    async def keep(self) -> None:
        """Write what the page keeps, where no profile does."""
        await self._browser.keep()

    def forget(self) -> None:
        """What was kept beside the profile is worth nothing any more."""
        self._browser.forget()

    async def _load(self) -> Sighting:
        self._littered = False
        try:
            answer = await self.page.goto(
                self._options.url,
                timeout=LOADED * 1000,
                wait_until="domcontentloaded",
            )
        except Error as error:
            line = error.message.strip().partition("\n")[0].partition("?")[0]
            raise Unavailable(f"the page does not load: {line}") from error
        if answer is not None and answer.status >= REFUSED:
            raise Unavailable(f"the page does not load: HTTP {answer.status}")
        return await self.model.settled(self._options.patience, STARTED)

    @property
    def page(self) -> Page:
        """Playwright's page. Raises `Unavailable` while none is open."""
        return self.model.page

    @property
    def model(self) -> PageModel:
        return self._at_hand().hand.model

    def _at_hand(self) -> Desk:
        if self._desk is None:
            raise Unavailable("no page is open")
        return self._desk

    # What it shows.

    async def glance(self) -> Glance:
        """What the page shows now; `stirs` tells when it does not any more."""
        async with self._lock:
            return await self._at_hand().watch.look()

    async def check(self) -> None:
        """Raise `ElementMissing` where the page lacks what it must have."""
        async with self._lock:
            await self.model.check()

    async def stirs(self, patience: float) -> None:
        """Wait until the page is otherwise than at the last glance, or that long."""
        stirred = self._at_hand().watch.stirred
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await stirred.wait()

    # The page is one.

    @asynccontextmanager
    async def alone(self) -> AsyncGenerator[None]:
        """Keep everybody else off the page; what is done meanwhile leaves it tidy."""
        async with self._lock:
            yield

    @asynccontextmanager
    async def _act(self, whom: Whom | None = None) -> AsyncGenerator[Desk]:
        async with self._lock:
            desk = self._at_hand()
            try:
                async with asyncio.timeout(SECONDS):
                    if self._littered:
                        await desk.tidy()
                    self._littered = True
                    yield desk
                    self._littered = False
            except (ElementMissing, Unavailable) as error:
                await self._must_be_ready(error)
                raise
            except TimeoutError as error:
                what = f" with {whom}" if whom else ""
                raise Unavailable(
                    f"the page was not done{what} in {SECONDS:g} s"
                ) from error

    async def _must_be_ready(self, error: PlatformError) -> None:
        """Another page than expected is told as that, not as something missing on it."""
        try:
            seen = await self.model.state()
            if seen.state is PageState.LOADING:
                patience = self._options.patience
                seen = await self.model.settled(patience, patience)
        except PlatformError:
            return  # who has no page has no state
        told = f"the page shows no chats: it is {seen.state.value}"
        if seen.state in UNLINKED:
            raise Unauthorized(told) from error
        if seen.state is not PageState.READY:
            raise Unavailable(told) from error
        if seen.offline:
            raise cut_off() from error

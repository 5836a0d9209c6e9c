"""A real Chromium, with the profile in which the account is linked."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import (
    BrowserContext,
    Error,
    Page,
    Playwright,
    ViewportSize,
)

from ..errors import StorageError, Unavailable
from . import executable
from .driver import driver, running
from .options import WhatsAppOptions
from .profile import Profile

__all__ = ["Browser"]

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
VIEWPORT = ViewportSize(width=1280, height=1200)
"""High, because the page draws no more rows of a list than it shows."""
PATIENCE = 5.0
"""Seconds in which a browser ends by itself; then it is ended."""


class Browser:
    """
    The browser of one puppet, and its page.

    It works in a profile of its own, or in a context of a browser that runs already
    (`options.endpoint`); of the latter what a page keeps is written beside the profile.
    """

    def __init__(self, options: WhatsAppOptions) -> None:
        self._options = options
        self._profile = Profile(options.profile)
        self._held = AsyncExitStack()
        self._context: BrowserContext | None = None

    async def open(self) -> Page:
        """
        Have the profile, start the browser and return its page, which is empty yet.

        Raises `ProfileInUse`, `BrowserMissing`, `Unavailable`; then nothing is held.
        """
        try:
            await self._profile.take()
            self._held.callback(self._profile.release)
            context = await self._opened()
        except BaseException:
            await self.close()
            raise
        self._context = context
        try:
            return context.pages[0] if context.pages else await context.new_page()
        except BaseException as error:
            await self.close()
            if isinstance(error, Error):
                raise Unavailable(f"the browser has no page: {_line(error)}") from error
            raise

    async def keep(self) -> None:
        """Write what the page keeps, where no profile does; do so after a login."""
        if self._context is None or not self._options.endpoint:
            return
        beside = self._profile.session.with_suffix(".new")
        try:
            await self._context.storage_state(path=beside, indexed_db=True)
            beside.chmod(0o600)
            beside.replace(self._profile.session)
        except Error as error:
            raise Unavailable(f"the session cannot be kept: {_line(error)}") from error
        except OSError as error:
            raise StorageError(f"{beside} cannot be written: {error}") from error

    def forget(self) -> None:
        """What was kept beside the profile is no session any more."""
        self._profile.session.unlink(missing_ok=True)

    async def close(self) -> None:
        """End the browser and let go of the profile; nothing the second time."""
        context, self._context = self._context, None
        held, self._held = self._held, AsyncExitStack()
        async with held:
            if context is not None:
                await _end(context)

    async def _opened(self) -> BrowserContext:
        try:
            if self._options.endpoint:
                return await self._joined()
            return await self._launched()
        except Error as error:
            raise Unavailable(f"the browser does not start: {_line(error)}") from error

    async def _joined(self) -> BrowserContext:
        """A context of its own in a browser that runs already."""
        wanted = self._options
        browser = await self._held.enter_async_context(running(wanted.endpoint))
        version = browser.version.partition(".")[0]
        kept = self._profile.session
        context = await browser.new_context(
            locale=wanted.locale,
            timezone_id=wanted.timezone,
            user_agent=wanted.user_agent or executable.plain_agent(version),
            viewport=VIEWPORT,
            storage_state=kept if kept.exists() else None,
        )
        context.set_default_timeout(PATIENCE * 1000)
        return context

    async def _launched(self) -> BrowserContext:
        """A browser of its own, which keeps its session in the profile."""
        wanted = self._options
        playwright = await self._held.enter_async_context(driver())
        browser = executable.find(wanted.browser, playwright.chromium.executable_path)
        return await self._persistent(playwright, browser, await self._agent(browser))

    async def _persistent(
        self, playwright: Playwright, browser: Path, agent: str | None
    ) -> BrowserContext:
        wanted = self._options
        context = await playwright.chromium.launch_persistent_context(
            self._profile.folder,
            executable_path=browser,
            headless=wanted.headless,
            args=ARGUMENTS,
            # Chromium refuses to be sandboxed when it is root's.
            chromium_sandbox=wanted.sandbox and not _is_root(),
            locale=wanted.locale,
            timezone_id=wanted.timezone,
            user_agent=agent,
            viewport=VIEWPORT,
            # Who ends the puppet ends the browser: not the terminal's signals.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        context.set_default_timeout(PATIENCE * 1000)
        return context

    async def _agent(self, browser: Path) -> str | None:
        wanted = self._options
        if wanted.user_agent or not wanted.headless:
            return wanted.user_agent or None
        version = await executable.version_of(browser)
        return executable.plain_agent(version) if version else None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


async def _end(context: BrowserContext) -> None:
    """A browser that does not end by itself ends with its driver, a moment later."""
    try:
        async with asyncio.timeout(PATIENCE):
            await context.close()
    except (Error, TimeoutError):
        return  # it is gone, or the driver ends it


def _line(error: Error) -> str:
    """What it says, without the log that follows."""
    return error.message.strip().partition("\n")[0]

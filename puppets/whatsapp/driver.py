"""Playwright's driver, a process of its own, and browsers that run already."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playwright.async_api import Browser, Error, Playwright, async_playwright

from ..errors import Unavailable

__all__ = ["driver", "running"]


@asynccontextmanager
async def driver() -> AsyncIterator[Playwright]:
    """A driver of one's own; it ends, and with it whatever it started, with the block."""
    starting = asyncio.ensure_future(async_playwright().start())
    try:
        playwright = await asyncio.shield(starting)
    except asyncio.CancelledError:
        # Half started it can be ended by nobody, and would be left behind.
        await (await starting).stop()
        raise
    try:
        yield playwright
    finally:
        await playwright.stop()


@dataclass(slots=True)
class _Shared:
    """A connection that all who work in one browser have in common."""

    browser: Browser
    stack: AsyncExitStack
    users: int = 0


@dataclass(slots=True)
class _Town:
    """The running browsers that one event loop knows."""

    known: dict[str, _Shared] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


_towns: WeakKeyDictionary[asyncio.AbstractEventLoop, _Town] = WeakKeyDictionary()


@asynccontextmanager
async def running(endpoint: str) -> AsyncIterator[Browser]:
    """
    The browser that runs at that address; all who ask at once share the way to it.

    Raises `Unavailable` where there is none.
    """
    town = _towns.setdefault(asyncio.get_running_loop(), _Town())
    async with town.lock:
        shared = town.known.get(endpoint)
        if shared is None or not shared.browser.is_connected():
            shared = town.known[endpoint] = await _connected(endpoint)
        shared.users += 1
    try:
        yield shared.browser
    finally:
        shared.users -= 1
        if not shared.users:
            if town.known.get(endpoint) is shared:
                del town.known[endpoint]
            await shared.stack.aclose()


async def _connected(endpoint: str) -> _Shared:
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(driver())
        try:
            browser = await playwright.chromium.connect_over_cdp(endpoint)
        except Error as error:
            raise Unavailable(f"no browser runs at {endpoint}") from error
        return _Shared(browser, stack.pop_all())

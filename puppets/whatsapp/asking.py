"""How a page is asked: by one function in it, which is made anew with every page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from playwright.async_api import ElementHandle, Error, JSHandle, Page

from ..errors import Unavailable

__all__ = ["Asking"]

ANSWER = 5.0
"""Seconds in which a page answers, unless it is frozen."""
ASK = "([reader, ask, scope]) => reader([ask, scope])"
TELL = "([reader, ask, scope]) => JSON.stringify(reader([ask, scope]))"
UNTIL = """([reader, ask, ms]) => new Promise((done) => {
  const look = () => {
    const told = reader([ask, null]);
    if (told) end(told);
    return Boolean(told);
  };
  const end = (told) => {
    observer.disconnect();
    clearTimeout(limit);
    clearInterval(pulse);
    done(told && JSON.stringify(told));
  };
  const observer = new MutationObserver(look);
  const limit = setTimeout(() => look() || end(null), ms);
  const pulse = setInterval(look, 100);
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  if (!look()) observer.observe(document, all);
})"""
"""As soon as the page changes; and now and then, for what changes no element."""
LEFT = (
    "Execution context was destroyed",
    "JSHandle is disposed",
    "JSHandles can be evaluated only in the context",
    "Cannot find context",
)
"""What Playwright says of a page that was left for the next one."""

T = TypeVar("T")
Ask = Mapping[str, object]


class Asking:
    """The reader, in one page after the other."""

    def __init__(self, page: Page, maker: str) -> None:
        self.page = page
        self._maker = maker
        self._reader: JSHandle | None = None

    @property
    def place(self) -> str:
        """The page's address, without what may be a secret in it."""
        return self.page.url.partition("?")[0].partition("#")[0]

    async def reader(self) -> JSHandle:
        """The reader in the page as it is now: a function of `[ask, scope]`."""
        if self._reader is None:
            self._reader = await self.page.evaluate_handle(self._maker)
        return self._reader

    async def told(self, ask: Ask) -> str:
        """What the page answers, as JSON. Raises `Unavailable`."""

        async def once() -> str:
            asked = [await self.reader(), ask, None]
            return str(await self.page.evaluate(TELL, asked))

        return await self._twice(once)

    async def held(self, ask: Ask, scope: ElementHandle | None) -> list[JSHandle]:
        """What the page answers, item by item, as it is held there."""

        async def once() -> list[JSHandle]:
            asked = [await self.reader(), ask, scope]
            held = await self.page.evaluate_handle(ASK, asked)
            named = await held.get_properties()
            await held.dispose()
            numbers = sorted((key for key in named if key.isdigit()), key=int)
            return [named[number] for number in numbers]

        return await self._twice(once)

    async def until(self, ask: Ask, patience: float) -> str | None:
        """What the page answers, as soon as it does within so many seconds; else None."""
        now = asyncio.get_running_loop().time
        end = now() + patience
        while True:
            left = max(0.0, end - now())
            try:
                async with asyncio.timeout(left + ANSWER):
                    asked = [await self.reader(), ask, left * 1000]
                    told = await self.page.evaluate(UNTIL, asked)
            except Error as error:
                self._reader = None
                if now() >= end or not _was_left(error):
                    raise self._gone(error) from error
            except TimeoutError as error:
                raise self._silent(left + ANSWER) from error
            else:
                return None if told is None else str(told)

    async def _twice(self, once: Callable[[], Awaitable[T]]) -> T:
        """A page that was left in between is asked again: its reader went with it."""
        try:
            return await self._in_time(once)
        except Error as error:
            self._reader = None
            if not _was_left(error):
                raise self._gone(error) from error
        try:
            return await self._in_time(once)
        except Error as error:
            self._reader = None
            raise self._gone(error) from error

    async def _in_time(self, once: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(ANSWER):
                return await once()
        except TimeoutError as error:
            raise self._silent(ANSWER) from error

    def _silent(self, seconds: float) -> Unavailable:
        return Unavailable(
            f"the page at {self.place} does not answer for {seconds:g} s"
        )

    def _gone(self, error: Error) -> Unavailable:
        line = error.message.strip().partition("\n")[0]
        return Unavailable(f"the page cannot be asked: {line}")


def _was_left(error: Error) -> bool:
    return any(each in error.message for each in LEFT)

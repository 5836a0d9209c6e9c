"""The ears: what happens on the page is looked at as soon as the page changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from functools import partial

import msgspec
from playwright.async_api import Error, Page

from ..errors import NotFound, PlatformError, Unauthorized, Unavailable
from . import ids, wire
from .addresses import Addresses
from .client import Client
from .failures import Ambiguous, ElementMissing
from .hands import Whom
from .ledger import Ledger
from .page import Page as Told
from .states import PageState

__all__ = ["Ears"]

BINDING = "puppetsHear"
WATCH = """(name) => {
  if (window[`${name}Watched`]) return;
  window[`${name}Watched`] = true;
  let due = false;
  const tell = () => { due = false; window[name](); };
  const stir = () => { if (!due) { due = true; setTimeout(tell, 30); } };
  new MutationObserver(stir).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["title", "aria-label", "data-icon", "data-id", "src"],
  });
}"""
"""Tells of changes, but not of each; once in a page, however often it is asked to."""
FIRST = 40
"""Rows of a conversation that was never opened, and of which nothing else is known."""


class Ears:
    """Looks at the page whenever it stirs, and now and then besides."""

    def __init__(
        self, client: Client, addresses: Addresses, ledger: Ledger, check: float
    ) -> None:
        self._client = client
        self._addresses = addresses
        self._ledger = ledger
        self._check = check
        self._stirred = asyncio.Event()
        self._bound: Page | None = None

    async def pages(self) -> AsyncGenerator[Told]:
        """
        What is new, for ever; an empty page says that the page is there and well.

        Raises `Unavailable` while it is cut off, `Unauthorized` when it is logged out.
        """
        await self._ready()
        whole = True
        while True:
            self._stirred.clear()
            await self._listen()
            await self._judge()
            lines = await self._client.chats() if whole else await self._lines()
            async for page in self._news(lines):
                yield page
            whole = False
            yield Told()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._check):
                    await self._stirred.wait()

    # The page itself.

    async def _ready(self) -> None:
        """Have a page again, after it was lost."""
        try:
            seen = await self._client.sighting()
            if seen.state is PageState.UNKNOWN:
                await self._client.reload()
        except Unavailable:
            await self._client.close()
            await self._client.open()

    async def _listen(self) -> None:
        page = self._client.page
        try:
            if self._bound is not page:
                await page.expose_binding(BINDING, lambda _: self._stirred.set())
                self._bound = page
            async with asyncio.timeout(5):
                await page.evaluate(WATCH, BINDING)
        except TimeoutError as error:
            raise Unavailable("the page does not answer for 5 s") from error
        except Error as error:
            line = error.message.strip().partition("\n")[0]
            raise Unavailable(f"the page cannot be watched: {line}") from error

    async def _judge(self) -> None:
        """Go on where the page is ready alone."""
        seen = await self._client.sighting()
        match seen.state:
            case PageState.READY if seen.offline:
                raise Unavailable("the page says that it is not connected")
            case PageState.READY:
                return
            case PageState.CONFLICT:
                await self._client.use_here()
                raise Unavailable("another window had the account; it is taken back")
            case PageState.QR | PageState.PHONE_CODE | PageState.LOGGED_OUT:
                raise Unauthorized("the account was logged out on the phone")
            case PageState.UNSUPPORTED_BROWSER:
                raise Unauthorized("the page says that it does not know this browser")
            case _:
                settled = await self._client.model.settled()
                if settled.state is not PageState.READY:
                    raise Unavailable(f"the page is {settled.state.value}")

    async def _lines(self) -> tuple[wire.ChatRow, ...]:
        """The top of the list: whatever is new comes to stand there."""
        async with self._client.alone():
            screen = await self._client.model.read()
        if screen.list is None or screen.list.searching:
            return await self._client.chats()
        return screen.list.rows

    # What is new on it.

    async def _news(self, lines: tuple[wire.ChatRow, ...]) -> AsyncGenerator[Told]:
        twins = Counter(ids.even(line.name) for line in lines)
        for line in self._ledger.lines.news(lines):
            yield await self._visited(line, twins[ids.even(line.name)])
        if open_one := await self._opened():
            yield open_one

    async def _opened(self) -> Told | None:
        """What is new in the conversation that is open, whatever the list says."""
        async with self._client.alone():
            screen = await self._client.model.read()
        shown = screen.open
        if shown is None or not shown.name or not self._ledger.stirs(shown):
            return None
        named = [
            line
            for line in (screen.list.rows if screen.list else ())
            if ids.even(line.name) == ids.even(shown.name)
        ]
        selected = [each for each in named if each.selected] or named
        if len(selected) == 1:
            return await self._visited(selected[0], len(named))
        try:
            return self._ledger.page(screen)
        except Ambiguous:
            return None

    async def _visited(self, line: wire.ChatRow, twins: int) -> Told:
        try:
            whom, screen = await self._visit(line)
            after = screen.list.rows if screen.list else ()
            read = [row.unread for row in after if row.name == line.name]
            # Of the rest of the line what it was: what came since is news once more.
            told = msgspec.structs.replace(line, unread=read[0] if read else 0)
            asked = self._ledger.reacted(self._ledger.reading(screen, told, twins))
            whose = {id: await self._client.whose(whom, id) for id in asked}
            return self._ledger.page(screen, told, twins, whose)
        except (Unavailable, Unauthorized):
            raise
        except PlatformError as error:
            if isinstance(error, ElementMissing):
                await self._judge()
            return self._ledger.failed(line, error, twins)

    async def _visit(self, line: wire.ChatRow) -> tuple[Whom, wire.Screen]:
        """Open it, and read back to what is known already."""
        error: NotFound | None = None
        first = self._ledger.lines.first(line.name) is not None
        for whom in self._whoms(line):
            known = whom.messages
            enough = partial(_reach, known=known, first=first)
            try:
                visit = await self._client.visit(whom, enough=enough, known=known)
            except NotFound as missing:
                error = missing
            else:
                return whom, visit.screen
        raise error or NotFound(f"the page has no chat {line.name!r}")

    def _whoms(self, line: wire.ChatRow) -> list[Whom]:
        """Who that line can be: where its picture does not tell, a person or a room."""
        kinds = (False, True) if line.room is None else (line.room,)
        known = [
            who
            for room in kinds
            for who in self._addresses.known(room=room)
            if ids.even(who.name) == ids.even(line.name)
        ]
        if len(known) == 1:
            return [self._addresses.whom_of(known[0])]
        return [Whom(name=line.name, room=room, picture=line.picture) for room in kinds]


def _reach(rows: Sequence[wire.Row], *, known: frozenset[str], first: bool) -> bool:
    """
    Whether a row that is known is among them; of a conversation that never was opened,
    and was there at the very beginning, whether there are enough.
    """
    if not known:
        return first and len(rows) >= FIRST
    return any(ids.message_id(row.raw) in known for row in rows)

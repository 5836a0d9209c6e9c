"""From glances to what is new: whatever is not told yet is looked into."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

import msgspec

from ..errors import NotFound, PlatformError, Unauthorized, Unavailable
from . import ids, wire
from .addresses import Addresses
from .client import Client
from .failures import Ambiguous
from .hands import Glance, Visit, Whom
from .hints import Hints
from .ledger import Ledger
from .notices import begins
from .page import Page
from .times import Clock

__all__ = ["Rounds"]


class Rounds:
    """Goes through the conversations in which something happened, one by one."""

    def __init__(self, client: Client, addresses: Addresses, ledger: Ledger) -> None:
        self._client = client
        self._addresses = addresses
        self._ledger = ledger
        self._hints = Hints(addresses)
        self._clock: Clock | None = None

    async def pages(self, glance: Glance) -> AsyncGenerator[Page]:
        """What is new since the last round, conversation by conversation."""
        screen = glance.screen
        self._clock = Clock.of(screen)
        lines = await self.lines(screen)
        told: set[str] = set()
        for line in self._ledger.lines.news(lines):
            # What a glance shows of the open one is older than any visit.
            is_told = ids.even(line.name) in told
            told.add(ids.even(line.name))
            if not is_told or self._alike(line, lines) == 1:
                async for page in self._told(line, lines, screen):
                    yield page
        shown = screen.open
        if shown and shown.name and ids.even(shown.name) not in told:
            told.add(ids.even(shown.name))
            async for page in self._opened(screen, lines):
                yield page
        for line in self._hints.lines(glance, lines, told):
            told.add(ids.even(line.name))
            async for page in self._told(line, lines, None):
                if page.events:
                    yield page
        self._hints.done(glance, told)

    async def lines(self, screen: wire.Screen) -> tuple[wire.ChatRow, ...]:
        """The list; its top alone, where nothing new can stand further down."""
        listed = screen.list
        if listed is None or listed.searching:
            return await self._client.chats()
        if 0 <= listed.total <= len(listed.rows):
            return listed.rows
        lowest = next(self._ledger.lines.news(listed.rows), None)  # of those that are
        if self._ledger.lines.is_new or lowest == listed.rows[-1]:
            return await self._client.chats()
        return listed.rows

    # One conversation.

    async def _told(
        self,
        line: wire.ChatRow,
        lines: Sequence[wire.ChatRow],
        screen: wire.Screen | None,
    ) -> AsyncGenerator[Page]:
        """By what the screen shows already, or else by a visit; all of one name, if so."""
        shown = screen.open if screen else None
        is_open = (
            shown is not None
            and ids.even(shown.name) == ids.even(line.name)
            and (line.selected or not any(each.selected for each in lines))
        )
        if (alike := self._alike(line, lines)) > 1:
            async for page in self._each(line, alike):
                yield page
        elif screen and is_open and await self._is_plain(screen, line):
            yield self._ledger.page(screen, line)
        else:
            yield await self._visited(line, 1)

    async def _is_plain(self, screen: wire.Screen, line: wire.ChatRow) -> bool:
        await self._look_up(screen)
        return self._ledger.is_plain(screen, line)

    async def _look_up(self, screen: wire.Screen) -> None:
        await self._addresses.look_up(self._ledger.strangers(screen))

    async def _opened(
        self, screen: wire.Screen, lines: Sequence[wire.ChatRow]
    ) -> AsyncGenerator[Page]:
        """What is new in the conversation that is open, whatever the list says."""
        shown = screen.open
        if shown is None or not self._ledger.stirs(shown):
            return
        named = [line for line in lines if ids.even(line.name) == ids.even(shown.name)]
        selected = [each for each in named if each.selected] or named
        if len(selected) == 1:
            async for page in self._told(selected[0], lines, screen):
                yield page
            return
        with suppress(Ambiguous):
            yield self._ledger.page(screen)

    async def _each(self, line: wire.ChatRow, twins: int) -> AsyncGenerator[Page]:
        """All conversations of one name: those that were met, and whichever are left."""
        met = [whom for whom in self._whoms(line) if whom.messages]
        seen = frozenset[str]().union(*(whom.messages for whom in met))
        for at in range(max(twins, len(met))):
            one_more = Whom(
                name=line.name, room=bool(line.room), several=True, others=seen
            )
            whom = met[at] if at < len(met) else one_more
            try:
                _, visit = await self._visit(line, [whom])
            except NotFound:
                continue
            except Ambiguous as error:
                yield self._ledger.failed(line, error, twins)
                continue
            shown = visit.screen.open
            seen |= {ids.message_id(row.raw) for row in shown.rows} if shown else set()
            yield await self._visited(line, twins, (whom, visit))

    async def _visited(
        self, line: wire.ChatRow, twins: int, made: tuple[Whom, Visit] | None = None
    ) -> Page:
        try:
            whom, visit = made or await self._visit(line)
            screen = visit.screen
            await self._look_up(screen)
            after = screen.list.rows if screen.list else ()
            named = [row for row in after if row.name == line.name]
            its = [row for row in named if row.selected] or named
            if made and its:
                line = msgspec.structs.replace(its[0], unread=line.unread)
            # Of the rest of the line what it was: what came since is news once more.
            told = msgspec.structs.replace(line, unread=its[0].unread if its else 0)
            reading = self._ledger.reading(screen, told, twins)
            whose = {
                id: await self._client.whose(whom, id)
                for id in self._ledger.reacted(reading)
            }
            news = None
            if self._ledger.announces(reading, line, line.unread):
                news = await self._client.description(whom)
            return self._ledger.page(
                screen,
                told,
                twins,
                whose,
                news,
                unread=line.unread,
                whole=visit.complete,
            )
        except (Unavailable, Unauthorized):
            raise
        except PlatformError as error:
            return self._ledger.failed(line, error, twins)

    async def _visit(
        self, line: wire.ChatRow, whoms: Sequence[Whom] = ()
    ) -> tuple[Whom, Visit]:
        """Open it, and read back to what is known already."""
        error: NotFound | None = None
        before = self._ledger.lines.first(line.name)
        unread = line.unread + (before.unread if before else 0)
        for whom in whoms or self._whoms(line):
            enough = partial(
                _reach,
                known=whom.messages,
                unread=unread,
                since=self._ledger.lines.since,
                clock=self._clock,
            )
            try:
                return whom, await self._client.visit(
                    whom, enough=enough, known=whom.messages
                )
            except NotFound as missing:
                error = missing
        raise error or NotFound(f"the page has no chat {line.name!r}")

    def _alike(self, line: wire.ChatRow, lines: Sequence[wire.ChatRow]) -> int:
        """How many there are of this name and kind, on the list or known."""
        kinds = {line.room, None} if line.room is not None else {True, False, None}
        named = [each for each in lines if ids.even(each.name) == ids.even(line.name)]
        return max(
            sum(each.room in kinds for each in named),
            len(self._addresses.of_line(line)),
            1,
        )

    def _whoms(self, line: wire.ChatRow) -> list[Whom]:
        """Who that line can be: where its picture does not tell, a person or a room."""
        kinds = (False, True) if line.room is None else (line.room,)
        known = self._addresses.of_line(line)
        if met := [who for who in known if who.spoken] or known[:1]:
            return [self._addresses.whom_of(each) for each in met]
        return [Whom(name=line.name, room=room, picture=line.picture) for room in kinds]


def _reach(
    rows: Sequence[wire.Row],
    *,
    known: frozenset[str],
    unread: int,
    since: datetime,
    clock: Clock | None,
) -> bool:
    """
    Whether a row that is known is among them; where none can be, whether all that is
    unread is, and the beginning or what was said before the first login.
    """
    if known:
        return any(ids.message_id(row.raw) in known for row in rows)
    if sum(row.from_ == "in" for row in rows) < unread or clock is None:
        return False
    if any(begins(row.text, clock.calendar.language) for row in rows[:2]):
        return True
    moments = (moment for moment in clock.moments(rows) if moment is not None)
    oldest = next(moments, None)
    return oldest is not None and oldest < since.replace(second=0, microsecond=0)

"""What was said while nobody listened, out of Slack's history."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from ..errors import Malformed, PlatformError, RateLimited, Unauthorized, Unavailable
from ..events import ErrorEvent, GapEvent
from ..memory import Memory
from . import wire
from .addresses import Addresses
from .client import DIRECT, ROOMS, SlackClient
from .ids import is_direct, moment, stamp
from .ledger import Ledger
from .page import Page
from .stream import Told, read

__all__ = ["History"]

OVERLAP = timedelta(minutes=5)
"""So late an event may come after those that were later: Slack's last retry."""
MOST = 1000
"""Messages of one conversation that are read again; who missed more is told so."""
_BEGAN = "began"


class History:
    """
    Reads again what may have been missed, as far as Slack's limits let it.

    It tells of messages, edits, topics and who came and went; of what was taken back, and
    of reactions, the history tells nothing that has a time.
    """

    def __init__(
        self,
        memory: Memory,
        client: SlackClient,
        ledger: Ledger,
        addresses: Addresses,
    ) -> None:
        self._memory = memory
        self._client = client
        self._ledger = ledger
        self._addresses = addresses

    async def missed(self, cursor: str | None) -> AsyncGenerator[Page]:
        """
        What came since then: of each conversation a page, and a gap for the rest. At the
        very first time it is what Slack would still tell, in no order, by its retries.
        """
        since = await self._since(cursor)
        try:
            left = await self._conversations()
        except (Unauthorized, Unavailable):
            raise
        except PlatformError as error:
            yield self._gap(error, since, None)
        else:
            async with aclosing(self._missed_in_all(left, since)) as pages:
                async for page in pages:
                    yield page
        if cursor is None:
            yield Page(newest=stamp(datetime.now(UTC)))

    async def _missed_in_all(self, left: list[str], since: str) -> AsyncGenerator[Page]:
        """One after the other, until Slack says that it is too fast."""
        missing: list[str] = []
        first: PlatformError | None = None
        while left and not isinstance(first, RateLimited):
            try:
                yield await self._missed_in(left[0], since)
            except (Unauthorized, Unavailable):
                raise
            except PlatformError as error:
                first = first or error
                missing.append(left[0])
            left.pop(0)
        if first is not None:
            yield self._gap(first, since, await self._known_as(missing + left))

    async def _since(self, cursor: str | None) -> str:
        began = await self._memory.state(_BEGAN)
        if cursor is None or began is None:
            began = stamp(datetime.now(UTC) - OVERLAP).encode()
            await self._memory.set_state(_BEGAN, began)
        sooner = stamp(moment(cursor) - OVERLAP) if cursor else ""
        return max(sooner, began.decode())

    async def _conversations(self) -> list[str]:
        found = []
        async for channel in self._client.users_conversations(f"{ROOMS},{DIRECT}"):
            if channel.is_im and channel.user:
                await self._addresses.note(channel.id, channel.user)
            found.append(channel.id)
        return found

    async def _missed_in(self, channel: str, since: str) -> Page:
        page = Page()
        told = self._read(page, channel, await self._latest(channel, since))
        if len(told) >= MOST:
            reached = moment(told[-1].said.ts)
            page.events.append(_gap_in((channel,), moment(since), reached))
        for parent in [each for each in told if each.grew(since)]:
            replies = await self._replies(channel, parent.said.ts, since)
            told += self._read(page, channel, replies)
        for each in sorted(told, key=lambda each: each.said.ts):
            if each.said.ts > since:
                await self._ledger.remember(page, each.said, each.native)
            if each.said.edited and each.said.edited.ts > since:
                await self._ledger.remember_edit(page, each.said, each.native)
        return page

    async def _latest(self, channel: str, since: str) -> list[msgspec.Raw]:
        """A page of the last messages at least: threads may have grown below them."""
        found: list[msgspec.Raw] = []
        cursor = ""
        while len(found) < MOST:
            answer = await self._client.conversations_history(channel, cursor=cursor)
            found += answer.messages
            cursor = answer.response_metadata.next_cursor
            if not cursor or _is_before(found, since):
                break
        return found

    async def _replies(self, channel: str, ts: str, since: str) -> list[msgspec.Raw]:
        found: list[msgspec.Raw] = []
        cursor = ""
        while True:
            answer = await self._client.conversations_replies(
                channel, ts, oldest=since, cursor=cursor
            )
            found += answer.messages
            cursor = answer.response_metadata.next_cursor
            if not cursor:
                return found

    def _read(self, page: Page, channel: str, raws: list[msgspec.Raw]) -> list[_Told]:
        """What can be read of it; the rest is said (contract 3.7)."""
        found = []
        for raw in raws:
            match read(bytes(raw)):
                case Malformed() as error:
                    page.events.append(ErrorEvent(error=error))
                case Told(event=wire.Message() as said, native=native):
                    said = msgspec.structs.replace(said, channel=channel)
                    found.append(_Told(said, native))
        return found

    async def _known_as(self, channels: list[str]) -> tuple[str, ...]:
        """These, by the ids that the puppet knows them by."""
        found = [
            await self._addresses.other(id) if is_direct(id) else id for id in channels
        ]
        return tuple(filter(None, found))

    def _gap(
        self, error: PlatformError, since: str, where: tuple[str, ...] | None
    ) -> Page:
        gap = _gap_in(where, moment(since), datetime.now(UTC))
        return Page(events=[ErrorEvent(error=error), gap])


@dataclass(frozen=True, slots=True)
class _Told:
    """A message in the history, which does not say in which channel it is."""

    said: wire.Message
    native: bytes

    def grew(self, since: str) -> bool:
        """Whether it is the beginning of a thread in which something was said since."""
        return (self.said.latest_reply or "") > since


def _is_before(found: list[msgspec.Raw], since: str) -> bool:
    """Whether the last of these, which is the oldest, is from before."""
    match read(bytes(found[-1])) if found else None:
        case Told(event=wire.Message(ts=ts)):
            return ts <= since
        case _:
            return False


def _gap_in(
    where: tuple[str, ...] | None, since: datetime, until: datetime
) -> GapEvent:
    key = f"gap {since.isoformat()} {until.isoformat()} {where}"
    return GapEvent(key=key, since=since, until=until, conversation_ids=where)

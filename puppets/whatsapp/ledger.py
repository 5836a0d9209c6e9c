"""From what the page shows to batches: only what is new is told, and all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

import msgspec

from ..errors import PlatformError
from ..events import (
    Batch,
    ErrorEvent,
    Event,
    MessageEditEvent,
    RoomTopicEvent,
)
from . import news, people, wire
from .addresses import Addresses
from .grievances import Grievances
from .ids import message_id
from .lines import Lines
from .marks import Mark, Remembered, mark
from .openings import Openings
from .page import Page
from .telling import Reading

__all__ = ["STANDINGS", "Ledger"]

STANDINGS = "standings"
ASKED = 5
"""Messages of one conversation whose reactions are asked for at once."""

Whose: TypeAlias = tuple[tuple[str, str], ...]
"""Names, and the emoji that each has put to a message."""
NOBODY: Mapping[str, Whose] = {}


class Ledger(Openings):
    """Compares what is read with what was read before."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__(addresses)
        self.lines: Lines = Lines()
        self.amiss: Grievances = Grievances()

    def is_plain(self, screen: wire.Screen, line: wire.ChatRow | None = None) -> bool:
        """
        Whether what is seen of the open conversation tells all that is new there: it
        goes back to what is known, and nothing is to be unfolded, or asked.
        """
        shown = screen.open or wire.Conversation(name="", rows=())
        named = self.named(shown)
        known = (
            self._addresses.chat(named[0].id).ids if len(named) == 1 else frozenset()
        )
        rows = [(row, message_id(row.raw) in known) for row in shown.rows]
        if not any(is_known for _, is_known in rows):
            return False
        if any(row.cut or row.kind == "shell" for row, is_old in rows if not is_old):
            return False
        if not named[0].room:
            return True
        reading = self.reading(screen, line)
        return not (self.reacted(reading) or self.announces(reading, line))

    # One conversation.

    def page(
        self,
        screen: wire.Screen,
        line: wire.ChatRow | None = None,
        twins: int = 1,
        whose: Mapping[str, Whose] = NOBODY,
        announcement: str | None = None,
        *,
        unread: int = 0,
        whole: bool = True,
    ) -> Page:
        """
        What is new in the conversation that is open. Raises `Ambiguous`.

        `whose` are the reactions of those messages that `reacted` names; `announcement`
        what the room announces, where `announces` says that it does. So many were
        `unread` before it was opened; it is `whole` where it was read back far enough.
        """
        page = Page(at=screen.at)
        reading = self.reading(screen, line, twins).announcing(announcement)
        before = self._addresses.chat(reading.who.id)
        if not whole:
            page.events.append(news.gap(reading, before, self.lines.since))
        fresh = self._fresh(reading, before, line, unread)
        marks = list(self._told(page, reading, before, fresh, whose))
        self.amiss.rows(page, screen, before)
        heard = any(row.from_ == "in" for row in reading.rows)
        page.chats[before.id] = page.chats.get(before.id, before).with_marks(
            marks,
            heard=heard,
            latest=news.latest(reading),
            told=screen.at / 1000 if page.events else 0.0,
        )
        if line is not None:
            page.standings |= self.lines.told(line, twins)
        self._meet(page, reading)
        return page

    def reacted(self, reading: Reading) -> list[str]:
        """Messages of a group whose reactions are others now: the page is to be asked."""
        if not reading.who.room:
            return []
        before = self._addresses.chat(reading.who.id)
        found = [
            now.id
            for row in reading.rows
            if (now := mark(row)) and now.reactions and _is_other(before, now)
        ]
        return found[-ASKED:]

    def announces(
        self, reading: Reading, line: wire.ChatRow | None = None, unread: int = 0
    ) -> bool:
        """Whether it is news that the room announces something else: what, is asked."""
        before = self._addresses.chat(reading.who.id)
        fresh = self._fresh(reading, before, line, unread)
        return any(reading.announces(at) for at in fresh)

    def failed(self, line: wire.ChatRow, error: PlatformError, twins: int) -> Page:
        """A conversation that could not be read: that is said, until it changes again."""
        page = Page(events=[ErrorEvent(error=error)])
        page.standings |= self.lines.told(line, twins)
        return page

    def batch(self, page: Page) -> Batch:
        """The page, to be made safe; then it is to be settled."""
        state = self._addresses.state(page.chats.values())
        if page.standings:
            state[STANDINGS] = self.lines.kept(page.standings)
        return Batch(
            events=tuple(page.events),
            cursor=str(int(page.at)) if page.at else None,
            known=tuple(page.known.values()),
            state=state,
        )

    def settle(self, page: Page) -> None:
        self._addresses.settle(page.chats.values())
        self.lines.settle(page.standings)
        self.amiss.settle(page)

    # Parts of the above.

    def _told(
        self,
        page: Page,
        reading: Reading,
        before: Remembered,
        fresh: Collection[int],
        whose: Mapping[str, Whose],
    ) -> Iterator[Mark]:
        """Enter what is new; the marks of all rows that were read."""
        for at, row in enumerate(reading.rows):
            known = before.get(message_id(row.raw))
            by = reading.by(at) or (known.by if known else "")
            now = mark(row, known.mine if known else (), by)
            if now is None:
                continue
            if reading.who.room and now.reactions:
                now = self._with_people(now, known, whose.get(now.id))
            if known is not None:
                events = reading.changed(at, known, now)
            else:
                events = reading.new(at, now) if at in fresh else iter(())
            for event in events:
                self._enter(page, event)
            yield now

    def _with_people(self, now: Mark, known: Mark | None, told: Whose | None) -> Mark:
        if told is None:
            people = known.whose if known else ()
        else:
            ids, _ = self._addresses.people(name for name, _ in told)
            put = ((ids[name], emoji) for name, emoji in told if name in ids)
            people = tuple(f"{id} {emoji}" for id, emoji in put)
        return msgspec.structs.replace(now, whose=people)

    def _fresh(
        self,
        reading: Reading,
        before: Remembered,
        line: wire.ChatRow | None,
        unread: int,
    ) -> Collection[int]:
        name = line.name if line else reading.who.name
        name = self.name_before(reading.who.id) or name
        return news.fresh(
            reading,
            before,
            since=self.lines.since,
            line=self.lines.first(name),
            unread=unread,
        )

    def _enter(self, page: Page, event: Event) -> None:
        match event:
            case RoomTopicEvent(topic=topic, room_id=room_id):
                self._addresses.rename(room_id, topic)
            case MessageEditEvent(message=message):
                page.know(message)
        page.events.append(event)

    def _meet(self, page: Page, reading: Reading) -> None:
        """Whoever is named in the events is known with them."""
        who = reading.who
        page.know(people.room(who) if who.room else people.contact(who))
        for id in {*reading.known.people.values()}:
            if found := self._addresses.get(id):
                page.know(people.contact(found))


def _is_other(before: Remembered, now: Mark) -> bool:
    known = before.get(now.id)
    return (known.reactions if known else ()) != now.reactions

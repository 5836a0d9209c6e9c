"""From what the page shows to batches: only what is new is told, and all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from . import people, survey, translate, wire
from .addresses import Addresses
from .identity import Seen
from .ids import even, message_id
from .lines import Lines
from .marks import Mark, Remembered, first_new, mark
from .page import Page
from .renames import first_name
from .telling import Reading
from .translate import Knowledge

__all__ = ["STANDINGS", "Ledger"]

STANDINGS = "standings"
ASKED = 5
"""Messages of one conversation whose reactions are asked for at once."""

Whose: TypeAlias = tuple[tuple[str, str], ...]
"""Names, and the emoji that each has put to a message."""
NOBODY: Mapping[str, Whose] = {}


class Ledger:
    """Compares what is read with what was read before."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self.lines: Lines = Lines()
        self._said: set[str] = set()
        self._followed: dict[str, str] = {}

    def stirs(self, shown: wire.Conversation) -> bool:
        """Whether the open conversation is not as it was told."""
        kinds = [True, False] if shown.room is None else [shown.room]
        named = [
            who.id
            for room in kinds
            for who in self._addresses.known(room=room)
            if even(who.name) == even(shown.name)
        ]
        return len(named) != 1 or self._addresses.chat(named[0]).stirs(shown.rows)

    # One conversation.

    def page(
        self,
        screen: wire.Screen,
        line: wire.ChatRow | None = None,
        twins: int = 1,
        whose: Mapping[str, Whose] = NOBODY,
    ) -> Page:
        """
        What is new in the conversation that is open. Raises `Ambiguous`.

        `whose` are the reactions of those messages that `reacted` names.
        """
        page = Page(at=screen.at)
        reading = self.reading(screen, line, twins)
        before = self._addresses.chat(reading.who.id)
        marks = list(self._told(page, reading, before, line, whose))
        self._amiss(page, screen, before)
        heard = any(row.from_ == "in" for row in reading.rows)
        page.chats[before.id] = page.chats.get(before.id, before).with_marks(
            marks, heard=heard
        )
        if line is not None:
            page.standings |= self.lines.told(line, twins)
        self._meet(page, reading)
        return page

    def reading(
        self, screen: wire.Screen, line: wire.ChatRow | None = None, twins: int = 1
    ) -> Reading:
        """The conversation that is open, to be translated. Raises `Ambiguous`."""
        shown = screen.open or wire.Conversation(name="", rows=())
        if shown.room is None and line is not None:
            shown = msgspec.structs.replace(shown, room=line.room)
        self._follow(screen, shown)
        picture = line.picture if line else ""
        who = self._addresses.opened(shown, picture, twins)
        told = translate.speakers(shown.rows)
        named = translate.names(shown.rows, told, screen.language) if who.room else ()
        known = Knowledge(
            me=self._addresses.me.id,
            conversation=who.id,
            room=who.room,
            people=self._addresses.people(named),
            language=screen.language or "en",
        )
        return Reading.of(screen, shown, who, known)

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

    # Parts of the above.

    def _follow(self, screen: wire.Screen, shown: wire.Conversation) -> None:
        known = self._addresses.known(room=True)
        before = first_name(screen, shown, [who.name for who in known])
        if before:
            who = self._addresses.meet(Seen(name=before, room=True))
            self._followed[who.id] = before
            self._addresses.rename(who.id, shown.name)

    def _told(
        self,
        page: Page,
        reading: Reading,
        before: Remembered,
        line: wire.ChatRow | None,
        whose: Mapping[str, Whose],
    ) -> Iterator[Mark]:
        """Enter what is new; the marks of all rows that were read."""
        fresh = self._fresh(reading, before, line)
        for at, row in enumerate(reading.rows):
            known = before.get(message_id(row.raw))
            now = mark(row, known.mine if known else ())
            if now is None:
                continue
            if reading.who.room and now.reactions:
                now = self._with_people(now, known, whose.get(now.id))
            if known is not None:
                events = reading.changed(at, known, now)
            else:
                events = reading.new(at, now) if at >= fresh else iter(())
            for event in events:
                self._enter(page, event)
            yield now

    def _with_people(self, now: Mark, known: Mark | None, told: Whose | None) -> Mark:
        if told is None:
            people = known.whose if known else ()
        else:
            ids = ((self._addresses.person(name).id, emoji) for name, emoji in told)
            people = tuple(f"{id} {emoji}" for id, emoji in ids)
        return msgspec.structs.replace(now, whose=people)

    def _fresh(
        self, reading: Reading, before: Remembered, line: wire.ChatRow | None
    ) -> int:
        """Where the rows begin that nobody has seen."""
        known = [
            at for at, row in enumerate(reading.rows) if before.get(message_id(row.raw))
        ]
        if known:
            return known[-1] + 1
        name = line.name if line else reading.who.name
        name = self._followed.get(reading.who.id, name)
        unread = line.unread if line else 0
        return first_new(reading.rows, self.lines.first(name), unread)

    def _enter(self, page: Page, event: Event) -> None:
        match event:
            case RoomTopicEvent(topic=topic, room_id=room_id):
                self._addresses.rename(room_id, topic)
            case MessageEditEvent(message=message):
                page.know(message)
        page.events.append(event)

    def _amiss(self, page: Page, screen: wire.Screen, before: Remembered) -> None:
        """What cannot be read is said, once."""
        for problem in survey.problems(screen):
            key = f"{problem.kind} {problem.what} {problem.id or problem.place}"
            is_old = problem.id and before.get(problem.id)
            if key not in self._said and not is_old:
                self._said.add(key)
                page.events.append(ErrorEvent(error=problem.error()))

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

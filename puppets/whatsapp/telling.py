"""One conversation as it is read now, and what in it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ..enums import DirtyType
from ..events import (
    DirtyEvent,
    ErrorEvent,
    Event,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
)
from ..payloads import MessagePayload
from . import translate, wire
from .failures import Ambiguous
from .happenings import describes, happenings
from .identity import Acquaintance
from .ids import even
from .marks import Mark
from .times import Clock
from .translate import Knowledge

__all__ = ["Reading"]


MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The rows of one conversation, and all that is known to translate them."""

    who: Acquaintance
    rows: Sequence[wire.Row]
    moments: Sequence[datetime | None]
    speakers: Sequence[str]
    known: Knowledge
    at: datetime

    @classmethod
    def of(
        cls,
        screen: wire.Screen,
        shown: wire.Conversation,
        who: Acquaintance,
        known: Knowledge,
    ) -> Reading:
        clock = Clock.of(screen)
        moments = clock.moments(shown.rows)
        if noted := _noted(screen, shown, clock):
            moments[-1] = noted
        return cls(
            who=who,
            rows=shown.rows,
            moments=moments,
            speakers=translate.speakers(shown.rows),
            known=known,
            at=datetime.fromtimestamp(screen.at / 1000, UTC),
        )

    def announcing(self, announcement: str | None) -> Reading:
        """The same, where the room was asked what it announces."""
        return replace(self, known=replace(self.known, announcement=announcement))

    def message(self, at: int) -> MessagePayload | None:
        """What a row says; None where it cannot all be read."""
        row = self.rows[at]
        told = self.speakers[at], self.moments[at], self.known
        said = translate.message(row, *told)
        if said is None:
            return None
        answered = translate.quoted_id(row, self.rows[:at])
        return replace(said, reply_to_id=answered) if answered else said

    def new(self, at: int, now: Mark) -> Iterator[Event]:
        """Of a row that was not there before; what was taken back already is nothing."""
        row = self.rows[at]
        if row.kind == "note":
            named = translate.names([row], [""], self.known.language)
            for name in sorted(named & self.known.unclear):
                yield ErrorEvent(error=_unclear(now.id, name))
                return  # a part of it would say something else
            below = self.rows[at + 1 :]
            yield from happenings(row, self.moments[at], self.known, below)
            return
        said = self.message(at)
        if said is not None:
            yield MessageEvent(message=said)
            yield from self._reactions(Mark(id=now.id), now)
        elif (name := self.speakers[at]) in self.known.unclear:
            yield ErrorEvent(error=_unclear(now.id, name))

    def announces(self, at: int) -> bool:
        """Whether a row says that the room announces something else now."""
        return describes(self.rows[at], self.known.language)

    def by(self, at: int) -> str:
        """In a group, who says a row; empty for the account, and where nothing tells."""
        row = self.rows[at]
        if not self.who.room or row.from_ != "in":
            return ""
        return translate.talker(row, self.speakers[at], self.known)

    def changed(self, at: int, before: Mark, now: Mark) -> Iterator[Event]:
        """Of a row that was told before, and is otherwise now."""
        if now.recalled and not before.recalled:
            told = self.speakers[at], self.moments[at], self.known
            gone = translate.recall(self.rows[at], *told)
            if gone is not None:
                yield _dirty(now.id)
                yield MessageEvent(message=gone)
        elif before.is_edited(now):
            yield from self._edited(at, now)
        yield from self._reactions(before, now)

    def _edited(self, at: int, now: Mark) -> Iterator[Event]:
        said = self.message(at)
        if said is None:
            return
        said = replace(said, edited_at=self.at)
        if said.talker_id == self.known.me:  # the puppet's own doing needs no telling
            yield _dirty(now.id)
        else:
            yield MessageEditEvent(key=f"edit {now.id} {now.whole}", message=said)

    def _reactions(self, before: Mark, now: Mark) -> Iterator[ReactionEvent]:
        """What others put to it, or took off it."""
        then, since = self._put(before), self._put(now)
        went = [(each, False) for each in then if each not in since]
        came = [(each, True) for each in since if each not in then]
        for (contact_id, emoji), added in went + came:
            yield ReactionEvent(
                key=f"reaction {now.id} {contact_id} {emoji} {added} {self.at}",
                message_id=now.id,
                conversation=self.who.id,
                contact_id=contact_id,
                emoji=emoji,
                timestamp=self.at,
                added=added,
            )

    def _put(self, known: Mark) -> list[tuple[str, str]]:
        """Who has put what; in a direct conversation whatever is not the puppet's own."""
        if not self.who.room:
            others = [each for each in known.reactions if each not in known.mine]
            return [(self.who.id, each) for each in others]
        told = (each.partition(" ") for each in known.whose)
        return [(contact_id, emoji) for contact_id, _, emoji in told]


def _noted(
    screen: wire.Screen, shown: wire.Conversation, clock: Clock
) -> datetime | None:
    """When the page said the last row itself: the list has a time for that today."""
    last = shown.rows[-1] if shown.rows else None
    if last is None or last.kind != "note" or not last.text or screen.list is None:
        return None
    lines = [
        line
        for line in screen.list.rows
        if line.selected and even(line.preview) == even(last.text)
    ]
    if len(lines) != 1:
        return None
    today = wire.Row(kind="note", text=clock.calendar.today)
    _, moment = clock.moments([today, wire.Row(kind="message", time=lines[0].time)])
    return moment if moment and moment <= clock.at + MINUTE else None


def _unclear(message_id: str, name: str) -> Ambiguous:
    return Ambiguous(
        f"several people are called {name!r}, and nothing on the page tells which of "
        f"them {message_id} is about; give one another name on the phone"
    )


def _dirty(message_id: str) -> DirtyEvent:
    return DirtyEvent(payload_type=DirtyType.MESSAGE, payload_id=message_id)

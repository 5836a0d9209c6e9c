"""What people did, and what was heard of it: every thing once, and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from puppets import (
    Event,
    MessageEditEvent,
    MessageEvent,
    MessageType,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)

__all__ = ["Chronicle", "Said"]


@dataclass
class Said:
    """One message, as it ought to be on every screen."""

    id: str
    by: str
    where: str
    text: str
    edited: bool = False
    recalled: bool = False


@dataclass
class Chronicle:
    """What was done, beside the events that told of it."""

    said: list[Said] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    """Who came in, and who went out."""
    heard: list[Event] = field(default_factory=list)
    wanderer: str = ""
    """Who comes and goes; the others come once, with the room."""

    def missing(self) -> list[object]:
        """What was done, and not heard of yet."""
        ids = {event.message.id for event in self._messages()}
        unheard: list[object] = [said for said in self.said if said.id not in ids]
        return (
            unheard
            + [said for said in self.said if self._edit_is_missing(said)]
            + self.topics[len(self._heard_topics()) :]
            + self.moves[len(self._heard_moves()) :]
        )

    def assert_once(self) -> None:
        times = Counter(event.message.id for event in self._messages())
        twice = {id: count for id, count in times.items() if count > 1}
        assert not twice, f"heard more than once: {twice}"
        unknown = set(times) - {said.id for said in self.said}
        assert not unknown, f"heard, and never said: {unknown}"

    def assert_in_order(self, people: Collection[str]) -> None:
        """
        What each room and person said comes in order.

        The puppet's own words may come before what was said a moment earlier: it knows
        of them before it is told of the others.
        """
        assert self._heard_topics() == self.topics
        assert self._heard_moves() == self.moves
        for where in {said.where for said in self.said}:
            assert self._heard_in(where, people) == [
                one.id for one in self.said if one.where == where and one.by in people
            ], f"heard in another order in {where}"

    def _heard_in(self, where: str, people: Collection[str]) -> list[str]:
        return [
            event.message.id
            for event in self._messages()
            if event.conversation_id == where and event.message.talker_id in people
        ]

    def _messages(self) -> list[MessageEvent]:
        return [
            event
            for event in self.heard
            if isinstance(event, MessageEvent)
            and event.message.type is not MessageType.RECALLED
        ]

    def _edit_is_missing(self, said: Said) -> bool:
        heard = {
            event.message.text
            for event in self.heard
            if isinstance(event, MessageEditEvent)
        }
        return said.edited and not said.recalled and said.text not in heard

    def _heard_topics(self) -> list[str]:
        return [
            event.topic for event in self.heard if isinstance(event, RoomTopicEvent)
        ]

    def _heard_moves(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for event in self.heard:
            match event:
                case RoomJoinEvent(invitee_ids=ids):
                    found += [("came", id) for id in ids if id == self.wanderer]
                case RoomLeaveEvent(removee_ids=ids):
                    found += [("went", id) for id in ids if id == self.wanderer]
        return found

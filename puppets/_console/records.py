"""What happened lately, as it is kept to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from .._observing.kinds import kind_of
from ..enums import MessageType
from ..events import Event, MessageEditEvent, MessageEvent, RoomEvent
from ..payloads import MessagePayload
from .names import Names
from .told import Line, Trouble

__all__ = ["Fault", "Happening"]

MOST_CHARACTERS = 500
"""Of one message, however long it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """
    A message, or another thing that people did.

    It is looked into when it is shown: most of what a busy bot hears never is.
    """

    number: int
    puppet: str
    names: Names
    at: float
    event: Event
    self_id: str | None

    @property
    def key(self) -> str:
        return f"line {self.number}"

    def concerns(self, id: str) -> bool:
        return id in (*self._people(), self._room_id())

    def ask(self) -> None:
        """Have asked for whose names are not known."""
        for contact_id in self._people():
            self.names.ask(contact_id, is_room=False)
        if room_id := self._room_id():
            self.names.ask(room_id, is_room=True)

    def told(self, *, words: bool) -> Line:
        message = self._message()
        room_id = self._room_id()
        who, to = [*map(self.names.get, self._people()), "", ""][:2]
        said = "" if message is None else _said(message)
        return Line(
            number=self.number,
            puppet=self.puppet,
            at=self.at,
            own=message is not None and message.talker_id == self.self_id,
            kind=self._kind(message),
            who=who,
            to=to,
            where=(self.names.get(room_id) or "a room") if room_id else "",
            length=len(said),
            text=said[:MOST_CHARACTERS] if words else None,
            again=self.event.redelivered,
        )

    def _message(self) -> MessagePayload | None:
        match self.event:
            case MessageEvent(message=message) | MessageEditEvent(message=message):
                return message
            case _:
                return None

    def _people(self) -> tuple[str, ...]:
        """Who said it; and where the bot says it to one person, to whom."""
        message = self._message()
        if message is None:
            return ()
        if message.talker_id == self.self_id and message.room_id is None:
            return message.talker_id, message.conversation_id
        return (message.talker_id,)

    def _room_id(self) -> str | None:
        match self.event:
            case MessageEvent(message=message) | MessageEditEvent(message=message):
                return message.room_id
            case RoomEvent(room_id=room_id):
                return room_id
            case _:
                return None

    def _kind(self, message: MessagePayload | None) -> str:
        if message is None:
            return kind_of(self.event).replace("_", " ")
        kind = message.type.name.lower().replace("_", " ")
        return f"{kind}, edited" if isinstance(self.event, MessageEditEvent) else kind


def _said(message: MessagePayload) -> str:
    """What was taken back has an id for its text."""
    return "" if message.type is MessageType.RECALLED else message.text


@dataclass(slots=True, kw_only=True)
class Fault:
    """An error, and how often it came."""

    number: int
    puppet: str
    at: float
    kind: str
    text: str
    discreet: str
    advice: str
    count: int = 1

    @property
    def key(self) -> str:
        return f"trouble {self.number}"

    @property
    def identity(self) -> tuple[str, str, str]:
        """By which the same one is known when it comes again."""
        return self.puppet, self.kind, self.text

    def told(self, *, words: bool) -> Trouble:
        return Trouble(
            number=self.number,
            puppet=self.puppet,
            at=self.at,
            count=self.count,
            kind=self.kind,
            text=self.text if words else self.discreet,
            advice=self.advice,
        )

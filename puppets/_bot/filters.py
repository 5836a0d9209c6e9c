"""Which messages a handler wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from ..enums import MessageType
from ..events import MessageEditEvent, MessageEvent
from ..payloads import MessagePayload
from ..queries import Text
from .message import Message
from .room import Room

if TYPE_CHECKING:
    from .directory import Directory

__all__ = ["Filters", "MessageFilter"]


class Filters(TypedDict, total=False):
    """
    What `on_message` takes. A text must be equal, a compiled pattern must be found;
    several mean AND.
    """

    text: Text
    room: Text | bool
    """The topic, or the id, of the room; True for any room, False for none."""
    direct: bool
    mentioned: bool
    """Whether the message mentions the puppet."""
    type: MessageType
    """Every type but RECALLED, which `on_recall` is for, where this is not said."""
    own: bool
    """Whether the puppet's own messages are wanted too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFilter:
    """The same, as it is asked: first what costs nothing to know."""

    text: Text | None = None
    room: Text | bool | None = None
    direct: bool | None = None
    mentioned: bool | None = None
    type: MessageType | None = None
    own: bool = False

    async def seen(
        self, directory: Directory, event: MessageEvent | MessageEditEvent
    ) -> Message | None:
        """The message, where it is wanted."""
        if not self.admits(event.message, directory.self_id):
            return None
        message = await directory.heard(event.message, redelivered=event.redelivered)
        return message if self.agrees(message) else None

    def admits(self, payload: MessagePayload, self_id: str | None) -> bool:
        """Whether the payload alone leaves it open that the message is wanted."""
        return (
            (self.own or payload.talker_id != self_id)
            and self._is_of_type(payload.type)
            and self.direct in {None, payload.room_id is None}
            and self.mentioned in {None, self_id in payload.mention_ids}
            and (self.text is None or _agrees(self.text, payload.text))
        )

    def _is_of_type(self, type: MessageType) -> bool:
        # A recall's text is an id: nobody who did not ask for it should read it.
        if self.type is None:
            return type is not MessageType.RECALLED
        return type is self.type

    def agrees(self, message: Message) -> bool:
        """Whether an admitted message is wanted."""
        match self.room, message.room:
            case None, _:
                return True
            case bool(wanted), room:
                return wanted is (room is not None)
            case str() | re.Pattern() as wanted, Room() as room:
                return _agrees(wanted, room.topic) or wanted == room.id
            case _:
                return False


def _agrees(wanted: Text, found: str) -> bool:
    if isinstance(wanted, re.Pattern):
        return wanted.search(found) is not None
    return wanted == found

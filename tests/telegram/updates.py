"""Updates as Telegram sends them, made short."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TypeAlias

from puppets import Event, MessageEvent, MessagePayload, MessageType
from puppets.telegram import translate, wire
from puppets.telegram.stream import Told, read

JSON: TypeAlias = dict[str, Any]

ME = wire.User(id=42, is_bot=True, first_name="Puppet", username="puppet_bot")
BOB: JSON = {"id": 7, "is_bot": False, "first_name": "Bob", "last_name": "Stone"}
EVE: JSON = {"id": 8, "is_bot": False, "first_name": "Eve", "username": "Eve_1"}
SELF: JSON = {
    "id": 42,
    "is_bot": True,
    "first_name": "Puppet",
    "username": "puppet_bot",
}
PRIVATE: JSON = {"id": 7, "type": "private", "first_name": "Bob"}
GROUP: JSON = {"id": -1, "type": "group", "title": "tea"}
SUPERGROUP: JSON = {"id": -1001234567890, "type": "supergroup", "title": "coffee"}
CHANNEL: JSON = {"id": -1009876543210, "type": "channel", "title": "news"}
WHEN = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
LATER = datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)


def said(chat: JSON = PRIVATE, by: JSON | None = BOB, **content: Any) -> JSON:  # noqa: ANN401 - fields by name
    """A message, the fifth of its chat."""
    speaker = {"from": by} if by else {}
    return {"message_id": 5, "date": 1700000000, "chat": chat, **speaker, **content}


def update(**body: object) -> Told:
    """An update of the number 900, read."""
    told = read(json.dumps({"update_id": 900, **body}).encode())
    assert isinstance(told, Told)
    return told


def events(told: Told, handles: dict[str, str] | None = None) -> list[Event]:
    return list(translate.events(told.update, told.native, ME, handles or {}))


def heard(chat: JSON = PRIVATE, by: JSON | None = BOB, **content: Any) -> Event:  # noqa: ANN401 - fields by name
    """The one event that a new message is."""
    [event] = events(update(message=said(chat, by, **content)))
    return event


def message(
    chat: JSON = PRIVATE,
    by: JSON | None = BOB,
    **content: Any,  # noqa: ANN401 - fields by name
) -> MessagePayload:
    """The payload of a new message."""
    event = heard(chat, by, **content)
    assert isinstance(event, MessageEvent)
    return event.message


def exactly(found: Event, wanted: Event) -> bool:
    """Equal, the keys by which repeats are known too."""
    return (
        found == wanted
        and found.key == wanted.key
        and found.identity == wanted.identity
    )


def payload(**changed: object) -> MessagePayload:
    """Bob's direct hello, but for what is changed."""
    fields: dict[str, object] = {
        "id": "7:5",
        "conversation_id": "7",
        "type": MessageType.TEXT,
        "talker_id": "7",
        "timestamp": WHEN,
        "text": "hello",
        "listener_id": "42",
    }
    return MessagePayload(**{**fields, **changed})  # type: ignore[arg-type]  # fields by name


def standing(chat: JSON, old: object, new: object, who: JSON = EVE) -> JSON:
    """Someone's membership before and after; Bob has seen to it."""

    def member(status: object) -> JSON:
        standing = status if isinstance(status, dict) else {"status": status}
        return {"user": who, **standing}

    return {
        "chat": chat,
        "from": BOB,
        "date": 1700000000,
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }

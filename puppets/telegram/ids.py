"""
Ids, both ways.

A person's is the user id, a room's the chat id, which is negative. A message's carries
the chat, because Telegram numbers messages per chat. A chat that speaks as itself (a
channel, an anonymous administrator) is the contact `chat` and its id.
"""

from __future__ import annotations

import re

from ..errors import NotFound

__all__ = [
    "chat_id",
    "is_supergroup",
    "message_id",
    "person_id",
    "room_id",
    "speaker_id",
    "split_message_id",
]

_PERSON = re.compile(r"[1-9][0-9]{0,15}")
_SPEAKER = re.compile(r"chat(-[1-9][0-9]{0,15})")
_ROOM = re.compile(r"-[1-9][0-9]{0,15}")
_MESSAGE = re.compile(r"(-?[1-9][0-9]{0,15}):([1-9][0-9]{0,15})")
_FIRST_SUPERGROUP = -1_000_000_000_001


def message_id(chat: int, number: int) -> str:
    return f"{chat}:{number}"


def split_message_id(id: str) -> tuple[int, int]:
    """The chat and the number in it."""
    if found := _MESSAGE.fullmatch(id):
        return int(found[1]), int(found[2])
    raise NotFound(f"telegram has no message {id!r}")


def speaker_id(chat: int) -> str:
    """The contact that a chat is when it speaks as itself."""
    return f"chat{chat}"


def person_id(id: str) -> int:
    """The chat in which a contact is found."""
    if _PERSON.fullmatch(id):
        return int(id)
    if found := _SPEAKER.fullmatch(id):
        return int(found[1])
    raise NotFound(f"telegram has no contact {id!r}")


def room_id(id: str) -> int:
    """The chat that a room is."""
    if _ROOM.fullmatch(id):
        return int(id)
    raise NotFound(f"telegram has no room {id!r}")


def chat_id(id: str) -> int:
    """The chat that a conversation is."""
    return room_id(id) if id.startswith("-") else person_id(id)


def is_supergroup(chat: int) -> bool:
    """Whether the chat is a supergroup or a channel, by the form of its id."""
    return chat <= _FIRST_SUPERGROUP

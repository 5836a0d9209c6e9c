"""
Ids, both ways.

A message's id is the page's own, bare as it is since April 2026: of a packed one only
the part that is the message's, so that what was stored stays valid. A person's and a
room's are made of the name at first sight, for today's page shows nothing else of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s

from ..errors import NotFound

__all__ = [
    "Packed",
    "contact_id",
    "conversation_id",
    "even",
    "is_message",
    "is_room",
    "message_id",
    "notice_id",
    "room_id",
    "unpack",
]

PERSON, ROOM = "@name", "@topic"
_DIGEST = "[0-9a-f]{16}"
_CONVERSATION = re.compile(f"{_DIGEST}(?:{PERSON}|{ROOM})")
_BARE = re.compile(r"[0-9A-Za-z]{8,64}(?:-[0-9A-Za-z]{1,32}){0,4}")
_PACKED = re.compile(
    r"(?P<own>true|false)_(?P<chat>[0-9A-Za-z.:-]+@[a-z.]+)_"
    r"(?P<message>[0-9A-Za-z-]{6,100})(?:_(?P<author>[0-9A-Za-z.:-]+@[a-z.]+))?"
)
_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What a packed id of 2025 tells: the chat, the message, in a group who says it."""

    own: bool
    chat: str
    message: str
    author: str = ""

    @property
    def room(self) -> bool:
        return self.chat.endswith("@g.us")


def unpack(raw: str) -> Packed | None:
    """What a packed id says; None where it is bare."""
    found = _PACKED.fullmatch(raw)
    if found is None:
        return None
    return Packed(
        own=found["own"] == "true",
        chat=found["chat"],
        message=found["message"],
        author=found["author"] or "",
    )


def message_id(raw: str) -> str:
    """The message's own id; empty where the page's id is none of a message."""
    packed = unpack(raw)
    if packed:
        return packed.message
    return raw if _BARE.fullmatch(raw) else ""


def is_message(id: str) -> bool:
    return bool(_BARE.fullmatch(id))


def contact_id(name: str, apart: str = "") -> str:
    """The id of who has this name; `apart` tells one of several who share it."""
    return _digest(name, apart) + PERSON


def room_id(topic: str, apart: str = "") -> str:
    """The id of the room that is called so at first sight."""
    return _digest(topic, apart) + ROOM


def is_room(id: str) -> bool:
    return id.endswith(ROOM)


def conversation_id(id: str) -> str:
    """The same, where it is the id of a person or a room. Raises `NotFound`."""
    if _CONVERSATION.fullmatch(id):
        return id
    raise NotFound(f"whatsapp has no conversation {id!r}")


def notice_id(conversation: str, raw: str, text: str, place: str) -> str:
    """A key of what the page says itself: its own id, else where and what it says."""
    if bare := message_id(raw):
        return f"notice {conversation} {bare}"
    return f"notice {conversation} {_digest(text, place)}"


@lru_cache(maxsize=8192)
def even(name: str) -> str:
    """A name as it is compared: composed, without marks of direction, evenly spaced."""
    return " ".join(unicodedata.normalize("NFC", name).translate(_MARKS).split())


def _digest(name: str, apart: str) -> str:
    told = f"{even(name)}\n{apart}" if apart else even(name)
    return blake2s(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

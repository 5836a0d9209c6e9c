"""How much was said, or what: a journal holds people's words."""

from __future__ import annotations

import unicodedata

import msgspec

from ..enums import MessageType

__all__ = ["Said", "said", "visible", "words"]

ZERO_WIDTH_JOINER = "\u200d"
"""What makes one emoji of several."""
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format, half a character, and the breaks of lines and paragraphs."""


class Said(msgspec.Struct, frozen=True):
    """As much of a message in the journal as is shown."""

    type: MessageType = MessageType.UNKNOWN
    text: str = ""

    @property
    def kind(self) -> str:
        return self.type.name.lower().replace("_", " ")


class Kept(msgspec.Struct, frozen=True):
    """As much of an event in the journal as is shown."""

    message: Said | None = None


def said(event: bytes) -> Said | None:
    """The message in an event; None where it has none that could be shown."""
    try:
        return msgspec.json.decode(event, type=Kept).message
    except msgspec.MsgspecError:
        return None


def words(event: bytes, *, text: bool) -> str:
    """What was said, for a person: how much; with `text`, the very words."""
    message = said(event)
    if message is None:
        return ""
    told = visible(message.text) if text else _measured(message.text)
    if message.type is MessageType.TEXT:
        return told
    return f"{message.kind}, {told}" if told else message.kind


def visible(text: str) -> str:
    """On one line, and with nothing in it that a terminal would obey."""
    return "".join(
        char.encode("unicode_escape").decode() if _is_obeyed(char) else char
        for char in text
    )


def _is_obeyed(char: str) -> bool:
    return char != ZERO_WIDTH_JOINER and unicodedata.category(char) in _OBEYED


def _measured(text: str) -> str:
    count = len(text)
    return f"{count} character{'' if count == 1 else 's'}" if count else ""

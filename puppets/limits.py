"""What a platform allows, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .file_box import FileKind

__all__ = ["Limits", "Rate", "Scope", "TextUnit"]


class TextUnit(Enum):
    """What a platform counts when it counts text."""

    CODE_POINT = "code point"
    UTF16 = "UTF-16 unit"
    UTF8 = "UTF-8 byte"

    def measure(self, text: str) -> int:
        """How long the platform says `text` is."""
        match self:
            case TextUnit.CODE_POINT:
                return len(text)
            case TextUnit.UTF16:
                return len(text.encode("utf-16-le", "surrogatepass")) // 2
            case TextUnit.UTF8:
                return len(text.encode("utf-8", "surrogatepass"))


class Scope(Enum):
    """What shares one rate."""

    ACCOUNT = "account"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `count` sends within `seconds`; the first `count` may go at once."""

    count: int
    seconds: float
    scope: Scope
    prefix: str = ""
    """Counts only conversations whose id begins so; empty counts all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    What a platform allows. None, or a missing kind, is: no limit that is known.

    Lengths are in `text_unit`, sizes in bytes, windows and rates in seconds.
    """

    text_length: int | None = None
    caption_length: int | None = None
    text_unit: TextUnit = TextUnit.CODE_POINT
    file_size: int | None = None
    file_sizes: Mapping[FileKind, int] = field(default_factory=dict)
    """Where a kind has a limit of its own."""
    download_size: int | None = None
    choices: int | None = None
    """The most that one message may offer to choose from."""
    choice_length: int | None = None
    """Of the label of each, in `text_unit`."""
    choice_id_size: int | None = None
    """Of the id of each, in bytes of UTF-8, where it is another than the label."""
    choice_text_length: int | None = None
    """Of the text above choices, where that is another than `text_length`."""
    edit_window: float | None = None
    recall_window: float | None = None
    rates: tuple[Rate, ...] = ()

    def size_of(self, kind: FileKind) -> int | None:
        """The most bytes that a file of this kind may have."""
        return self.file_sizes.get(kind, self.file_size)

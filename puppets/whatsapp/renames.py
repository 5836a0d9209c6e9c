"""What a room was called before, where it was never looked into under that name."""

from __future__ import annotations

from collections.abc import Iterable

from . import wire
from .ids import even
from .notices import Notice, notice

__all__ = ["first_name"]


def first_name(
    screen: wire.Screen, shown: wire.Conversation, known: Iterable[str]
) -> str:
    """
    The name under which the room that is open was known, or would have been.

    Its rows say what it was called at first; else the one of the known names that is
    gone from the list is it. Empty where the room is not known to be another's.
    """
    names = list(known)
    if not shown.room or any(even(each) == even(shown.name) for each in names):
        return ""
    language = screen.language or "en"
    notes = [
        told
        for row in shown.rows
        if row.kind == "note" and (told := notice(row.text, language))
    ]
    if not any(_is_now(told, shown.name) for told in notes):
        return ""
    lost = [each for each in names if not _is_listed(each, screen.list)]
    begun = [told.topic for told in notes if told.kind == "created" and told.topic]
    found = lost or begun[:1]
    return found[0] if len(found) == 1 else ""


def _is_now(told: Notice, name: str) -> bool:
    return told.kind == "topic" and even(told.topic) == even(name)


def _is_listed(name: str, listed: wire.ChatList | None) -> bool:
    """Whether it is on the list, or may be, where not all of that is drawn."""
    if listed is None or listed.searching or listed.total > len(listed.rows):
        return True
    return any(even(row.name) == even(name) for row in listed.rows)

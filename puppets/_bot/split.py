"""A text that is too long for one message, as several."""

from __future__ import annotations

from bisect import bisect_right

from ..limits import TextUnit
from .graphemes import may_cut

__all__ = ["split"]

_NO_BREAK = frozenset("\u00a0\u202f\u2060\ufeff")


def split(
    text: str, limit: int | None, unit: TextUnit = TextUnit.CODE_POINT
) -> list[str]:
    """
    The text in pieces of at most `limit` units that, joined, are the text again.

    It is cut after a paragraph or a line where that leaves a piece at least half full,
    else between words, else, in a word that alone is too long, between characters as a
    person sees them. Only what is over the limit by itself is cut anywhere.
    """
    pieces = []
    while limit is not None and unit.measure(text) > limit:
        at = _cut(text, _fitting(text, limit, unit))
        pieces.append(text[:at])
        text = text[at:]
    return [*pieces, text]


def _fitting(text: str, limit: int, unit: TextUnit) -> int:
    """How many characters fit; at least one, or there would be no end."""
    window = text[: limit + 1]  # none counts for less than one unit
    fitting = bisect_right(
        range(len(window) + 1), limit, key=lambda length: unit.measure(window[:length])
    )
    return max(1, fitting - 1)


def _cut(text: str, end: int) -> int:
    return (
        _after_mark(text, "\n\n", end)
        or _after_mark(text, "\n", end)
        or _between_words(text, end)
        or _between_characters(text, end)
        or end
    )


def _after_mark(text: str, mark: str, end: int) -> int:
    found = text.rfind(mark, end // 2, end)
    return found + len(mark) if found >= 0 else 0


def _between_words(text: str, end: int) -> int:
    if _is_space(text[end]) and may_cut(text, end):
        return end
    for at in range(end, 0, -1):
        if _is_space(text[at - 1]) and may_cut(text, at):
            return at
    return 0


def _between_characters(text: str, end: int) -> int:
    for at in range(end, 0, -1):
        if may_cut(text, at):
            return at
    return 0


def _is_space(char: str) -> bool:
    return char.isspace() and char not in _NO_BREAK

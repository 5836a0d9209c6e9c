"""Where a text may be cut without breaking what a person sees as one character."""

from __future__ import annotations

import unicodedata

__all__ = ["may_cut"]

ZERO_WIDTH_JOINER = "\u200d"
_VIRAMA = 9
"""The combining class of the marks that join two consonants of an Indic script."""
# Thai and Lao vowels that hang on a consonant though they are letters; Japanese
# halfwidth sound marks; the joiners.
_HANGING = frozenset("\u0e33\u0eb3\uff9e\uff9f\u200c\u200d")
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    "\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\U00011941\U00011a3a"
    "\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"
)


def may_cut(text: str, at: int) -> bool:
    """
    Whether `text` may be cut before index `at`.

    By the rules of Unicode's UAX 29, on the careful side: emoji and flags stay whole,
    marks stay with their letter, a Hangul syllable with its parts.
    """
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in "\r\n":
        return (before, after) != ("\r", "\n")
    return not (
        _hangs_on(after)
        or before == ZERO_WIDTH_JOINER
        or before in _PREPENDED
        or (unicodedata.combining(before) == _VIRAMA and after.isalpha())
        or _are_one_syllable(before, after)
        or (_is_flag_half(after) and _flag_halves_before(text, at) % 2 == 1)
    )


def _hangs_on(char: str) -> bool:
    return (
        char in _HANGING
        or unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags, as of the flag of Scotland
    )


def _are_one_syllable(before: str, after: str) -> bool:
    lead = _is_lead(before) and (_is_lead(after) or _is_syllable(after))
    return lead or (_is_hangul(before) and _is_vowel_or_tail(after))


def _is_hangul(char: str) -> bool:
    return _is_lead(char) or _is_vowel_or_tail(char) or _is_syllable(char)


def _is_lead(char: str) -> bool:
    return "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c"


def _is_vowel_or_tail(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return at - start

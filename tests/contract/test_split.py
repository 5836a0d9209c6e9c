"""A text over the platform's limit becomes several messages, and none of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from puppets import TextUnit
from puppets._bot.split import split

UNITS = pytest.mark.parametrize("unit", TextUnit, ids=lambda unit: unit.value)

# What a person sees as one character, though it is several code points.
CHARACTERS = {
    "a letter with an accent of its own": "e\u0301",
    "a family": "👩\u200d👩\u200d👧\u200d👦",
    "a flag": "🇩🇪",
    "the flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "a dark thumb": "👍🏽",
    "a red heart": "❤\ufe0f",
    "a keycap": "1\ufe0f\u20e3",
    "a Hangul syllable in parts": "\u1112\u1161\u11ab",
    "a Hangul syllable with its tail apart": "\uac00\u11a8",
    "a Devanagari conjunct": "\u0915\u094d\u0937",
    "a Thai syllable": "\u0e19\u0e33",
    "an Arabic number sign with its digit": "\u06001",
    "a line end of Windows": "\r\n",
}

pieces_of_text = st.sampled_from([*CHARACTERS.values(), " ", "\n", "\n\n", "word"])
texts = st.lists(pieces_of_text | st.text(max_size=3)).map("".join)


@given(texts, st.integers(4, 40), st.sampled_from(TextUnit))
@example("", 4, TextUnit.UTF16)
@example("😀" * 9, 4, TextUnit.UTF8)
def test_nothing_is_lost_and_no_piece_is_too_long(
    text: str, limit: int, unit: TextUnit
) -> None:
    pieces = split(text, limit, unit)
    assert "".join(pieces) == text
    assert all(unit.measure(piece) <= limit for piece in pieces)
    assert all(pieces) or pieces == [""]


@given(texts)
def test_without_a_limit_a_text_stays_whole(text: str) -> None:
    assert split(text, None) == [text]


@UNITS
def test_a_text_that_just_fits_stays_whole(unit: TextUnit) -> None:
    text = "naïve 😀 text"
    length = unit.measure(text)
    assert split(text, length, unit) == [text]
    assert len(split(text, length - 1, unit)) == 2


def test_the_unit_is_the_one_that_the_platform_counts() -> None:
    assert split("😀😀😀😀", 4, TextUnit.CODE_POINT) == ["😀😀😀😀"]
    assert split("😀😀😀😀", 4, TextUnit.UTF16) == ["😀😀", "😀😀"]
    assert split("😀😀😀😀", 4, TextUnit.UTF8) == ["😀", "😀", "😀", "😀"]


@pytest.mark.parametrize("character", CHARACTERS.values(), ids=CHARACTERS.keys())
def test_no_character_is_torn(character: str) -> None:
    text = "ab" + character * 4
    for limit in range(len(character), len(text)):
        pieces = split(text, limit)
        for piece in pieces:
            assert piece.removeprefix("ab").replace(character, "") in {"", "a", "b"}


def test_flags_are_told_apart_from_the_first_one_on() -> None:
    assert split("🇩🇪🇫🇷🇮🇹", 3) == ["🇩🇪", "🇫🇷", "🇮🇹"]


def test_only_a_character_that_is_too_long_itself_is_torn() -> None:
    heap = "e" + "\u0301" * 9
    assert split(heap, 5) == [heap[:5], heap[5:]]


def test_a_paragraph_is_the_first_choice() -> None:
    text = "One line.\nAnother.\n\nA new one.\nIts end."
    assert split(text, 34) == ["One line.\nAnother.\n\n", "A new one.\nIts end."]


def test_then_a_line() -> None:
    assert split("One line of it.\nAnd another", 20) == [
        "One line of it.\n",
        "And another",
    ]


def test_then_a_word() -> None:
    assert split("some words in a row", 12) == ["some words ", "in a row"]
    assert split("some words in a row", 10) == ["some words", " in a row"]


def test_then_between_characters() -> None:
    assert split("abcdefgh", 3) == ["abc", "def", "gh"]


def test_a_line_that_would_leave_a_piece_less_than_half_full_is_passed_over() -> None:
    assert split("Oh\nwhat a long line this is", 20) == [
        "Oh\nwhat a long line ",
        "this is",
    ]


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f", "\u2060"])
def test_words_that_belong_together_stay_together(glue: str) -> None:
    assert split(f"about 10{glue}km", 9) == ["about ", f"10{glue}km"]


def test_an_answer_of_a_book_is_split_in_no_time() -> None:
    book = "It was a dark and stormy night. " * 30_000
    assert "".join(split(book, 4096, TextUnit.UTF16)) == book

"""Emoji, and what Slack calls them."""

from __future__ import annotations

import pytest

from puppets.slack import emoji

PAIRS = {
    "👍": "+1",
    "👍🏿": "+1::skin-tone-6",
    "🎉": "tada",
    "❤️": "heart",
    "🇩🇪": "de",
    "🇺🇳": "flag-un",
    "👨‍👩‍👧": "man-woman-girl",
    "🧑🏽‍🚀": "astronaut::skin-tone-4",
    "1️⃣": "one",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f": "flag-scotland",
    "🫨": "shaking_face",
}


@pytest.mark.parametrize("character", PAIRS)
def test_an_emoji_and_its_name_lead_to_each_other(character: str) -> None:
    assert emoji.name(character) == PAIRS[character]
    assert emoji.character(PAIRS[character]) == character


def test_an_emoji_has_its_name_with_or_without_the_mark_for_colour() -> None:
    assert emoji.name("\u2764") == emoji.name("\u2764\ufe0f") == "heart"


def test_every_name_of_an_emoji_leads_to_it() -> None:
    assert emoji.character("thumbsup") == emoji.character("+1") == "👍"
    assert emoji.character(":+1:") == "👍"


def test_one_that_the_workspace_made_itself_keeps_its_name() -> None:
    assert emoji.character("party-parrot") == ":party-parrot:"
    assert emoji.name(":party-parrot:") == emoji.name("party-parrot") == "party-parrot"


def test_names_in_a_text_are_shown_as_emoji() -> None:
    text = "tea :tea: at 10:30:45 :no_such: :wave::skin-tone-2:"
    assert emoji.characters(text) == "tea 🍵 at 10:30:45 :no_such: 👋🏻"


def test_all_that_are_known_lead_back_to_themselves() -> None:
    table = emoji._by_character()
    assert len(table) > 1800
    for character, name in table.items():
        assert emoji.name(emoji.character(name)) == name, character

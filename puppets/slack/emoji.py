"""Emoji, which Slack calls by name."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

__all__ = ["character", "characters", "name"]

_TONES = {chr(0x1F3FB + number): f"skin-tone-{number + 2}" for number in range(5)}
_TONE_NAMES = {name: tone for tone, name in _TONES.items()}
_COLOUR = "\ufe0f"
"""The mark that asks for colour; with or without it, it is the same emoji."""
_CODE = re.compile(r":([a-z0-9_+'-]+)(?:::(skin-tone-[2-6]))?:")


def character(name: str) -> str:
    """The emoji of this name; of one that the workspace has made itself, `:name:`."""
    plain, _, tone = name.strip(":").partition("::")
    found = _by_name().get(plain)
    if found is None:
        return f":{plain}:"
    return _toned(found, _TONE_NAMES[tone]) if tone in _TONE_NAMES else found


def name(emoji: str) -> str:
    """What Slack calls this emoji; `:name:` and a bare name are taken as they are."""
    tones = [letter for letter in emoji if letter in _TONES]
    plain = "".join(letter for letter in emoji if letter not in _TONES)
    found = _by_character().get(plain.replace(_COLOUR, ""))
    if found is None:
        return emoji.strip(":")
    return f"{found}::{_TONES[tones[0]]}" if tones else found


def characters(text: str) -> str:
    """The text with the emoji whose names stand in it, as Slack shows it."""
    return _CODE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return character(found[0].strip(":"))


def _toned(emoji: str, tone: str) -> str:
    """The tone stands behind the first character, in place of the mark for colour."""
    return emoji[0] + tone + emoji[1:].removeprefix(_COLOUR)


@cache
def _by_name() -> dict[str, str]:
    return {name: emoji for emoji, names in _table() for name in names}


@cache
def _by_character() -> dict[str, str]:
    return {emoji.replace(_COLOUR, ""): names[0] for emoji, names in _table()}


def _table() -> list[tuple[str, list[str]]]:
    text = resources.files(__package__).joinpath("emoji.txt").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("# "))
    return [
        ("".join(chr(int(point, 16)) for point in points.split("-")), names.split())
        for points, names in (row for row in rows if len(row) == 2)
    ]

"""What the page itself says between messages: who came and went, what a group is called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

__all__ = ["YOU", "Kind", "Notice", "begins", "notice", "people"]

Kind = Literal[
    "service", "topic", "described", "created", "joined", "added", "left", "removed"
]
KINDS: tuple[Kind, ...] = (
    "service",
    "topic",
    "described",
    "created",
    "joined",
    "added",
    "left",
    "removed",
)
YOU = ""
"""The account itself, among people's names."""

_QUOTES = re.compile("[“”„«»「」『』‘’\u201f]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOLE = re.compile(r"\\\{(actor|people|topic|old)\\\}|\\\.\\\.\\\.")
_IMPLIED = re.compile(r"<(actor|people)> ")
_OTHERS = re.compile(r"\d+ \w+|\w+ \d+ \w+")
_NAME = {"actor": ".+?", "people": ".+", "topic": ".*", "old": ".*?"}

Table = dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One of them: who did it, to whom, and what it is called now."""

    kind: Kind
    actor: str | None = None
    """None where the text does not tell."""
    people: tuple[str, ...] = ()
    topic: str = ""
    old: str = ""
    others: bool = False
    """Whether there are more people than those who are named."""


def notice(text: str, language: str) -> Notice | None:
    """What a text says; None where nobody here can read it."""
    said = _MARKS.sub("", text).strip()
    compared = _even(said)
    for spoken in dict.fromkeys((language, "en")):
        for kind, pattern, implied in _patterns(spoken):
            if found := pattern.fullmatch(compared):
                # Names are taken from what was said, with the quotes that are in them.
                named = {
                    name: said[slice(*found.span(name))] for name in found.groupdict()
                }
                return _told(kind, named, implied, spoken)
    return None


def begins(text: str, language: str) -> bool:
    """Whether it is what stands at the very top of a conversation."""
    said = _MARKS.sub("", text).strip().casefold()
    wordings = {*_words("beginning", language), *_words("beginning", "en")}
    return any(said.startswith(each.casefold()) for each in wordings)


def _told(kind: Kind, named: dict[str, str], implied: str, language: str) -> Notice:
    actor = YOU if implied == "actor" else named.get("actor")
    told, others = people(named.get("people", ""), language)
    if implied == "people":
        told = (YOU, *told)
    return Notice(
        kind=kind,
        actor=None if actor is None else _self(actor, language),
        people=told,
        topic=named.get("topic", ""),
        old=named.get("old", ""),
        others=others,
    )


def people(text: str, language: str) -> tuple[tuple[str, ...], bool]:
    """`Bob, Carol and you`; of `Bob and 3 others` one name, and that there are more."""
    ands = _words("and", language)
    between = "|".join([", ", "، ", *(re.escape(each) for each in ands)])
    names = [each.strip() for each in re.split(between, text) if each.strip()]
    known = [each for each in names if not _OTHERS.fullmatch(each)]
    return tuple(_self(each, language) for each in known), len(known) < len(names)


def _self(name: str, language: str) -> str:
    return YOU if name.casefold() in _words("you", language) else name


def _even(text: str) -> str:
    """Character for character, so that what is found in it can be found in the text."""
    return _QUOTES.sub('"', text)


@cache
def _table() -> Table:
    written = files(__package__).joinpath("notices.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(written), Table)


@cache
def _words(name: str, language: str) -> tuple[str, ...]:
    spoken = _table()[name]
    return spoken.get(language, spoken["en"])


@cache
def _patterns(language: str) -> tuple[tuple[Kind, re.Pattern[str], str], ...]:
    return tuple(_compiled(language))


def _compiled(language: str) -> Iterator[tuple[Kind, re.Pattern[str], str]]:
    for kind in KINDS:
        for written in _table()[kind].get(language, ()):
            implied = _IMPLIED.match(written)
            text = written[implied.end() :] if implied else written
            pattern = _HOLE.sub(_hole, re.escape(_even(text))).replace(r"\ ", r"\s+")
            flags = re.IGNORECASE | re.DOTALL
            yield kind, re.compile(pattern, flags), implied[1] if implied else ""


def _hole(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{_NAME[found[1]]})" if found[1] else ".*"

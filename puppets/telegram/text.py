"""Mentions, both ways. Telegram counts text in UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..limits import TextUnit
from ..payloads import ContactPayload
from . import wire

__all__ = ["Marked", "address", "handles_in", "link_in", "mention_ids", "part"]

Entity = dict[str, object]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and what is to be known of its parts."""

    text: str
    entities: list[Entity] = field(default_factory=list)


def part(text: str, entity: wire.Entity) -> str:
    """What the entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    covered = units[entity.offset * 2 : (entity.offset + entity.length) * 2]
    return covered.decode("utf-16-le", "replace")


def handles_in(said: wire.Message) -> Iterator[str]:
    """The handles that are mentioned, in lower case; whose they are, we must remember."""
    text, entities = _words(said)
    for entity in entities:
        if entity.type == "mention":
            yield part(text, entity).removeprefix("@").lower()


def mention_ids(said: wire.Message, handles: Mapping[str, str]) -> tuple[str, ...]:
    """Who is mentioned, each once, of those whose handle is known or who have none."""
    text, entities = _words(said)
    if not entities:
        return ()
    found = (_mentioned(text, entity, handles) for entity in entities)
    return tuple(dict.fromkeys(id for id in found if id))


def link_in(said: wire.Message) -> str:
    """The first link in a message; empty where there is none."""
    if said.link_preview_options.url:
        return said.link_preview_options.url
    text, entities = _words(said)
    for entity in entities:
        if entity.type == "text_link":
            return entity.url
        if entity.type == "url":
            return part(text, entity)
    return ""


def address(text: str, people: Sequence[ContactPayload]) -> Marked:
    """
    The text with a mention of each of these people in it.

    Who is named in it already, as `@handle` or `@name`, is mentioned there; the others
    are named in front.
    """
    unnamed = [person for person in people if not _is_named(text, person)]
    front = " ".join(_call(person) for person in unnamed)
    whole = f"{front} {text}" if front else text
    return Marked(whole, [*_in_front(unnamed), *_within(whole, len(front), people)])


def _words(said: wire.Message) -> tuple[str, tuple[wire.Entity, ...]]:
    if said.text:
        return said.text, said.entities
    return said.caption, said.caption_entities


def _mentioned(text: str, entity: wire.Entity, handles: Mapping[str, str]) -> str:
    if entity.type == "text_mention" and entity.user is not None:
        return str(entity.user.id)
    if entity.type == "mention":
        return handles.get(part(text, entity).removeprefix("@").lower(), "")
    return ""


def _call(person: ContactPayload) -> str:
    return f"@{person.handle}" if person.handle else person.name


def _is_named(text: str, person: ContactPayload) -> bool:
    return bool(_handle_in(text, person) or _name_in(text, person))


def _handle_in(text: str, person: ContactPayload) -> re.Match[str] | None:
    """Telegram finds these by itself, and notifies."""
    if not person.handle:
        return None
    return re.search(rf"(?<!\w)@{person.handle}(?!\w)", text, re.IGNORECASE)


def _name_in(text: str, person: ContactPayload) -> re.Match[str] | None:
    return re.search(rf"(?<!\w)@{re.escape(person.name)}(?!\w)", text)


def _in_front(people: Sequence[ContactPayload]) -> Iterator[Entity]:
    at = 0
    for person in people:
        if not person.handle:
            yield _mention(at, person.name, person)
        at += _units(_call(person)) + 1


def _within(
    text: str, start: int, people: Sequence[ContactPayload]
) -> Iterator[Entity]:
    for person in people:
        found = None if _handle_in(text, person) else _name_in(text[start:], person)
        if found is not None:
            before = text[: start + found.start()]
            yield _mention(_units(before), found[0], person)


def _mention(offset: int, words: str, person: ContactPayload) -> Entity:
    return {
        "type": "text_mention",
        "offset": offset,
        "length": _units(words),
        "user": {"id": int(person.id)},
    }


def _units(text: str) -> int:
    return TextUnit.UTF16.measure(text)

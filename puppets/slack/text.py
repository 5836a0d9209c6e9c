"""What people read, out of what Slack writes: mrkdwn, and the blocks of rich text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from .._decoding import UNREADABLE
from . import wire

__all__ = [
    "Span",
    "link_in",
    "mention_ids",
    "named_in",
    "readable",
    "spans",
    "unescape",
]

_ESCAPED = re.compile(r"&(amp|lt|gt);")
_LETTERS = {"amp": "&", "lt": "<", "gt": ">"}
_CONTROL = re.compile(r"<([^<>]*)>")
_BLOCKS = msgspec.json.Decoder(tuple[wire.Element, ...] | None)
_ATTACHMENTS = msgspec.json.Decoder(tuple[wire.Attachment, ...] | None)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; one that names somebody or something has its id, too."""

    text: str
    sign: str = ""
    """`@` or `#`, in front of a name."""
    id: str = ""
    url: str = ""

    def shown(self, names: Mapping[str, str]) -> str:
        """As a person reads it; the name of today, where it is known."""
        return f"{self.sign}{names.get(self.id, self.text)}"


def unescape(text: str) -> str:
    """Slack escapes these three letters, and no others."""
    return _ESCAPED.sub(lambda found: _LETTERS[found[1]], text)


def readable(said: wire.Message, names: Mapping[str, str]) -> str:
    """What a person reads; `names` are those of people and channels, by id."""
    return "".join(span.shown(names) for span in spans(said))


def mention_ids(said: wire.Message) -> tuple[str, ...]:
    """Who is mentioned, each once."""
    found = (span.id for span in spans(said) if span.sign == "@" and _is_user(span.id))
    return tuple(dict.fromkeys(found))


def named_in(said: wire.Message) -> frozenset[str]:
    """The people and channels whose names are needed to read it."""
    return frozenset(
        span.id for span in spans(said) if span.id and not span.id.startswith("S")
    )


def link_in(said: wire.Message) -> str:
    """The first link; empty where there is none."""
    return next((span.url for span in spans(said) if span.url), "")


def spans(said: wire.Message) -> list[Span]:
    """
    What is said, piece by piece.

    People's messages are rich text, and their `text` a rendering of it in mrkdwn; what
    a bot says in other blocks stands in its `text` too, or else is read there.
    """
    blocks = _blocks(said)
    if rich := [block for block in blocks if block.type == "rich_text"]:
        return list(_lines(each for block in rich for each in block.elements))
    if said.text:
        return list(_mrkdwn(said.text))
    words = [*_words(blocks), *_beside(said)]
    return list(_mrkdwn("\n".join(words)))


def _is_user(id: str) -> bool:
    return id.startswith(("U", "W"))


def _blocks(said: wire.Message) -> tuple[wire.Element, ...]:
    """A block of a kind that we cannot read costs no message: its text is read then."""
    try:
        return _BLOCKS.decode(said.blocks) or ()
    except UNREADABLE:
        return ()


# mrkdwn.


def _mrkdwn(text: str) -> Iterator[Span]:
    at = 0
    for found in _CONTROL.finditer(text):
        if before := text[at : found.start()]:
            yield Span(unescape(before))
        yield _control(found[1])
        at = found.end()
    if rest := text[at:]:
        yield Span(unescape(rest))


def _control(words: str) -> Span:
    """What stands between `<` and `>`: a name, a call to many, a date, or a link."""
    what, _, label = words.partition("|")
    shown = unescape(label)
    if what.startswith("@"):
        return Span(shown or what[1:], "@", what[1:])
    if what.startswith("#"):
        return Span(shown or what[1:], "#", what[1:])
    if what.startswith("!"):
        return _special(what[1:], shown)
    url = unescape(what)
    return Span(shown or url, url=url)


def _special(what: str, shown: str) -> Span:
    kind, _, id = what.partition("^")
    if kind == "subteam":
        return Span(shown.removeprefix("@") or id, "@", id)
    if kind == "date":
        return Span(shown or id)
    return Span(shown.removeprefix("@") or kind, "@")


# Rich text.


def _lines(elements: Iterable[wire.Element]) -> Iterator[Span]:
    """Each of them begins on a line of its own."""
    last = "\n"
    for element in elements:
        if not last.endswith("\n"):
            yield Span("\n")
        for span in _element(element):
            last = span.text
            yield span


def _element(element: wire.Element) -> Iterator[Span]:
    if element.type == "rich_text_list":
        yield from _list(element)
    elif element.type == "rich_text_quote":
        yield Span("> ")
        for span in map(_span, element.elements):
            yield replace(span, text=span.text.replace("\n", "\n> "))
    else:
        yield from map(_span, element.elements)


def _list(element: wire.Element) -> Iterator[Span]:
    for number, item in enumerate(element.elements, element.offset + 1):
        mark = f"{number}." if element.style == "ordered" else "•"
        newline = "\n" if number > element.offset + 1 else ""
        yield Span(f"{newline}{'    ' * element.indent}{mark} ")
        yield from map(_span, item.elements)


def _span(element: wire.Element) -> Span:
    text = element.text if isinstance(element.text, str) else ""
    match element.type:
        case "user":
            return Span(element.user_id, "@", element.user_id)
        case "usergroup":
            return Span(element.usergroup_id, "@", element.usergroup_id)
        case "channel":
            return Span(element.channel_id, "#", element.channel_id)
        case "broadcast":
            return Span(element.range, "@")
        case "link":
            return Span(text or element.url, url=element.url)
        case "emoji":
            return Span(_emoji(element))
        case _:
            return Span(text or element.fallback or element.value)


def _emoji(element: wire.Element) -> str:
    """The emoji; of one that the workspace has made itself its name."""
    try:
        points = [int(point, 16) for point in element.unicode.split("-") if point]
        return "".join(map(chr, points)) or f":{element.name}:"
    except (ValueError, OverflowError):
        return f":{element.name}:"


# Other blocks, and what stands beside a text.


def _words(blocks: Iterable[wire.Element]) -> Iterator[str]:
    for block in blocks:
        for part in (block, *block.elements):
            match part.text:
                case str(text) | wire.TextObject(text=text) if text:
                    yield text
        yield from (field.text for field in block.fields if field.text)


def _beside(said: wire.Message) -> Iterator[str]:
    try:
        attachments = _ATTACHMENTS.decode(said.attachments) or ()
    except UNREADABLE:
        return
    for each in attachments:
        parts = (each.pretext, each.title, each.text)
        told = "\n".join(part for part in parts if part)
        if told or each.fallback:
            yield told or each.fallback or ""

"""What Slack is to write, out of what a person is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..payloads import ContactPayload, UrlLinkPayload

__all__ = ["BLOCK_LENGTH", "Block", "Marked", "address", "called", "escape"]

Block = dict[str, object]
Piece = str | ContactPayload | UrlLinkPayload

BLOCK_LENGTH = 4000
"""Characters past which a text is no rich text any more: Slack advises no more in one."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_URL = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?'\")\]}]")
_MARKUP = re.compile(r"[*_~`]|:[a-z0-9_+'-]+:|^\s|\s$|^>", re.MULTILINE)
"""What Slack would read as markup, or leave out, were it not told otherwise."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and how it is written for Slack."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What a person reads."""
        return "".join(map(_shown, self.pieces))

    @property
    def escaped(self) -> str:
        """The same as mrkdwn."""
        return "".join(map(_written, self.pieces))

    @property
    def mention_ids(self) -> tuple[str, ...]:
        people = (
            piece.id for piece in self.pieces if isinstance(piece, ContactPayload)
        )
        return tuple(dict.fromkeys(people))

    @property
    def is_plain(self) -> bool:
        """Whether Slack would show the text as it is, unasked."""
        return not _MARKUP.search(self.text)

    @property
    def blocks(self) -> list[Block]:
        """As rich text, in which nothing is markup; none where it is too long."""
        if not 0 < len(self.text) <= BLOCK_LENGTH:
            return []
        elements = [each for piece in self.pieces for each in _elements(piece)]
        section = {"type": "rich_text_section", "elements": elements}
        return [{"type": "rich_text", "elements": [section]}]


def escape(text: str) -> str:
    return text.translate(_ESCAPES)


def called(person: ContactPayload) -> str:
    """How a mention of this person is shown."""
    return f"@{person.alias or person.name}"


def address(text: str, people: Sequence[ContactPayload] = ()) -> Marked:
    """
    The text with a mention of each of these people in it.

    Who is named in it already, as `@name`, is mentioned there; the others are named in
    front.
    """
    pieces: list[Piece] = [text]
    in_front: list[Piece] = []
    for person in people:
        if not _mention(pieces, person):
            in_front += [person, " "]
    return Marked(tuple(piece for piece in (*in_front, *pieces) if piece != ""))


def _mention(pieces: list[Piece], person: ContactPayload) -> bool:
    """Put the person in the place where they are named; False where there is none."""
    name = re.compile(rf"(?<!\w){re.escape(called(person))}(?!\w)")
    for number, piece in enumerate(pieces):
        if isinstance(piece, str) and (found := name.search(piece)):
            before, after = piece[: found.start()], piece[found.end() :]
            pieces[number : number + 1] = [before, person, after]
            return True
    return False


def _shown(piece: Piece) -> str:
    match piece:
        case ContactPayload():
            return called(piece)
        case UrlLinkPayload(url=url):
            return _label(piece) or url
        case str():
            return piece


def _written(piece: Piece) -> str:
    match piece:
        case ContactPayload(id=id):
            return f"<@{id}>"
        case UrlLinkPayload(url=url):
            label = f"|{escape(_label(piece))}" if _label(piece) else ""
            return f"<{escape(url)}{label}>"
        case str():
            return escape(piece)


def _label(link: UrlLinkPayload) -> str:
    """A label may hold no bar and no end of line."""
    return " ".join(link.title.replace("|", "¦").split())


def _elements(piece: Piece) -> Iterator[Block]:
    match piece:
        case ContactPayload(id=id):
            yield {"type": "user", "user_id": id}
        case UrlLinkPayload(url=url):
            label = {"text": _label(piece)} if _label(piece) else {}
            yield {"type": "link", "url": url, **label}
        case str():
            yield from _words(piece)


def _words(piece: str) -> Iterator[Block]:
    """A text, and the addresses in it, which in a block only an element makes links."""
    at = 0
    for found in _URL.finditer(piece):
        if before := piece[at : found.start()]:
            yield {"type": "text", "text": before}
        yield {"type": "link", "url": found[0]}
        at = found.end()
    if rest := piece[at:]:
        yield {"type": "text", "text": rest}

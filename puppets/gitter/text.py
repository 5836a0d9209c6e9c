"""Text, both ways: mentions, links, and what stands in front of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

from ..payloads import ContactPayload, UrlLinkPayload
from . import wire
from .ids import is_user, link, user_id

__all__ = [
    "HTML",
    "address",
    "calling",
    "card_in",
    "linked",
    "mentioned",
    "plain",
    "shared",
    "url_in",
]

HTML = "org.matrix.custom.html"

_PILL = r'<a href="https://matrix\.to/#/([^"?]+)[^"]*">([^<]*)</a>'
_PILLS = re.compile(_PILL)
_LINKED = re.compile(r'<a href="(https?://[^"]+)">[^<]*</a>(?:<br ?/?>[^<]*)?')
_URL = re.compile(r"https?://[^\s<>\"]+")
_QUOTED = re.compile(r"> (\* )?<@[^>\n]+>.*(\n>.*)*\n\n")
"""What older clients put in front of an answer: the text that it answers."""


def plain(content: wire.Message) -> str:
    """What a person reads."""
    quoted = _QUOTED.match(content.body)
    if quoted is None or content.relates_to.in_reply_to is None:
        return content.body
    return content.body[quoted.end() :]


def mentioned(content: wire.Message) -> tuple[str, ...]:
    """Who is mentioned, each once; older clients only link to them."""
    if content.mentions is not None:
        found = content.mentions.user_ids
    else:
        own = content.formatted_body.partition("</mx-reply>")
        found = tuple(unquote(id) for id, _ in _PILLS.findall(own[2] or own[0]))
    return tuple(dict.fromkeys(id for id in found if is_user(id)))


def card_in(content: wire.Message) -> str:
    """Whose card it is: a text that is nothing but a link to someone; else empty."""
    found = re.fullmatch(_PILL, content.formatted_body)
    id = unquote(found[1]) if found else ""
    return id if is_user(id) else ""


def linked(content: wire.Message) -> bool:
    """Whether it is a link, and no more than what the link is about."""
    found = _LINKED.fullmatch(content.formatted_body)
    return found is not None and not card_in(content)


def url_in(content: wire.Message) -> str:
    """The first link in a message; empty where there is none."""
    found = _URL.search(plain(content))
    return found[0] if found else ""


def address(text: str, people: Sequence[ContactPayload]) -> dict[str, object]:
    """
    The text with a mention of each of these people in it.

    Who is named in it already, as `@name`, is mentioned there; the others are named in
    front. Without a mention it is plain, and notifies nobody.
    """
    if not people:
        return {"msgtype": "m.text", "body": text, "m.mentions": {}}
    marked, unnamed = _marked(text, people)
    front = f"{', '.join(person.name for person in unnamed)}: " if unnamed else ""
    pills = f"{', '.join(map(_pill, unnamed))}: " if unnamed else ""
    return {
        "msgtype": "m.text",
        "body": f"{front}{text}",
        "format": HTML,
        "formatted_body": f"{pills}{marked}",
        "m.mentions": {"user_ids": [user_id(person.id) for person in people]},
    }


def calling(person: ContactPayload) -> dict[str, object]:
    """Someone's card: the name, which leads to the person, and calls nobody."""
    return {
        "msgtype": "m.text",
        "body": person.name,
        "format": HTML,
        "formatted_body": _pill(person),
        "m.mentions": {},
    }


def shared(page: UrlLinkPayload) -> dict[str, object]:
    """A link, of which clients show what they find there."""
    lines = (page.title, page.description, page.url)
    about = f"<br>{escape(page.description)}" if page.description else ""
    return {
        "msgtype": "m.text",
        "body": "\n".join(line for line in lines if line),
        "format": HTML,
        "formatted_body": f'<a href="{escape(page.url)}">{escape(page.title or page.url)}</a>{about}',
        "m.mentions": {},
    }


def _marked(
    text: str, people: Sequence[ContactPayload]
) -> tuple[str, list[ContactPayload]]:
    """The text as HTML, with a link where somebody is named; and who is not."""
    unnamed, parts, end = list(people), [], 0
    # Of two names that begin alike the longer one is meant.
    names = sorted({person.name for person in people}, key=len, reverse=True)
    for found in re.finditer(rf"@({'|'.join(map(re.escape, names))})(?!\w)", text):
        named = next((one for one in unnamed if one.name == found[1]), None)
        if named is not None:
            unnamed.remove(named)
            parts += [_html(text[end : found.start()]), _pill(named)]
            end = found.end()
    return "".join([*parts, _html(text[end:])]), unnamed


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _pill(person: ContactPayload) -> str:
    return (
        f'<a href="{link(user_id(person.id))}">{escape(person.name, quote=False)}</a>'
    )

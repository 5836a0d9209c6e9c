"""
Ids, both ways; and the other names that rooms have.

Matrix's own ids may hold a slash, and those of old anything but a colon: ours are the
same ones, with what an id of ours may not hold (contract 4.6) written as in an address.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from ..errors import NotFound

__all__ = [
    "GITTER",
    "contact_id",
    "is_user",
    "link",
    "message_id",
    "place_id",
    "room_name",
    "split_message_id",
    "user_id",
]

GITTER = "gitter.im"

# A server may have a port, and be an address of either kind.
_USER = re.compile(r"@[^:\x00\ud800-\udfff]{1,254}:[!-.0-9;-~][!-.0-~]{0,254}")
_ROOM = re.compile(r"![^\x00\ud800-\udfff]{1,254}")
_ALIAS = re.compile(r"#[^\s\x00:]+:[^\s\x00]+")
_EVENT = re.compile(r"\$[^\x00\ud800-\udfff]{1,254}")
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_CLIENTS = {"app.gitter.im", "matrix.to", "app.element.io"}

_NOT_OURS = re.compile(r"[\s/%\x00-\x20\x7f]")
# A dollar is where the event begins in the id of a message.
_NOT_IN_MESSAGES = re.compile(r"[\s/%$\x00-\x20\x7f]")


def is_user(id: str) -> bool:
    """Whether Matrix may call somebody so."""
    return _USER.fullmatch(id) is not None


def contact_id(user_id: str) -> str:
    """The id of a contact, whom Matrix knows by this one."""
    return _NOT_OURS.sub(_quoted, user_id)


def user_id(contact_id: str) -> str:
    """By which id Matrix knows this contact; `NotFound` where it can know none."""
    user = _plain(contact_id)
    if is_user(user) and _NOT_OURS.sub(_quoted, user) == contact_id:
        return user
    raise NotFound(f"gitter knows no contact {contact_id!r}")


def place_id(room_id: str) -> str:
    """The id of a room, which Matrix knows by this one."""
    return _NOT_IN_MESSAGES.sub(_quoted, room_id)


def room_name(conversation_id: str) -> str:
    """
    A room's id (`!...`) or alias (`#...:server`), by whatever name the room is called.

    That is, besides these two, `org/repo` as of old on Gitter, and the address of the
    room in a client. Ids are opaque: those of today do not tell any server.
    """
    name = _in_address(conversation_id) or conversation_id
    if _REPOSITORY.fullmatch(name):
        name = f"#{name.replace('/', '_')}:{GITTER}"
    if _ALIAS.fullmatch(name):
        return name
    room = _plain(name)
    if _ROOM.fullmatch(room) and place_id(room) == name:
        return room
    raise NotFound(f"gitter knows no room {conversation_id!r}")


def message_id(room_id: str, event_id: str) -> str:
    """An event's id may be unique in its room alone."""
    event = _NOT_IN_MESSAGES.sub(_quoted, event_id.removeprefix("$"))
    return f"{place_id(room_id)}${event}"


def split_message_id(id: str) -> tuple[str, str]:
    """The room and the event; `NotFound` for what is no message's id."""
    room, event = map(_plain, id.split("$", 1)) if "$" in id else ("", "")
    event = f"${event}"
    is_one = _ROOM.fullmatch(room) and _EVENT.fullmatch(event)
    if is_one and message_id(room, event) == id:
        return room, event
    raise NotFound(f"gitter knows no message {id!r}")


def link(name: str, *servers: str) -> str:
    """The address by which any client finds a user or a room."""
    via = "&".join(f"via={quote(server, safe=':')}" for server in servers)
    return f"https://matrix.to/#/{quote(name, safe='@!#:$')}{'?' if via else ''}{via}"


def _in_address(address: str) -> str:
    """What a client's address leads to; empty for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or parts.hostname not in _CLIENTS:
        return ""
    place = parts.fragment.removeprefix("/").removeprefix("room/")
    name = unquote(place.partition("?")[0].partition("/")[0])  # without any event
    return place_id(name) if name.startswith("!") else name


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def _plain(id: str) -> str:
    """What stands in an id of ours; empty for what cannot be one."""
    try:
        return unquote(id, errors="strict")
    except UnicodeDecodeError:
        return ""

"""Ids, both ways; and the other names that rooms have."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from ..errors import NotFound

__all__ = [
    "GITTER",
    "is_user",
    "link",
    "message_id",
    "room_name",
    "split_message_id",
    "user_id",
]

GITTER = "gitter.im"

# A server may have a port, and be an address of either kind.
_USER = re.compile(r"@[^\s:\x00]{1,254}:[^\s/\x00]{1,254}", re.ASCII)
_ROOM = re.compile(r"![^\s/$\x00]{1,254}", re.ASCII)
_ALIAS = re.compile(r"#[^\s\x00:]+:[^\s\x00]+")
_EVENT = re.compile(r"\$[^\s\x00]{1,254}", re.ASCII)
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_CLIENTS = {"app.gitter.im", "matrix.to", "app.element.io"}


def is_user(id: str) -> bool:
    return _USER.fullmatch(id) is not None


def user_id(contact_id: str) -> str:
    """A contact's id is the user's own; anything else is nobody's."""
    if not is_user(contact_id):
        raise NotFound(f"gitter knows no contact {contact_id!r}")
    return contact_id


def room_name(conversation_id: str) -> str:
    """
    A room's id (`!...`) or alias (`#...:server`), by whatever name the room is called.

    That is, besides these two, `org/repo` as of old on Gitter, and the address of the
    room in a client. Ids are opaque: those of today do not tell any server.
    """
    name = _in_address(conversation_id) or conversation_id
    if _REPOSITORY.fullmatch(name):
        name = f"#{name.replace('/', '_')}:{GITTER}"
    if _ROOM.fullmatch(name) or _ALIAS.fullmatch(name):
        return name
    raise NotFound(f"gitter knows no room {conversation_id!r}")


def message_id(room_id: str, event_id: str) -> str:
    """An event's id may be unique in its room alone, and in old rooms have slashes."""
    return f"{room_id}{event_id.replace('/', '%2F')}"


def split_message_id(id: str) -> tuple[str, str]:
    """The room and the event; `NotFound` for what is no message's id."""
    room, _, event = id.rpartition("$")
    event = f"${event.replace('%2F', '/')}"
    if not (_ROOM.fullmatch(room) and _EVENT.fullmatch(event)):
        raise NotFound(f"gitter knows no message {id!r}")
    return room, event


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
    return unquote(place.partition("?")[0])

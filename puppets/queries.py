"""
Filters for contacts, rooms, members and messages (contract 4.14).

A text value must be equal, a compiled pattern must be found; several fields mean AND;
a field left at None does not count. A query with no field at all is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final, TypeAlias

from .enums import MessageType, PostType, TapType
from .payloads import RoomMemberPayload

__all__ = [
    "YOU",
    "ContactQuery",
    "FriendshipQuery",
    "MemberQuery",
    "MessageQuery",
    "PostQuery",
    "RoomQuery",
    "TapQuery",
    "Text",
]

Text: TypeAlias = str | re.Pattern[str]


class You:
    """The puppet itself, in `room_member_search`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "YOU"


YOU: Final = You()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Fields to agree with, and how."""

    def __post_init__(self) -> None:
        if not any(True for _ in self._given()):
            names = ", ".join(field.name for field in fields(self))
            raise ValueError(f"{type(self).__name__} needs at least one of: {names}")

    def matches(self, payload: object) -> bool:
        """Whether `payload` agrees with every field that is given."""
        return all(
            _agrees(wanted, getattr(payload, name)) for name, wanted in self._given()
        )

    def _given(self) -> Iterator[tuple[str, object]]:
        for field in fields(self):
            wanted = getattr(self, field.name)
            if wanted is not None:
                yield field.name, wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQuery(Query):
    """Fields of `ContactPayload`."""

    id: str | None = None
    name: Text | None = None
    alias: Text | None = None
    handle: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomQuery(Query):
    """Fields of `RoomPayload`."""

    id: str | None = None
    topic: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberQuery(Query):
    """Fields of `RoomMemberPayload`, and the alias that the puppet's account gives."""

    name: Text | None = None
    room_alias: Text | None = None
    contact_alias: Text | None = None

    def agrees(self, member: RoomMemberPayload, contact_alias: str) -> bool:
        """Whether this member, known by this alias, agrees with every field given."""
        return all(
            _agrees(
                wanted,
                contact_alias if name == "contact_alias" else getattr(member, name),
            )
            for name, wanted in self._given()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageQuery(Query):
    """Fields of `MessagePayload`."""

    id: str | None = None
    conversation_id: str | None = None
    talker_id: str | None = None
    listener_id: str | None = None
    room_id: str | None = None
    text: Text | None = None
    type: MessageType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendshipQuery(Query):
    """Exactly one of the two."""

    phone: str | None = None
    handle: str | None = None

    def __post_init__(self) -> None:
        if (self.phone is None) == (self.handle is None):
            raise ValueError("FriendshipQuery needs exactly one of: phone, handle")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuery(Query):
    """Fields of `PostPayload`."""

    id: str | None = None
    contact_id: str | None = None
    parent_id: str | None = None
    root_id: str | None = None
    type: PostType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TapQuery(Query):
    """Fields of `TapPayload`."""

    contact_id: str | None = None
    type: TapType | None = None


def _agrees(wanted: object, found: object) -> bool:
    if isinstance(wanted, re.Pattern):
        return wanted.search(str(found or "")) is not None
    return wanted == found

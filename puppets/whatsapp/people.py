"""People and rooms, as far as a page of names tells of them."""

from __future__ import annotations

import re

from ..enums import ContactType
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload
from . import notices
from .identity import Acquaintance

__all__ = ["contact", "is_phone", "member", "members", "room"]

_PHONE = re.compile(r"\+[\d\s().\-\u2010-\u2015]{6,30}")


def is_phone(name: str) -> bool:
    """Whether somebody is called by the number, for want of a name."""
    return bool(_PHONE.fullmatch(name))


def contact(who: Acquaintance, signature: str = "") -> ContactPayload:
    """A person; who is in nobody's address book is called by the number."""
    phone = f"+{re.sub(r'[^0-9]', '', who.name)}"
    return ContactPayload(
        id=who.id,
        name=who.name or who.id,
        type=ContactType.INDIVIDUAL,
        phones=(phone,) if is_phone(who.name) else (),
        signature=signature,
    )


def room(
    who: Acquaintance,
    member_ids: tuple[str, ...] = (),
    admin_ids: tuple[str, ...] = (),
) -> RoomPayload:
    """A group, by the name that it has now."""
    return RoomPayload(
        id=who.id,
        topic=who.name or who.id,
        member_ids=member_ids,
        admin_ids=admin_ids,
    )


def member(room_id: str, who: Acquaintance) -> RoomMemberPayload:
    return RoomMemberPayload(room_id=room_id, id=who.id, name=who.name or who.id)


def members(subtitle: str, language: str) -> tuple[str, ...]:
    """The names under a group's name, of which the account's own is `notices.YOU`."""
    return notices.people(subtitle, language)[0]

"""Who and where: contacts, rooms and members. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .._decoding import decoded
from ..errors import Malformed, NotFound
from ..payloads import ContactPayload, Payload, RoomMemberPayload, RoomPayload
from . import answers, wire
from .ids import contact_id, place_id, user_id

__all__ = ["contact", "known", "member", "members", "room"]

ADMINISTRATOR = 100
CREATORS_SINCE = 12
"""The version of rooms since which those who create them stand above all numbers."""


def contact(user_id: str, profile: answers.Profile | wire.Member) -> ContactPayload:
    """A name that is empty is the id, by which Matrix finds people too."""
    return ContactPayload(
        id=contact_id(user_id),
        name=_unless_blank(profile.displayname) or user_id,
        handle=user_id.removeprefix("@"),
        avatar=profile.avatar_url or "",
    )


def known(raw: bytes | msgspec.Raw) -> list[Payload]:
    """Whom a `m.room.member` tells of; of who is gone it may not tell the looks."""
    try:
        event = decoded("state", raw, wire.Event)
        if event.type != "m.room.member":
            return []
        who = decoded(event.event_id, event.content, wire.Member)
    except Malformed:  # said where it happened, or long ago
        return []
    is_here = who.membership in {"join", "invite"}
    has_looks = who.displayname is not None or who.avatar_url is not None
    if not (is_here or has_looks):
        return []
    return [contact(event.state_key or event.sender, who)]


def room(room_id: str, state: Sequence[wire.StateEvent]) -> RoomPayload:
    """A room as it stands."""
    creation = _one(state, "m.room.create")
    alias = _content(state, "m.room.canonical_alias", wire.Alias).alias or ""
    name = _content(state, "m.room.name", wire.Name).name
    return RoomPayload(
        id=place_id(room_id),
        topic=_unless_blank(name) or alias or room_id,
        member_ids=tuple(map(contact_id, members(state))),
        owner_id=contact_id(creation.sender) if creation else None,
        admin_ids=tuple(map(contact_id, _administrators(state, creation))),
        handle=alias.removeprefix("#"),
        avatar=_content(state, "m.room.avatar", wire.Picture).url or "",
    )


def members(state: Sequence[wire.StateEvent]) -> list[str]:
    """Those who are in a room."""
    return [
        event.state_key
        for event in state
        if event.type == "m.room.member"
        and decoded(event.state_key, event.content, wire.Member).membership == "join"
    ]


def member(
    room_id: str, person: ContactPayload, here: dict[str, answers.Looks]
) -> RoomMemberPayload:
    """Someone as the room shows them: two of one name are told apart by their ids."""
    user = user_id(person.id)
    if user not in here:
        raise NotFound(f"{person.id} is no member of {room_id}")
    name = _unless_blank(here[user].display_name) or user
    namesakes = sum(each.display_name == name for each in here.values())
    shown = f"{name} ({user})" if namesakes > 1 else name
    return RoomMemberPayload(
        room_id=room_id,
        id=person.id,
        name=person.name,
        room_alias="" if shown == person.name else shown,
        avatar=here[user].avatar_url or "",
    )


def _administrators(
    state: Sequence[wire.StateEvent], creation: wire.StateEvent | None
) -> tuple[str, ...]:
    powers = _content(state, "m.room.power_levels", wire.Powers).users
    found = [id for id, power in powers.items() if int(power) >= ADMINISTRATOR]
    if creation is not None:
        how = decoded("m.room.create", creation.content, wire.Create)
        version = how.room_version
        if version.isdecimal() and int(version) >= CREATORS_SINCE:
            found = [creation.sender, *how.additional_creators, *found]
    return tuple(dict.fromkeys(found))


def _content(
    state: Sequence[wire.StateEvent], kind: str, shape: type[wire.StructT]
) -> wire.StructT:
    found = _one(state, kind)
    return decoded(kind, found.content if found else wire.NOTHING, shape)


def _one(state: Sequence[wire.StateEvent], kind: str) -> wire.StateEvent | None:
    return next(
        (event for event in state if event.type == kind and not event.state_key), None
    )


def _unless_blank(name: str | None) -> str:
    return name if name and name.strip() else ""

"""Contacts and friendships, wire to payload and back."""

from __future__ import annotations

from datetime import datetime

from ..enums import ContactGender, ContactType, FriendshipScene, FriendshipType
from ..payloads import ContactPayload, FriendshipPayload
from .fields import known, moment, needed, stamp_in
from .wire import pb

__all__ = ["contact_in", "contact_out", "friendship_in", "friendship_out"]


def contact_out(contact: ContactPayload) -> pb.ContactPayloadResponse:
    return pb.ContactPayloadResponse(
        id=contact.id,
        gender=contact.gender,
        type=contact.type,
        name=contact.name,
        avatar=contact.avatar,
        address=contact.address,
        alias=contact.alias,
        city=contact.city,
        friend=contact.friend or False,
        province=contact.province,
        signature=contact.signature,
        star=contact.star,
        weixin=contact.handle,
        corporation=contact.corporation,
        title=contact.title,
        description=contact.description,
        coworker=contact.coworker or False,
        phones=contact.phones,
    )


def contact_in(said: pb.ContactPayloadResponse) -> ContactPayload:
    id = needed(said.id, "id")
    return ContactPayload(
        id=id,
        name=said.name or said.weixin or id,
        type=known(ContactType, said.type),
        gender=known(ContactGender, said.gender),
        handle=said.weixin,
        alias=said.alias,
        avatar=said.avatar,
        friend=said.friend,
        phones=tuple(said.phones),
        address=said.address,
        city=said.city,
        province=said.province,
        signature=said.signature,
        star=said.star,
        corporation=said.corporation,
        title=said.title,
        description=said.description,
        coworker=said.coworker,
    )


def friendship_out(friendship: FriendshipPayload) -> pb.FriendshipPayloadResponse:
    return pb.FriendshipPayloadResponse(
        id=friendship.id,
        contact_id=friendship.contact_id,
        hello=friendship.hello,
        type=friendship.type,
        stranger=friendship.stranger,
        ticket=friendship.ticket,
        scene=friendship.scene,
        receive_time=moment(friendship.timestamp),
    )


def friendship_in(
    said: pb.FriendshipPayloadResponse, *, heard: datetime
) -> FriendshipPayload:
    """`heard` is when its event came: Wechaty's own services tell no other time."""
    told = said.HasField("receive_time")
    return FriendshipPayload(
        id=needed(said.id, "id"),
        contact_id=needed(said.contact_id, "contact_id"),
        type=known(FriendshipType, said.type),
        timestamp=stamp_in(said.receive_time, "receive_time") if told else heard,
        hello=said.hello,
        scene=known(FriendshipScene, said.scene),
        stranger=said.stranger,
        ticket=said.ticket,
    )

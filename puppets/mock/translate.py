"""From what the platform holds to payloads. Pure."""

from __future__ import annotations

import re

from ..enums import ContactType, FriendshipType, MessageType
from ..errors import NotFound
from ..file_box import FileBox, FileKind
from ..payloads import (
    ContactPayload,
    FriendshipPayload,
    LocationPayload,
    MessagePayload,
    MiniProgramPayload,
    PostPayload,
    RoomInvitationPayload,
    RoomMemberPayload,
    RoomPayload,
    UrlLinkPayload,
)
from .platform.records import (
    Asked,
    Card,
    Content,
    Group,
    Invitation,
    Membership,
    Notes,
    Profile,
    Recall,
    Said,
)

__all__ = [
    "contact",
    "friendship",
    "invitation",
    "link",
    "member",
    "message",
    "room",
]

_KINDS = {
    FileKind.ATTACHMENT: MessageType.ATTACHMENT,
    FileKind.IMAGE: MessageType.IMAGE,
    FileKind.AUDIO: MessageType.AUDIO,
    FileKind.VOICE: MessageType.AUDIO,
    FileKind.VIDEO: MessageType.VIDEO,
    FileKind.VIDEO_NOTE: MessageType.VIDEO,
    FileKind.ANIMATION: MessageType.EMOTICON,
    FileKind.STICKER: MessageType.EMOTICON,
}
_LINK = re.compile(r"https?://\S+")


# Who and where.


def contact(profile: Profile, notes: Notes, *, friend: bool) -> ContactPayload:
    return ContactPayload(
        id=profile.id,
        name=_name(profile),
        type=ContactType.OFFICIAL if profile.is_bot else ContactType.INDIVIDUAL,
        handle=profile.handle,
        alias=notes.alias,
        friend=friend,
        phones=notes.phones or (profile.phone,),
        signature=profile.signature,
        corporation=notes.remark,
        description=notes.description,
    )


def room(group: Group) -> RoomPayload:
    return RoomPayload(
        id=group.id,
        topic=group.topic or group.id,
        member_ids=tuple(group.members),
        owner_id=group.owner_id,
        admin_ids=tuple(sorted(group.admin_ids)),
    )


def member(room_id: str, profile: Profile, membership: Membership) -> RoomMemberPayload:
    return RoomMemberPayload(
        room_id=room_id,
        id=profile.id,
        name=_name(profile),
        room_alias=membership.alias,
        inviter_id=membership.inviter_id,
    )


def friendship(asked: Asked, me: str) -> FriendshipPayload:
    other = asked.asked_id if asked.asker_id == me else asked.asker_id
    return FriendshipPayload(
        id=asked.id,
        contact_id=other,
        type=_friendship_type(asked, me),
        timestamp=asked.timestamp,
        hello=asked.hello,
    )


def invitation(invitation: Invitation) -> RoomInvitationPayload:
    return RoomInvitationPayload(
        id=invitation.id,
        inviter_id=invitation.inviter_id,
        receiver_id=invitation.receiver_id,
        topic=invitation.topic,
        timestamp=invitation.timestamp,
        member_count=len(invitation.member_ids),
        member_ids=invitation.member_ids,
    )


def _name(profile: Profile) -> str:
    return profile.name or profile.handle or profile.id


def _friendship_type(asked: Asked, me: str) -> FriendshipType:
    if asked.agreed:
        return FriendshipType.CONFIRM
    return FriendshipType.VERIFY if asked.asker_id == me else FriendshipType.RECEIVE


# What was said.


def message(said: Said, me: str) -> MessagePayload:
    return MessagePayload(
        id=said.id,
        conversation_id=said.conversation_of(me),
        type=_type(said.content),
        talker_id=said.talker_id,
        timestamp=said.timestamp,
        text=said.text,
        room_id=said.room_id,
        listener_id=said.listener_id,
        mention_ids=said.mention_ids,
        filename=said.content.name if isinstance(said.content, FileBox) else "",
        reply_to_id=said.reply_to_id,
        edited_at=said.edited_at,
    )


def link(said: Said) -> UrlLinkPayload:
    """The link that the message is, or holds first."""
    match said.content:
        case UrlLinkPayload() as link:
            return link
        case str(text) if found := _LINK.search(text):
            return UrlLinkPayload(url=found.group())
        case _:
            raise NotFound(f"there is no link in {said.id!r}")


def _type(content: Content) -> MessageType:
    match content:
        case str():
            return MessageType.TEXT
        case FileBox(kind=kind):
            return _KINDS[kind]
        case Card():
            return MessageType.CONTACT
        case Recall():
            return MessageType.RECALLED
        case UrlLinkPayload():
            return MessageType.URL
        case LocationPayload():
            return MessageType.LOCATION
        case MiniProgramPayload():
            return MessageType.MINI_PROGRAM
        case PostPayload():
            return MessageType.POST

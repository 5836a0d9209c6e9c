"""Who and where: people, bots, rooms and their members. Pure."""

from __future__ import annotations

from ..enums import ContactType
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload
from . import answers, emoji, wire
from .content import SLACKBOT
from .text import unescape

__all__ = ["announcement", "bot", "contact", "member", "plain", "room", "topic"]


def contact(user: wire.User) -> ContactPayload:
    """
    A person, or a bot that is a user.

    The name is the real one, the alias the one that this person goes by here. Both are
    empty for an account that was deleted, which keeps its handle (contract 4.15).
    """
    profile = user.profile
    display = unescape(profile.display_name or "")
    real = unescape(profile.real_name or user.real_name or "")
    is_bot = user.is_bot or user.id == SLACKBOT
    return ContactPayload(
        id=user.id,
        name=real or display or user.name or user.id,
        type=ContactType.OFFICIAL if is_bot else ContactType.INDIVIDUAL,
        handle=user.name or "",
        alias=display,
        avatar=_picture(profile),
        friend=False if user.deleted else None,
        phones=(profile.phone,) if profile.phone else (),
        signature=emoji.characters(unescape(profile.status_text or "")),
        title=unescape(profile.title or ""),
        coworker=not user.is_stranger,
    )


def bot(told: answers.Bot) -> ContactPayload:
    """An app that posts without being a user."""
    return ContactPayload(
        id=told.id,
        name=unescape(told.name or "") or told.id,
        type=ContactType.OFFICIAL,
        avatar=told.icons.image_72 or "",
    )


def room(channel: answers.Channel, member_ids: tuple[str, ...] = ()) -> RoomPayload:
    return RoomPayload(
        id=channel.id,
        topic=topic(channel),
        member_ids=member_ids,
        owner_id=channel.creator or None,
        handle=channel.name or "",
        external=channel.is_ext_shared,
    )


def topic(channel: answers.Channel) -> str:
    """The topic of the channel; where it has none, its name."""
    return plain(channel.topic.value) or unescape(channel.name or "") or channel.id


def announcement(channel: answers.Channel) -> str:
    return plain(channel.purpose.value)


def plain(value: str) -> str:
    """A topic or a purpose, as Slack shows it."""
    return emoji.characters(unescape(value))


def member(room_id: str, who: ContactPayload) -> RoomMemberPayload:
    """Slack knows nobody by another name in one room."""
    return RoomMemberPayload(
        room_id=room_id, id=who.id, name=who.name, avatar=who.avatar
    )


def _picture(profile: wire.Profile) -> str:
    found = (
        profile.image_original,
        profile.image_512,
        profile.image_192,
        profile.image_72,
    )
    return next((url for url in found if url), "")

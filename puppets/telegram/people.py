"""Who and where: the people, rooms and members that Telegram tells of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ..enums import ContactType
from ..payloads import ContactPayload, Payload, RoomMemberPayload, RoomPayload
from . import wire
from .content import moment
from .ids import speaker_id
from .text import handles_in

__all__ = [
    "contact",
    "handles",
    "known",
    "looks",
    "member",
    "merged",
    "person",
    "room",
    "seen",
    "speaker",
    "when",
]


def contact(user: wire.User, *, friend: bool | None = None) -> ContactPayload:
    """A person, or a bot; a `friend` is someone who lets the puppet write to them."""
    return ContactPayload(
        id=str(user.id),
        name=_name(user, str(user.id)),
        type=ContactType.OFFICIAL if user.is_bot else ContactType.INDIVIDUAL,
        handle=user.username,
        friend=friend,
    )


def person(chat: wire.Chat, before: ContactPayload | None) -> ContactPayload:
    """A person as `getChat` tells of them, with what was known before of the rest."""
    known_as = before or ContactPayload(id=str(chat.id), name=str(chat.id))
    return ContactPayload(
        id=str(chat.id),
        name=_name(chat, str(chat.id)),
        type=known_as.type,
        handle=chat.username,
        friend=known_as.friend,
        phones=known_as.phones,
        signature=chat.bio,
    )


def speaker(chat: wire.Chat) -> ContactPayload:
    """A chat that speaks as itself."""
    id = speaker_id(chat.id)
    return ContactPayload(
        id=id,
        name=chat.title or chat.username or id,
        type=ContactType.OFFICIAL,
        handle=chat.username,
    )


def room(
    chat: wire.Chat,
    administrators: tuple[wire.Member, ...] = (),
    member_ids: tuple[str, ...] = (),
) -> RoomPayload:
    id = str(chat.id)
    owners = [str(each.user.id) for each in administrators if each.status == "creator"]
    return RoomPayload(
        id=id,
        topic=chat.title or chat.username or id,
        member_ids=member_ids,
        owner_id=owners[0] if owners else None,
        admin_ids=tuple(str(each.user.id) for each in administrators),
        handle=chat.username,
    )


def member(room_id: str, who: wire.Member) -> RoomMemberPayload:
    return RoomMemberPayload(
        room_id=room_id,
        id=str(who.user.id),
        name=_name(who.user, str(who.user.id)),
        room_alias=who.custom_title or who.tag,
    )


def looks(person: ContactPayload) -> tuple[str, str]:
    """By what others know this one."""
    return person.name, person.handle


def merged(new: ContactPayload, before: ContactPayload | None) -> ContactPayload:
    """What an update tells of someone, and of the rest what was known before."""
    if before is None:
        return new
    if new.phones:  # a card tells nothing but the name that its sender uses
        return replace(before, phones=new.phones)
    friend = before.friend if new.friend is None else new.friend
    return replace(new, friend=friend, phones=before.phones)


def _name(person: wire.User | wire.Chat, id: str) -> str:
    """Of a deleted account Telegram tells no name (contract 4.15)."""
    whole = f"{person.first_name} {person.last_name}".strip()
    return whole or person.username or id


# What else an update tells of.


def handles(update: wire.Update) -> frozenset[str]:
    """Whom it mentions by handle, in lower case."""
    said = _message(update)
    if said is None or not (said.entities or said.caption_entities):
        return frozenset()
    return frozenset(handles_in(said))


def when(update: wire.Update) -> datetime:
    """When that was which it tells of."""
    said = _message(update)
    if said is not None:
        return moment(said.edit_date or said.date)
    change = update.my_chat_member or update.chat_member or update.message_reaction
    return moment(change.date if change is not None else 0)


def seen(update: wire.Update, contact_id: str) -> datetime:
    """When this one was in the room, as far as it tells."""
    said = _message(update)
    answered = said.reply_to_message if said is not None else None
    if said is None or answered is None or _speaks(said, contact_id):
        return when(update)
    return moment(answered.date) if _speaks(answered, contact_id) else when(update)


def known(update: wire.Update) -> list[Payload]:
    """The people, rooms and members in it; what comes later is to be believed."""
    found: list[Payload] = []
    said = _message(update)
    if said is not None:
        found += _known_of(said)
    for change in (update.my_chat_member, update.chat_member):
        if change is not None:
            found += _known_of_change(change)
    if update.message_reaction is not None:
        found += _known_of_reaction(update.message_reaction)
    if update.callback_query is not None:
        found += _known_of_press(update.callback_query)
    return found


def _speaks(said: wire.Message, contact_id: str) -> bool:
    return said.from_ is not None and str(said.from_.id) == contact_id


def _message(update: wire.Update) -> wire.Message | None:
    return (
        update.message
        or update.edited_message
        or update.channel_post
        or update.edited_channel_post
    )


def _known_of(said: wire.Message) -> Iterator[Payload]:
    yield from _place(said.chat)
    if said.reply_to_message is not None:
        yield from _talker(said.reply_to_message)
    yield from _talker(said)
    for entity in (*said.entities, *said.caption_entities):
        if entity.user is not None:
            yield contact(entity.user)
    for person in said.new_chat_members:
        yield from _person(person, said.chat)
    if said.left_chat_member is not None:
        yield contact(said.left_chat_member)
    if said.contact is not None and said.contact.user_id is not None:
        yield _card(said.contact, str(said.contact.user_id))


def _known_of_change(change: wire.MemberChange) -> Iterator[Payload]:
    if change.chat.type == "private":
        yield contact(change.from_, friend=change.new_chat_member.is_in)
        return
    yield from _place(change.chat)
    yield from _person(change.from_, change.chat)
    if change.new_chat_member.is_in:
        yield from _person(change.new_chat_member.user, change.chat)
    else:
        yield contact(change.new_chat_member.user)


def _known_of_reaction(change: wire.ReactionChange) -> Iterator[Payload]:
    yield from _place(change.chat)
    if change.user is not None:
        yield from _person(change.user, change.chat)
    else:
        yield speaker(change.actor_chat or change.chat)


def _known_of_press(query: wire.CallbackQuery) -> Iterator[Payload]:
    if query.message is None:
        yield contact(query.from_)
    else:
        yield from _place(query.message.chat)
        yield from _person(query.from_, query.message.chat)


def _place(chat: wire.Chat) -> Iterator[Payload]:
    if chat.type != "private":
        yield room(chat)


def _talker(said: wire.Message) -> Iterator[Payload]:
    if said.sender_chat is not None:
        yield speaker(said.sender_chat)
    elif said.from_ is not None:
        yield from _person(said.from_, said.chat)
    else:
        yield speaker(said.chat)


def _person(user: wire.User, chat: wire.Chat) -> Iterator[Payload]:
    private = chat.type == "private" and not user.is_bot
    who = contact(user, friend=True if private else None)
    yield who
    if chat.type in {"group", "supergroup"}:
        yield RoomMemberPayload(room_id=str(chat.id), id=who.id, name=who.name)


def _card(card: wire.Contact, id: str) -> ContactPayload:
    name = f"{card.first_name} {card.last_name}".strip()
    return ContactPayload(id=id, name=name or id, phones=(card.phone_number,))

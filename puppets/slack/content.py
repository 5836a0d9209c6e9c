"""What a message is made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from .._files.kind import kind_of
from ..enums import MessageType
from ..file_box import FileKind
from ..payloads import MessagePayload
from . import answers, wire
from .ids import is_direct, message_id, moment
from .text import mention_ids, readable, spans

__all__ = [
    "SLACKBOT",
    "Knowledge",
    "card_of",
    "files",
    "is_said",
    "messages",
    "native",
    "talker_id",
]

SLACKBOT = "USLACKBOT"
"""Who speaks where Slack names nobody."""

TYPES = {
    FileKind.ANIMATION: MessageType.IMAGE,
    FileKind.ATTACHMENT: MessageType.ATTACHMENT,
    FileKind.AUDIO: MessageType.AUDIO,
    FileKind.IMAGE: MessageType.IMAGE,
    FileKind.STICKER: MessageType.EMOTICON,
    FileKind.VIDEO: MessageType.VIDEO,
    FileKind.VIDEO_NOTE: MessageType.VIDEO,
    FileKind.VOICE: MessageType.AUDIO,
}

_SAID = {
    None,
    "assistant_app_thread",
    "bot_message",
    "file_share",
    "me_message",
    "reply_broadcast",
    "thread_broadcast",
}
"""The subtypes by which somebody says something; the others tell what happened."""
_GONE = {"tombstone", "hidden_by_limit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is to be known besides, to read what happens."""

    me: answers.Identity
    names: Mapping[str, str]
    """Of the people and channels that are named, by their ids."""
    others: Mapping[str, str]
    """With whom each direct conversation is."""


def messages(
    said: wire.Message, native: bytes, known: Knowledge
) -> list[MessagePayload]:
    """
    A message as the puppet tells it: one, and one more for each further file.

    `native` is the same message as it is on the wire.
    """
    found: list[wire.File | None] = [*files(said)]
    return [
        _message(said, native, known, file, number)
        for number, file in enumerate(found or [None], 1)
    ]


def native(payload: MessagePayload) -> wire.Message:
    """The message that `messages` made it of."""
    return msgspec.json.decode(payload.native, type=wire.Message)


def files(said: wire.Message) -> list[wire.File]:
    """The files that are there; of one that was deleted Slack tells a stone."""
    return [file for file in said.files or () if file.mode not in _GONE]


def talker_id(said: wire.Message, me: answers.Identity) -> str:
    """Who speaks; an app that posts without a user speaks as its bot."""
    if said.user == me.user_id or (said.bot_id and said.bot_id == me.bot_id):
        return me.user_id
    return said.user or said.bot_id or SLACKBOT


def is_said(said: wire.Message) -> bool:
    """Whether somebody says something in it, and it does not tell what happened."""
    return said.subtype in _SAID


def card_of(said: wire.Message, me: answers.Identity) -> str | None:
    """Whose card the message is: it is nothing but a link to a profile."""
    found = [span for span in spans(said) if span.text.strip()]
    if len(found) != 1 or not me.url:
        return None
    link = re.fullmatch(rf"{re.escape(me.url)}team/([UW][A-Z0-9]+)", found[0].url)
    return link[1] if link else None


def _message(
    said: wire.Message,
    native: bytes,
    known: Knowledge,
    file: wire.File | None,
    number: int,
) -> MessagePayload:
    direct = is_direct(said.channel)
    talker = talker_id(said, known.me)
    other = known.others.get(said.channel, said.channel)
    first = number == 1
    return MessagePayload(
        id=message_id(said.channel, said.ts, number),
        conversation_id=other if direct else said.channel,
        type=_type(said, file, known.me),
        talker_id=talker,
        timestamp=moment(said.ts),
        text=readable(said, known.names) if first else "",
        room_id=None if direct else said.channel,
        listener_id=_listener(talker, other, known.me) if direct else None,
        mention_ids=mention_ids(said) if first else (),
        filename=_name(file),
        reply_to_id=_reply_to(said),
        thread_id=said.thread_ts or None,
        edited_at=moment(said.edited.ts) if said.edited else None,
        native=native,
    )


def _listener(talker: str, other: str, me: answers.Identity) -> str:
    return other if talker == me.user_id else me.user_id


def _type(
    said: wire.Message, file: wire.File | None, me: answers.Identity
) -> MessageType:
    if file is not None:
        return TYPES[kind_of(file.mimetype or "")]
    if not is_said(said):
        return MessageType.GROUP_NOTE
    if card_of(said, me):
        return MessageType.CONTACT
    return MessageType.TEXT


def _name(file: wire.File | None) -> str:
    return (file.name or file.title or file.id) if file else ""


def _reply_to(said: wire.Message) -> str | None:
    """Slack's threads are flat: every message in one answers its beginning."""
    if not said.thread_ts or said.thread_ts == said.ts:
        return None
    return message_id(said.channel, said.thread_ts)

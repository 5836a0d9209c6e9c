"""What a message is made of."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from .._decoding import decoded
from ..enums import MessageType
from ..file_box import FileKind
from ..payloads import LocationPayload, MessagePayload
from . import wire
from .ids import message_id, speaker_id
from .text import mention_ids

__all__ = [
    "Attachment",
    "attachment",
    "location",
    "message",
    "moment",
    "native",
    "picture",
    "preview",
    "talker_id",
]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message, as it is to be shown."""

    file_id: str
    kind: FileKind
    name: str
    media_type: str
    size: int | None
    is_guess: bool
    """Telegram has told neither a name nor a media type: both are what is usual."""

    def found_at(self, path: str) -> Attachment:
        """The same file, now that it is known where it lies."""
        media_type, _ = mimetypes.guess_type(path)
        if not self.is_guess or media_type is None:
            return self
        name = PurePosixPath(self.name).with_suffix(PurePosixPath(path).suffix)
        return replace(self, name=str(name), media_type=media_type)


_TYPES = {
    FileKind.ANIMATION: MessageType.VIDEO,
    FileKind.ATTACHMENT: MessageType.ATTACHMENT,
    FileKind.AUDIO: MessageType.AUDIO,
    FileKind.IMAGE: MessageType.IMAGE,
    FileKind.STICKER: MessageType.EMOTICON,
    FileKind.VIDEO: MessageType.VIDEO,
    FileKind.VIDEO_NOTE: MessageType.VIDEO,
    FileKind.VOICE: MessageType.AUDIO,
}

# The name and the media type of what Telegram gives none.
_UNNAMED = {
    FileKind.ANIMATION: ("animation", ".mp4", "video/mp4"),
    FileKind.ATTACHMENT: ("document", "", "application/octet-stream"),
    FileKind.AUDIO: ("audio", ".mp3", "audio/mpeg"),
    FileKind.IMAGE: ("photo", ".jpg", "image/jpeg"),
    FileKind.STICKER: ("sticker", ".webp", "image/webp"),
    FileKind.VIDEO: ("video", ".mp4", "video/mp4"),
    FileKind.VIDEO_NOTE: ("video-note", ".mp4", "video/mp4"),
    FileKind.VOICE: ("voice", ".ogg", "audio/ogg"),
}


def message(
    said: wire.Said, me: wire.User, handles: Mapping[str, str]
) -> MessagePayload:
    """A message as the puppet `me` tells it; `handles` are the ids of those mentioned."""
    told = said.message
    chat, talker = str(told.chat.id), talker_id(told)
    private = told.chat.type == "private"
    file = None if told.text else attachment(told)
    return MessagePayload(
        id=message_id(told.chat.id, told.message_id),
        conversation_id=chat,
        type=_type(told, file),
        talker_id=talker,
        timestamp=moment(told.date),
        text=_text(told),
        room_id=None if private else chat,
        listener_id=_listener(chat, talker, me) if private else None,
        mention_ids=mention_ids(told, handles),
        filename=file.name if file else "",
        reply_to_id=_reply_to(told),
        thread_id=_thread(told),
        edited_at=moment(told.edit_date) if told.edit_date else None,
        native=said.native,
    )


def native(payload: MessagePayload) -> wire.Message:
    """The message that `message` was made of."""
    return decoded(payload.id, payload.native, wire.Message)


def moment(date: int) -> datetime:
    return datetime.fromtimestamp(date, UTC)


def talker_id(said: wire.Message) -> str:
    """
    Who speaks. A channel, and an administrator who is anonymous, speak as a chat: the
    person that the API then names is the same made-up one for all of them.
    """
    if said.sender_chat is not None:
        return speaker_id(said.sender_chat.id)
    if said.from_ is not None:
        return str(said.from_.id)
    return speaker_id(said.chat.id)


def _type(said: wire.Message, file: Attachment | None) -> MessageType:
    if said.text:
        shows_link = bool(said.link_preview_options.url)
        return MessageType.URL if shows_link else MessageType.TEXT
    if said.contact is not None:
        return MessageType.CONTACT
    if said.location is not None:
        return MessageType.LOCATION
    return _TYPES[file.kind] if file else MessageType.UNKNOWN


def attachment(said: wire.Message) -> Attachment | None:
    """The file of a message, with a name and a media type in any case."""
    match _file(said):
        case None:
            return None
        case kind, file:
            name, extension, media_type = _unnamed(kind, file)
            return Attachment(
                file_id=file.file_id,
                kind=kind,
                name=file.file_name or f"{name}-{said.message_id}{extension}",
                media_type=file.mime_type or media_type,
                size=file.file_size,
                is_guess=not (file.file_name or file.mime_type),
            )


def preview(said: wire.Message) -> Attachment | None:
    """A small picture of what the message shows, where there is one."""
    if said.photo:
        return _picture(said, said.photo[0])
    found = _file(said)
    thumbnail = found[1].thumbnail if found else None
    return _picture(said, thumbnail) if thumbnail else None


def picture(said: wire.Message) -> Attachment | None:
    """The picture that the message is, in full."""
    file = attachment(said)
    is_picture = file is not None and file.media_type.startswith("image/")
    return file if is_picture else None


def location(said: wire.Message) -> LocationPayload | None:
    place = said.location
    if place is None:
        return None
    return LocationPayload(
        latitude=place.latitude,
        longitude=place.longitude,
        accuracy=place.horizontal_accuracy,
        name=said.venue.title if said.venue else "",
        address=said.venue.address if said.venue else "",
    )


def _file(said: wire.Message) -> tuple[FileKind, wire.File] | None:
    # An animation is told as a document too, for programs that know no animations.
    found = (
        (FileKind.ANIMATION, said.animation),
        (FileKind.AUDIO, said.audio),
        (FileKind.ATTACHMENT, said.document),
        (FileKind.IMAGE, said.photo[-1] if said.photo else None),
        (FileKind.STICKER, said.sticker),
        (FileKind.VIDEO, said.video),
        (FileKind.VIDEO_NOTE, said.video_note),
        (FileKind.VOICE, said.voice),
    )
    return next(((kind, file) for kind, file in found if file is not None), None)


def _unnamed(kind: FileKind, file: wire.File) -> tuple[str, str, str]:
    if kind is FileKind.STICKER and file.is_animated:
        return "sticker", ".tgs", "application/x-tgsticker"
    if kind is FileKind.STICKER and file.is_video:
        return "sticker", ".webm", "video/webm"
    return _UNNAMED[kind]


def _picture(said: wire.Message, file: wire.File) -> Attachment:
    name = f"thumbnail-{said.message_id}.jpg"
    return Attachment(
        file.file_id, FileKind.IMAGE, name, "image/jpeg", file.file_size, True
    )


def _text(said: wire.Message) -> str:
    """What a person would read, of a thing that we have no word for too."""
    if said.text:
        return said.text
    match said:
        case wire.Message(contact=wire.Contact(first_name=first, last_name=last)):
            return f"{first} {last}".strip()
        case wire.Message(venue=wire.Venue(title=title)):
            return title
        case wire.Message(poll=wire.Poll(question=question)):
            return question
        case wire.Message(dice=wire.Dice(emoji=emoji, value=value)):
            return f"{emoji} {value}"
        case wire.Message(game=wire.Titled(title=title)):
            return title
        case wire.Message(invoice=wire.Titled(title=title)):
            return title
    return said.caption


def _listener(chat: str, talker: str, me: wire.User) -> str:
    return chat if talker == str(me.id) else str(me.id)


def _reply_to(said: wire.Message) -> str | None:
    answered = said.reply_to_message
    if answered is None:
        return None
    # Whatever is said in a topic is told as an answer to the topic's beginning.
    if said.is_topic_message and answered.message_id == said.message_thread_id:
        return None
    return message_id(answered.chat.id, answered.message_id)


def _thread(said: wire.Message) -> str | None:
    return str(said.message_thread_id) if said.is_topic_message else None

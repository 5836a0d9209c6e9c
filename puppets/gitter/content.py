"""What a message is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from .._decoding import decoded
from ..enums import MessageType
from ..file_box import FileKind
from ..payloads import LocationPayload, MessagePayload
from . import text, wire
from .ids import contact_id, message_id, place_id

__all__ = [
    "SAID",
    "Attachment",
    "Place",
    "as_said",
    "attachment",
    "location",
    "message",
    "moment",
    "native",
    "picture",
    "preview",
    "read",
]

SAID = {"m.room.message", "m.sticker"}

_GEO = re.compile(
    r"geo:(-?[0-9]+(?:\.[0-9]+)?),(-?[0-9]+(?:\.[0-9]+)?)(?:,-?[0-9.]+)?"
    r"(?:;crs=wgs84)?(?:;u=([0-9]+(?:\.[0-9]+)?))?"
)
_KINDS = {
    "m.audio": FileKind.AUDIO,
    "m.file": FileKind.ATTACHMENT,
    "m.image": FileKind.IMAGE,
    "m.video": FileKind.VIDEO,
}
_TYPES = {
    FileKind.ANIMATION: MessageType.IMAGE,
    FileKind.ATTACHMENT: MessageType.ATTACHMENT,
    FileKind.AUDIO: MessageType.AUDIO,
    FileKind.IMAGE: MessageType.IMAGE,
    FileKind.STICKER: MessageType.EMOTICON,
    FileKind.VIDEO: MessageType.VIDEO,
    FileKind.VOICE: MessageType.AUDIO,
}
_TEXTS = {"m.text", "m.notice", "m.emote", "m.server_notice"}


@dataclass(frozen=True, slots=True)
class Place:
    """A room; in a direct chat, with whom. Both as Matrix knows them."""

    room_id: str
    other: str | None = None

    @property
    def id(self) -> str:
        """The room's id of ours."""
        return place_id(self.room_id)

    @property
    def conversation_id(self) -> str:
        return contact_id(self.other) if self.other else self.id

    def listener_id(self, talker: str, me: str) -> str | None:
        """Who is spoken to by this one; in a room nobody in particular."""
        if self.other is None:
            return None
        return contact_id(self.other if talker == me else me)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message, as it is to be shown."""

    mxc: str
    kind: FileKind
    name: str
    media_type: str
    size: int | None = None
    sealed: wire.SealedFile | None = None


def message(event: wire.Event, raw: bytes, place: Place, me: str) -> MessagePayload:
    """A message as the puppet `me` tells it; `raw` is the event as it is on the wire."""
    said = read(event)
    file = attachment(event, said)
    return MessagePayload(
        id=message_id(place.room_id, event.event_id),
        conversation_id=place.conversation_id,
        type=_type(said, file),
        talker_id=contact_id(event.sender),
        timestamp=moment(event.origin_server_ts),
        text=_text(said, file),
        room_id=None if place.other else place.id,
        listener_id=place.listener_id(event.sender, me),
        mention_ids=tuple(map(contact_id, text.mentioned(said))),
        filename=file.name if file else "",
        reply_to_id=_reply_to(said.relates_to, place),
        thread_id=said.relates_to.event_id
        if said.relates_to.rel_type == "m.thread"
        else None,
        native=raw,
    )


def read(event: wire.Event) -> wire.Message:
    return decoded(event.event_id, event.content, wire.Message)


def native(payload: MessagePayload) -> tuple[wire.Event, wire.Message]:
    """The event that `message` was made of, and what it says."""
    event = decoded(payload.id, payload.native, wire.Event)
    return event, read(event)


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def attachment(event: wire.Event, said: wire.Message) -> Attachment | None:
    """The file of a message, with a name in any case."""
    kind = _kind(event, said)
    mxc = said.file.url if said.file else said.url
    if kind is None or not mxc:
        return None
    return Attachment(
        mxc=mxc,
        kind=kind,
        name=said.filename or said.body or kind.value,
        media_type=said.info.mimetype,
        size=said.info.size,
        sealed=said.file,
    )


def picture(event: wire.Event, said: wire.Message) -> Attachment | None:
    """The picture that the message is, in full."""
    file = attachment(event, said)
    shown = {FileKind.IMAGE, FileKind.ANIMATION, FileKind.STICKER}
    return file if file is not None and file.kind in shown else None


def preview(said: wire.Message) -> Attachment | None:
    """A small picture of what the message shows, where its sender gave one."""
    sealed = said.info.thumbnail_file
    mxc = sealed.url if sealed else said.info.thumbnail_url
    if not mxc:
        return None
    return Attachment(mxc, FileKind.IMAGE, "thumbnail", "", None, sealed)


def location(said: wire.Message) -> LocationPayload | None:
    found = _GEO.match(said.geo_uri)
    if said.msgtype != "m.location" or found is None:
        return None
    latitude, longitude, accuracy = found.groups()
    return LocationPayload(
        latitude=float(latitude),
        longitude=float(longitude),
        accuracy=float(accuracy or 0),
        name=said.body,
    )


def replaced(event: wire.Event, raw: bytes, new: msgspec.Raw) -> bytes:
    """The event as it reads when it says this instead, with what it answers as before."""
    whole = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    relation = msgspec.json.encode(read(event).relates_to)
    content = msgspec.json.decode(new, type=dict[str, msgspec.Raw])
    content["m.relates_to"] = msgspec.Raw(relation)
    whole["content"] = msgspec.Raw(msgspec.json.encode(content))
    return msgspec.json.encode(whole)


def as_said(raw: bytes, kind: str, said: object) -> bytes:
    """An encrypted event of the puppet's own, as it was before."""
    whole = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    whole["type"] = msgspec.Raw(msgspec.json.encode(kind))
    whole["content"] = msgspec.Raw(msgspec.json.encode(said))
    return msgspec.json.encode(whole)


def _kind(event: wire.Event, said: wire.Message) -> FileKind | None:
    if event.type == "m.sticker":
        return FileKind.STICKER
    if wire.is_there(said.voice):
        return FileKind.VOICE
    if said.msgtype == "m.image" and said.info.mimetype == "image/gif":
        return FileKind.ANIMATION
    return _KINDS.get(said.msgtype)


def _type(said: wire.Message, file: Attachment | None) -> MessageType:
    if file is not None:
        return _TYPES[file.kind]
    if said.msgtype == "m.location":
        return MessageType.LOCATION
    if said.msgtype not in _TEXTS:
        return MessageType.UNKNOWN
    if not said.formatted_body:
        return MessageType.TEXT
    if text.card_in(said):
        return MessageType.CONTACT
    return MessageType.URL if text.linked(said) else MessageType.TEXT


def _text(said: wire.Message, file: Attachment | None) -> str:
    """The words; of a file its caption, which stands where else its name does."""
    if file is None:
        return text.plain(said)
    has_caption = said.filename and said.filename != said.body
    return text.plain(said) if has_caption else ""


def _reply_to(relation: wire.Relation, place: Place) -> str | None:
    # In a thread it may only be there for clients that know no threads.
    if relation.in_reply_to is None or relation.is_falling_back:
        return None
    answered = relation.in_reply_to.event_id
    return message_id(place.room_id, answered) if answered else None

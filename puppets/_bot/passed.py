"""What one bot of a chain says, as the message that the next one hears."""

from __future__ import annotations

from collections.abc import AsyncIterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..enums import MessageType
from ..errors import NotFound
from ..file_box import FileBox, FileKind
from ..payloads import (
    ContactPayload,
    LocationPayload,
    MessagePayload,
    MiniProgramPayload,
    PostPayload,
    Sayable,
    UrlLinkPayload,
)
from .contact import Contact
from .message import Message, Scene
from .speech import Utterance

if TYPE_CHECKING:
    from .directory import Directory

__all__ = ["Passed", "Whole", "payload_of", "whole"]

Whole = Sayable | Contact
"""What can be passed on: a text that is still coming is passed on when it has come."""

_FILES = {
    FileKind.ATTACHMENT: MessageType.ATTACHMENT,
    FileKind.IMAGE: MessageType.IMAGE,
    FileKind.AUDIO: MessageType.AUDIO,
    FileKind.VOICE: MessageType.AUDIO,
    FileKind.VIDEO: MessageType.VIDEO,
    FileKind.VIDEO_NOTE: MessageType.VIDEO,
    FileKind.ANIMATION: MessageType.EMOTICON,
    FileKind.STICKER: MessageType.EMOTICON,
}


class Passed(Message):
    """
    A message that no platform knows. It has the id of the one that a person said at
    first: to answer it, or to react to it, is to answer that.
    """

    def __init__(
        self,
        directory: Directory,
        payload: MessagePayload,
        scene: Scene,
        what: Whole,
        *,
        redelivered: bool = False,
    ) -> None:
        super().__init__(directory, payload, scene, redelivered=redelivered)
        self._what = what

    async def file(self) -> FileBox:
        if isinstance(self._what, FileBox):
            return self._what
        raise self._lacks("file")

    async def contact(self) -> Contact:
        match self._what:
            case Contact(id=id) | ContactPayload(id=id):
                return await self._directory.person(id)
            case _:
                raise self._lacks("contact")

    async def url_link(self) -> UrlLinkPayload:
        if isinstance(self._what, UrlLinkPayload):
            return self._what
        raise self._lacks("link")

    async def location(self) -> LocationPayload:
        if isinstance(self._what, LocationPayload):
            return self._what
        raise self._lacks("place")

    def _lacks(self, what: str) -> NotFound:
        return NotFound(f"what was passed on in answer to {self.id} has no {what}")


async def whole(what: Utterance) -> Whole:
    """All of it."""
    if isinstance(what, AsyncIterable):
        return "".join([piece async for piece in what])
    return what


def payload_of(what: Whole, heard: MessagePayload) -> MessagePayload:
    """What is said in answer to what was heard, as if the same person said it."""
    return replace(
        heard,
        type=_type_of(what),
        text=what if isinstance(what, str) else "",
        filename=what.name if isinstance(what, FileBox) else "",
        edited_at=None,
        native=b"",
    )


def _type_of(what: Whole) -> MessageType:
    match what:
        case str():
            return MessageType.TEXT
        case FileBox():
            return _FILES[what.kind or FileKind.ATTACHMENT]
        case Contact() | ContactPayload():
            return MessageType.CONTACT
        case UrlLinkPayload():
            return MessageType.URL
        case LocationPayload():
            return MessageType.LOCATION
        case MiniProgramPayload():
            return MessageType.MINI_PROGRAM
        case PostPayload():
            return MessageType.POST

"""The mock puppet on what is said."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from ..enums import ImageType, MessageType
from ..errors import NotFound
from ..file_box import FileBox
from ..payloads import (
    LocationPayload,
    MessagePayload,
    MiniProgramPayload,
    PostPayload,
    UrlLinkPayload,
)
from . import translate
from .base import MockBase
from .platform.records import Card, Content, Said

__all__ = ["MockMessages"]

T = TypeVar("T")

_PICTURES = (MessageType.IMAGE, MessageType.EMOTICON)


class MockMessages(MockBase):
    # Reading.

    async def message_payload(self, message_id: str) -> MessagePayload:
        try:
            return translate.message(await self._client.message(message_id), self._me)
        except NotFound:  # taken back meanwhile; the memory may know how it was
            return await self._remembered(MessagePayload, message_id)

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        said = await self._client.history(conversation_id, before, limit)
        return [translate.message(each, self._me) for each in said]

    async def message_file(self, message_id: str) -> FileBox:
        content = (await self._client.message(message_id)).content
        if isinstance(content, FileBox):
            return content
        raise NotFound(f"there is no file in {message_id!r}")

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        if (await self.message_payload(message_id)).type in _PICTURES:
            return await self.message_file(message_id)
        raise NotFound(f"there is no picture in {message_id!r}")

    async def message_contact(self, message_id: str) -> str:
        return _content(await self._client.message(message_id), Card).contact_id

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        return translate.link(await self._client.message(message_id))

    async def message_location(self, message_id: str) -> LocationPayload:
        return _content(await self._client.message(message_id), LocationPayload)

    async def message_mini_program(self, message_id: str) -> MiniProgramPayload:
        return _content(await self._client.message(message_id), MiniProgramPayload)

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        said = await self._client.say(
            conversation_id, text, mention_ids=mention_ids, reply_to=reply_to
        )
        return await self._said(translate.message(said, self._me))

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        return await self._send(conversation_id, file)

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        return await self._send(conversation_id, Card(contact_id))

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        return await self._send(conversation_id, link)

    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        return await self._send(conversation_id, location)

    async def message_send_mini_program(
        self, conversation_id: str, mini_program: MiniProgramPayload
    ) -> str:
        return await self._send(conversation_id, mini_program)

    async def message_send_post(self, conversation_id: str, post: PostPayload) -> str:
        return await self._send(conversation_id, post)

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        said = await self._client.forward(conversation_id, message_id)
        return await self._said(translate.message(said, self._me))

    async def _send(self, conversation_id: str, content: Content) -> str:
        said = await self._client.say(conversation_id, content)
        return await self._said(translate.message(said, self._me))

    # What becomes of it.

    async def message_edit_text(self, message_id: str, text: str) -> None:
        await self._client.edit(message_id, text)
        await self.message_dirty(message_id)

    async def message_recall(self, message_id: str) -> None:
        await self._client.recall(message_id)

    async def message_react(self, message_id: str, emoji: str) -> None:
        await self._client.react(message_id, emoji)

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        await self._client.unreact(message_id, emoji)

    # The conversation.

    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        await self._client.mark_read(conversation_id, read=read)

    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        await self._client.set_writing(conversation_id, writing=typing)


def _content(said: Said, kind: type[T]) -> T:
    if isinstance(said.content, kind):
        return said.content
    raise NotFound(f"there is no {kind.__name__} in {said.id!r}")

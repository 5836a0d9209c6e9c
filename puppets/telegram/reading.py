"""What a Telegram puppet reads of the messages that it knows."""

from __future__ import annotations

from ..enums import ImageType, MessageType
from ..errors import NotFound, TooLarge
from ..file_box import FileBox
from ..payloads import LocationPayload, UrlLinkPayload
from ..puppet import Puppet
from . import content, wire
from .client import TelegramClient
from .text import link_in

__all__ = ["TelegramReading"]


class TelegramReading(Puppet):
    """
    What a message holds: it is remembered as Telegram told it, so that it can be read
    after a restart too.
    """

    _client: TelegramClient

    async def message_file(self, message_id: str) -> FileBox:
        told = await self._told(message_id)
        return await self._box(message_id, content.attachment(told))

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        told = await self._told(message_id)
        picture = content.picture(told)
        if type is ImageType.THUMBNAIL:
            picture = content.preview(told) or picture
        return await self._box(message_id, picture)

    async def message_contact(self, message_id: str) -> str:
        message = await self.message_payload(message_id)
        card = content.native(message).contact
        if card is not None and card.user_id is not None:
            return str(card.user_id)
        if message.type is MessageType.CONTACT and message.mention_ids:
            return message.mention_ids[0]
        raise NotFound(f"{message_id} is the card of nobody whom Telegram knows")

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        url = link_in(await self._told(message_id))
        if not url:
            raise NotFound(f"there is no link in {message_id}")
        return UrlLinkPayload(url=url)

    async def message_location(self, message_id: str) -> LocationPayload:
        place = content.location(await self._told(message_id))
        if place is None:
            raise NotFound(f"{message_id} shows no place")
        return place

    async def _told(self, message_id: str) -> wire.Message:
        return content.native(await self.message_payload(message_id))

    async def _box(
        self, message_id: str, attachment: content.Attachment | None
    ) -> FileBox:
        if attachment is None:
            raise NotFound(f"there is no such file in {message_id}")
        limit, size = self.limits.download_size, attachment.size or 0
        if limit is not None and size > limit:
            raise TooLarge(f"{attachment.name!r} is over {limit} bytes", limit=limit)
        found = attachment.found_at(await self._client.get_file(attachment.file_id))
        return FileBox.from_stream(
            lambda: self._client.download(found.file_id),
            name=found.name,
            size=found.size,
            media_type=found.media_type,
            kind=found.kind,
        )

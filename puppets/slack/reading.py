"""What a Slack puppet reads of messages."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ..enums import ImageType, MessageType
from ..errors import Malformed, NotFound, TooLarge
from ..file_box import FileBox
from ..payloads import MessagePayload, UrlLinkPayload
from ..puppet import Puppet
from . import content, ids, wire
from .addresses import Addresses
from .client import SlackClient
from .ledger import Ledger
from .stream import Told, read
from .text import link_in

__all__ = ["SlackReading"]

PAGE = 200


class SlackReading(Puppet):
    """What was said: as it was told, or as Slack still has it."""

    _client: SlackClient
    _ledger: Ledger
    _addresses: Addresses

    async def message_payload(self, message_id: str) -> MessagePayload:
        known = await self._memory.load(MessagePayload, message_id)
        return known if known is not None else await self._found(message_id)

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        """What is said in threads is not told, but for what their authors show to all."""
        channel = await self._addresses.channel(conversation_id)
        found: list[MessagePayload] = []
        latest, cursor = ids.stamp(before) if before else "", ""
        while len(found) < limit:
            page = await self._client.conversations_history(
                channel, latest=latest, limit=min(limit, PAGE), cursor=cursor
            )
            for raw in page.messages:
                message = await self._told(raw, channel)
                if isinstance(message, Malformed):
                    self._report(message)
                elif message and message.type is not MessageType.GROUP_NOTE:
                    found.append(message)
            cursor = page.response_metadata.next_cursor
            if not cursor:
                break
        return found[limit - 1 :: -1] if len(found) > limit else found[::-1]

    async def message_file(self, message_id: str) -> FileBox:
        file = await self._file(message_id)
        return self._box(file, file.url_private_download or file.url_private)

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        file = await self._file(message_id)
        if not (file.mimetype or "").startswith("image/"):
            raise NotFound(f"there is no picture in {message_id}")
        if type is ImageType.THUMBNAIL and (small := file.thumb_360 or file.thumb_720):
            return self._box(msgspec.structs.replace(file, size=None), small)
        return self._box(file, file.url_private_download or file.url_private)

    async def message_contact(self, message_id: str) -> str:
        card = content.card_of(await self._native(message_id), self._ledger.me)
        if card is None:
            raise NotFound(f"{message_id} is nobody's card")
        return card

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        url = link_in(await self._native(message_id))
        if not url:
            raise NotFound(f"there is no link in {message_id}")
        return UrlLinkPayload(url=url)

    # Parts of the above.

    async def _native(self, message_id: str) -> wire.Message:
        return content.native(await self.message_payload(message_id))

    async def _found(self, message_id: str) -> MessagePayload:
        """In the thread that it begins, or stands in, or would begin."""
        channel, ts = ids.place(message_id)
        page = await self._client.conversations_replies(channel, ts, oldest=ts)
        for raw in page.messages:
            match await self._told(raw, channel):
                case MessagePayload() as message if ids.place(message.id)[1] == ts:
                    await self._memory.save(message)
                    return message
        raise NotFound(f"slack has no message {message_id}")

    async def _told(
        self, raw: msgspec.Raw, channel: str
    ) -> MessagePayload | Malformed | None:
        """A message, or what is wrong with it."""
        match read(bytes(raw)):
            case Told(event=wire.Message() as said, native=native):
                said = msgspec.structs.replace(said, channel=channel)
                return await self._ledger.payload(said, native)
            case Malformed() as error:
                return error
        return None

    async def _file(self, message_id: str) -> wire.File:
        _, _, number = ids.split_message_id(message_id)
        found = content.files(await self._native(message_id))
        if len(found) < number:
            raise NotFound(f"there is no file in {message_id}")
        file = found[number - 1]
        if file.url_private:
            return file
        return await self._client.files_info(file.id)  # of one shared from elsewhere

    def _box(self, file: wire.File, url: str) -> FileBox:
        name = file.name or file.title or file.id
        limit, size = self.limits.download_size, file.size or 0
        if limit is not None and size > limit:
            raise TooLarge(f"{name!r} is over {limit} bytes", limit=limit)
        media_type = file.mimetype or None
        connection = self._client.connection
        if not connection.is_slack(url):  # linked to, and kept elsewhere
            return FileBox.from_url(url, name=name, media_type=media_type)
        return FileBox.from_stream(
            lambda: connection.download(url, media_type or ""),
            name=name,
            size=file.size,
            media_type=media_type,
        )

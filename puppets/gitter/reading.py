"""What a Gitter puppet reads of the messages that it knows."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime

import msgspec

from ..enums import ImageType, MessageType
from ..errors import Malformed, NotFound, TooLarge
from ..file_box import FileBox
from ..payloads import LocationPayload, MessagePayload, UrlLinkPayload
from ..puppet import Puppet
from . import content, ids, text, translate, wire
from .addresses import Addresses
from .client import GitterClient
from .content import Attachment, Place
from .ledger import Ledger
from .pictures import HIGH, WIDE
from .seals import SEALED, Seals

__all__ = ["GitterReading"]

_SMALLER = f"width={WIDE}&height={HIGH}&method=scale"
_ONLY = msgspec.json.encode(
    {"types": [*sorted(content.SAID), SEALED], "lazy_load_members": True}
).decode()


class GitterReading(Puppet):
    """
    What a message holds: it is remembered as it was told, so that it can be read after a
    restart too; the rest the homeserver has.
    """

    _client: GitterClient
    _addresses: Addresses
    _ledger: Ledger
    _seals: Seals

    async def message_payload(self, message_id: str) -> MessagePayload:
        room_id, _ = ids.split_message_id(message_id)
        found = await self._ledger.message(message_id, self._addresses.place(room_id))
        if found is None:
            raise NotFound(f"gitter knows no message {message_id!r}")
        return found

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        place = await self._addresses.find(conversation_id)
        if place is None:
            return []
        found: list[MessagePayload] = []
        async for message in self._backwards(place):
            if len(found) >= limit:
                break
            if before is None or message.timestamp < before:
                found.append(message)
        return found[::-1]

    async def message_file(self, message_id: str) -> FileBox:
        event, said = await self._told(message_id)
        return self._box(message_id, content.attachment(event, said))

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        event, said = await self._told(message_id)
        picture = content.picture(event, said)
        if type is not ImageType.THUMBNAIL or picture is None:
            return self._box(message_id, picture)
        if small := content.preview(said):
            return self._box(message_id, small)
        is_large = (said.info.w or 0) > WIDE or (said.info.h or 0) > HIGH
        rendition = _SMALLER if is_large and picture.sealed is None else ""
        return self._box(message_id, picture, rendition)

    async def message_contact(self, message_id: str) -> str:
        _, said = await self._told(message_id)
        if found := text.card_in(said):
            return ids.contact_id(found)
        raise NotFound(f"{message_id} is nobody's card")

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        _, said = await self._told(message_id)
        if url := text.url_in(said):
            return UrlLinkPayload(url=url)
        raise NotFound(f"there is no link in {message_id}")

    async def message_location(self, message_id: str) -> LocationPayload:
        _, said = await self._told(message_id)
        if place := content.location(said):
            return place
        raise NotFound(f"{message_id} shows no place")

    # Parts of the above.

    async def _told(self, message_id: str) -> tuple[wire.Event, wire.Message]:
        payload = await self.message_payload(message_id)
        if payload.type is MessageType.RECALLED:
            raise NotFound(f"{message_id} was taken back")
        return content.native(payload)

    async def _backwards(self, place: Place) -> AsyncGenerator[MessagePayload]:
        """What was said, the latest first, as it reads now."""
        since: str | None = ""
        while since is not None:
            page = await self._client.messages(place.room_id, since=since, only=_ONLY)
            for raw in page.chunk:
                message = self._as_it_reads(bytes(raw), place)
                if message is not None:
                    yield message
            # A page may be empty, of what the puppet may not see, and not be the last.
            since = page.end if page.end not in {"", since} else None

    def _as_it_reads(self, raw: bytes, place: Place) -> MessagePayload | None:
        """A message with its latest edit; None for what is none, or is gone."""
        try:
            told = self._seals.opened(place.room_id, raw)
            if told is None:
                return None
            event = told.event
            if event.type not in content.SAID or event.is_gone:
                return None
            if content.read(event).relates_to.rel_type == "m.replace":
                return None
            said = translate.message(event, told.raw, place, self._addresses.me)
            bundle = event.unsigned.relations
            if bundle is None or not wire.is_there(bundle.replace):
                return said
            edit = self._seals.opened(place.room_id, bytes(bundle.replace))
            if edit is None:
                return said
            after = translate.edited(edit.event, said, self._addresses.me)
            return after.message if after else said
        except Malformed:
            return None

    def _box(
        self, message_id: str, file: Attachment | None, rendition: str = ""
    ) -> FileBox:
        if file is None:
            raise NotFound(f"there is no such file in {message_id}")
        limit, size = self.limits.download_size, file.size or 0
        if limit is not None and size > limit:
            raise TooLarge(f"{file.name!r} is over {limit} bytes", limit=limit)

        files, sealed = self._client.files, file.sealed

        def opened() -> AsyncGenerator[bytes]:
            if sealed is not None:
                return files.download_sealed(sealed)
            return files.download(file.mxc, rendition)

        return FileBox.from_stream(
            opened,
            name=file.name,
            media_type=file.media_type or None,
            kind=file.kind,
        )

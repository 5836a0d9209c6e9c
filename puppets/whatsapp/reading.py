"""What a WhatsApp puppet reads of messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from urllib.parse import parse_qs, urlsplit

import msgspec

from ..enums import ImageType
from ..errors import NotFound
from ..file_box import FileBox
from ..payloads import LocationPayload, MessagePayload, UrlLinkPayload
from ..puppet import Puppet
from . import wire
from .addresses import Addresses
from .client import Client
from .fetched import boxed
from .hands import Whom
from .ledger import Ledger
from .options import WhatsAppOptions

__all__ = ["WhatsAppReading"]

_LINK = re.compile(r"https?://[^\s<>\"]+")
_PLACE = re.compile(r"(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)")
FURTHEST = 1000
"""Rows that are read back for a history, at most."""


class WhatsAppReading(Puppet):
    """What was said: as it was told, or as the page still has it."""

    _client: Client
    _addresses: Addresses
    _ledger: Ledger
    _options: WhatsAppOptions

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        whom = await self._addresses.whom(conversation_id)
        enough = partial(self._suffices, before=before, limit=limit)
        visit = await self._client.visit(whom, enough=enough, most=FURTHEST)
        await self._addresses.look_up(self._ledger.strangers(visit.screen))
        reading = self._ledger.reading(visit.screen)
        told = (reading.message(at) for at in range(len(reading.rows)))
        said = [
            each for each in told if each and (not before or each.timestamp < before)
        ]
        return said[-limit:] if limit else []

    async def message_file(self, message_id: str) -> FileBox:
        whom, _ = await self._place(message_id)
        download = partial(self._client.download, whom, message_id)
        return boxed(await download(), download)

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        """There is one rendition, whatever is asked for."""
        _, said = await self._place(message_id)
        media = _row(said).media
        if media is None or media.kind not in {"image", "sticker"}:
            raise NotFound(f"there is no picture in {message_id}")
        return await self.message_file(message_id)

    async def message_contact(self, message_id: str) -> str:
        _, said = await self._place(message_id)
        media = _row(said).media
        if media is None or media.kind != "card" or not media.name:
            raise NotFound(f"{message_id} is nobody's card")
        return self._addresses.person(media.name).id

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        _, said = await self._place(message_id)
        found = _LINK.search(said.text)
        if found is None:
            raise NotFound(f"there is no link in {message_id}")
        return UrlLinkPayload(url=found[0].rstrip(".,;:!?)"))

    async def message_location(self, message_id: str) -> LocationPayload:
        _, said = await self._place(message_id)
        media = _row(said).media
        asked = parse_qs(urlsplit(media.src).query) if media else {}
        found = _PLACE.search(" ".join(asked.get("q", ())))
        if media is None or media.kind != "location" or found is None:
            raise NotFound(f"{message_id} shows no place")
        return LocationPayload(
            latitude=float(found[1]), longitude=float(found[2]), name=media.name
        )

    # Parts of the above.

    async def _place(self, message_id: str) -> tuple[Whom, MessagePayload]:
        """Where a message stands, and how it was told. Raises `NotFound`."""
        said = await self.message_payload(message_id)
        return await self._addresses.whom(said.conversation_id), said

    def _suffices(
        self, rows: Sequence[wire.Row], *, before: datetime | None, limit: int
    ) -> bool:
        """Rows of a time that is not told yet may be too new: read on then."""
        said = sum(row.kind != "note" for row in rows)
        return before is None and said >= limit


def _row(said: MessagePayload) -> wire.Row:
    """How it stood on the page; nothing of what was kept otherwise."""
    try:
        return msgspec.json.decode(said.native, type=wire.Row)
    except msgspec.MsgspecError:
        return wire.Row(kind="shell")

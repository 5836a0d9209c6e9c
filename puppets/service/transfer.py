"""Files on their way: small ones in the text of a call, others before or after it."""

from __future__ import annotations

from ..errors import NotFound
from ..file_box import FileBox
from . import translate
from .client import ServiceClient

__all__ = ["received", "said"]

MOST_IN_TEXT = 20 * 1024
"""Bytes of a file that may stand in a call itself, as Wechaty's own client has it."""


async def said(client: ServiceClient, file: FileBox) -> str:
    """The file as a call names it; what is too long for that is uploaded first."""
    async with file.spool() as spooled:
        if spooled.size is not None and spooled.size <= MOST_IN_TEXT:
            return translate.file_out(await spooled.loaded())
        return translate.uploaded_out(await client.upload(spooled), spooled)


def received(client: ServiceClient, text: str) -> FileBox:
    """The file that an answer names; one that waits there is fetched when it is read."""
    if not text:
        raise NotFound("the service has no such file")
    match translate.file_in(text):
        case translate.Uploaded() as waiting:
            return waiting.file(lambda: client.download(waiting.uuid))
        case FileBox() as file:
            return file

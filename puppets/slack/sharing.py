"""A file on its way into a conversation: three calls, and some looks where it has gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from .._backoff import Backoff
from ..errors import DeliveryUncertain, PlatformError
from ..file_box import FileBox
from . import wire
from .client import SlackClient

__all__ = ["Shared", "share"]

LOOKS = 8
"""How often Slack is asked for the message, within about a minute."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A file, and the message in which it stands."""

    file: wire.File
    ts: str


async def share(client: SlackClient, channel: str, file: FileBox) -> Shared:
    """
    Send a file, whose size is known.

    Raises `DeliveryUncertain` where it may have come to stand in the channel, and
    nobody can tell.
    """
    length = await file.measure()
    ticket = await client.files_get_upload_url_external(file.name, length)
    await client.connection.upload(ticket.upload_url, file)
    told = await client.files_complete_upload_external(
        ticket.file_id, file.name, channel
    )
    try:
        return await _found(client, channel, told)
    except PlatformError as error:  # to be sent again it would have to be unsent
        raise DeliveryUncertain(f"{file.name!r} was sent, as what: {error}") from error


async def _found(client: SlackClient, channel: str, file: wire.File) -> Shared:
    """
    Slack puts the file into the channel when it has looked it through, and says only in
    files.info which message that is: it has to be asked again and again.
    """
    backoff = Backoff()
    for _ in range(LOOKS):
        if ts := _ts(file, channel):
            return Shared(file, ts)
        await asyncio.sleep(backoff.delay())
        file = await client.files_info(file.id)
    raise DeliveryUncertain("slack does not tell which message it is")


def _ts(file: wire.File, channel: str) -> str | None:
    for there in file.shares.values():
        if shares := there.get(channel):
            return shares[0].ts
    return None

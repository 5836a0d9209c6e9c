"""What we are told: updates, by long polling."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import msgspec

from ..errors import Malformed, Unavailable
from . import wire
from .client import TelegramClient

__all__ = ["Answer", "Told", "next_offset", "poll", "read"]

_PATH = re.compile(r" - at `(.*)`$")
_READER = msgspec.json.Decoder(wire.Update)


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an update as is needed to go on past it."""

    update_id: int


class Bodies(msgspec.Struct, frozen=True, kw_only=True):
    """An update with its messages left as they are."""

    message: msgspec.Raw = msgspec.Raw()
    edited_message: msgspec.Raw = msgspec.Raw()
    channel_post: msgspec.Raw = msgspec.Raw()
    edited_channel_post: msgspec.Raw = msgspec.Raw()


@dataclass(frozen=True, slots=True)
class Told:
    """One update, and the message in it as it is on the wire."""

    update: wire.Update
    native: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told at once; an empty one says that the connection is alive."""

    updates: tuple[Told | Malformed, ...] = ()
    cursor: str | None = None


async def poll(
    client: TelegramClient, cursor: str | None, wait: float
) -> AsyncGenerator[Answer]:
    """
    Answers, from this cursor on; each is confirmed by asking for the next.

    The first comes at once, empty or not, so that the puppet is soon ready.
    """
    offset, patience = int(cursor or 0), 0.0
    grace = min(max(wait, 2.0), 10.0)
    while True:
        try:
            raw = await client.get_updates(offset, patience, grace)
        except Malformed as error:  # some gateway's answer, not the Bot API's
            raise Unavailable(str(error)) from error
        offset = next_offset(raw, offset)
        updates = tuple(read(bytes(each)) for each in raw)
        yield Answer(updates, str(offset) if offset else None)
        patience = wait


def read(raw: bytes) -> Told | Malformed:
    """An update, or what is wrong with it (contract 3.7)."""
    try:
        return Told(_READER.decode(raw), _native(raw))
    except msgspec.MsgspecError as error:
        found = _PATH.search(str(error))
        return Malformed(
            f"an update cannot be read: {error}",
            path=found[1] if found else "$",
            update=raw,
        )


def next_offset(raw: Sequence[msgspec.Raw], offset: int) -> int:
    """
    The offset that confirms all of these, and nothing else.

    One that comes again has a lower number than that, which must not take it on.
    """
    for each in raw:
        try:
            number = msgspec.json.decode(each, type=Numbered).update_id
        except msgspec.MsgspecError:
            number = offset  # the one that would come next
        offset = max(offset, number + 1)
    return offset


def _native(update: bytes) -> bytes:
    """The message in an update, as it is on the wire; empty where there is none."""
    bodies = msgspec.json.decode(update, type=Bodies)
    return bytes(
        bodies.message
        or bodies.edited_message
        or bodies.channel_post
        or bodies.edited_channel_post
    )

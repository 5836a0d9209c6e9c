"""What we are told: updates, by long polling."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from ..errors import Malformed, Unavailable
from . import wire
from .client import TelegramClient

__all__ = ["Answer", "Told", "poll", "read"]

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
        updates, offset = _read_all(raw, offset)
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


def _read_all(
    raw: Sequence[msgspec.Raw], offset: int
) -> tuple[tuple[Told | Malformed, ...], int]:
    """The updates, and the offset that confirms them all."""
    updates = tuple(read(bytes(each)) for each in raw)
    for number in _numbers(raw, offset):
        offset = number + 1
    return updates, offset


def _numbers(raw: Sequence[msgspec.Raw], offset: int) -> Iterator[int]:
    """Of one whose number cannot be read, the one that would come next."""
    for each in raw:
        with suppress(msgspec.MsgspecError):
            told = msgspec.json.decode(each, type=Numbered)
            offset = max(offset, told.update_id)
        yield offset
        offset += 1


def _native(update: bytes) -> bytes:
    """The message in an update, as it is on the wire; empty where there is none."""
    bodies = msgspec.json.decode(update, type=Bodies)
    return bytes(
        bodies.message
        or bodies.edited_message
        or bodies.channel_post
        or bodies.edited_channel_post
    )

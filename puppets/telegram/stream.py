"""What we are told: updates, by long polling."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass

import msgspec

from .._decoding import UNREADABLE, malformed
from ..errors import Malformed, Unavailable
from . import wire
from .bounds import Count
from .client import TelegramClient
from .pieces import pieces

__all__ = [
    "EARLIEST",
    "POLL_AGAIN",
    "Answer",
    "Told",
    "next_offset",
    "poll",
    "read",
]

POLL_AGAIN = 4.0
"""Seconds that the first poll waits after a failure. One that does not wait comes back
though another program polls, and tells nothing of it."""
EARLIEST = "0"
"""The cursor that begins with the earliest update that is not confirmed."""
LONGEST_SILENCE = 29.0
"""Seconds after which a poll that brings not a byte has no one at its other end: what
mends in the first of them is so found out within 30 (contract 3.12)."""

_NUMBER = re.compile(rb'"update_id"\s*:\s*([0-9]{1,15})(?=\s*[,}])')
_READER = msgspec.json.Decoder(wire.Update)


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an update as is needed to go on past it."""

    update_id: Count


class Bodies(msgspec.Struct, frozen=True, kw_only=True):
    """An update with its messages left as they are."""

    message: msgspec.Raw = msgspec.Raw()
    channel_post: msgspec.Raw = msgspec.Raw()
    edited_message: msgspec.Raw = msgspec.Raw()
    edited_channel_post: msgspec.Raw = msgspec.Raw()


@dataclass(frozen=True, slots=True)
class Told:
    """One update, the message in it as it is on the wire, and all of it so."""

    update: wire.Update
    native: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told at once; an empty one says that the connection is alive."""

    updates: tuple[Told | Malformed, ...] = ()
    cursor: str | None = None


async def poll(
    client: TelegramClient, cursor: str | None, wait: float, first: float = 0.0
) -> AsyncGenerator[Answer]:
    """
    Answers, from this cursor on; each is confirmed by asking for the next.

    The `first` poll waits as many seconds, the others `wait`. With none it comes back
    at once, empty or not, so that the puppet is soon ready.
    """
    offset = counted = int(cursor or EARLIEST)
    patience = first
    grace = min(max(wait, 2.0), 10.0)
    while True:
        late = min(grace, LONGEST_SILENCE - patience)
        told = tuple(map(read, await _told(client, offset, patience, late)))
        offset = next_offset(told, counted)
        counted = offset or counted
        yield Answer(told, str(offset))
        patience = wait


def read(raw: bytes) -> Told | Malformed:
    """An update, or what is wrong with it (contract 3.7)."""
    try:
        return Told(_READER.decode(raw), _native(raw), raw)
    except UNREADABLE as error:
        return malformed("an update cannot be read", error, raw)


def next_offset(told: Iterable[Told | Malformed], counted: int) -> int:
    """
    The offset that confirms all of these, and nothing else; `counted` are those before.

    With none of them that is 0, by which Telegram begins with the earliest update that
    is not confirmed: all that were told are, since they were not told again. An offset
    that is kept longer may be above the number of the next update, which is chosen at
    random after a week without any. So may one that is taken on by a higher one than
    these have: what was asked for has no say in it.
    """
    offset = 0
    for each in told:
        number = _number(each)
        # The one that would come next, where it does not say.
        offset = max(offset, (max(offset, counted) if number is None else number) + 1)
    return offset


async def _told(
    client: TelegramClient, offset: int, patience: float, grace: float
) -> list[bytes]:
    try:
        return list(map(bytes, await client.get_updates(offset, patience, grace)))
    except Malformed as error:
        if found := pieces(error.update):
            return found
        # Some gateway's answer, not the Bot API's.
        raise Unavailable(str(error)) from error


def _number(told: Told | Malformed) -> int | None:
    if isinstance(told, Told):
        return told.update.update_id
    try:
        return msgspec.json.decode(told.update, type=Numbered).update_id
    except UNREADABLE:
        found = _NUMBER.search(told.update)
        return int(found[1]) if found else None


def _native(update: bytes) -> bytes:
    """The message in an update, as it is on the wire; empty where there is none."""
    bodies = msgspec.json.decode(update, type=Bodies)
    for body in (
        bodies.message,
        bodies.channel_post,
        bodies.edited_message,
        bodies.edited_channel_post,
    ):
        native = bytes(body)
        if native not in {b"", b"null"}:
            return native
    return b""

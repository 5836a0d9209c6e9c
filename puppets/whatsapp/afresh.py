"""Somebody is looked for anew, who may be called otherwise by now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress

from ..errors import NotFound
from . import wire
from .addresses import Addresses
from .client import Client
from .failures import Ambiguous
from .hands import Whom
from .ids import even
from .ledger import Ledger

__all__ = ["afresh"]

MOST = 10
"""Conversations that are looked into for somebody, at most."""


async def afresh(
    client: Client, addresses: Addresses, ledger: Ledger, contact_id: str
) -> None:
    """
    Have it known what the page calls this person now.

    Where nobody of the name known is shown any more, whoever has a name that nobody is
    known by may be the one: what stands in the conversation says so, or what was said
    in a room. Whom nothing tells of keeps the name.
    """
    lines = await addresses.look()
    who = addresses.get(contact_id)
    listed = who and any(even(line.name) == even(who.name) for line in lines)
    if listed or addresses.is_sure(contact_id):
        return
    count = 0
    async for screen, line in _places(client, addresses, contact_id, lines):
        with suppress(Ambiguous):
            ledger.reading(screen, line)
        count += 1
        if addresses.is_sure(contact_id) or count == MOST:
            break
    await addresses.save()


async def _places(
    client: Client,
    addresses: Addresses,
    contact_id: str,
    lines: tuple[wire.ChatRow, ...],
) -> AsyncIterator[tuple[wire.Screen, wire.ChatRow | None]]:
    """What stands where he may be known again: his own conversation, and rooms."""
    for room in addresses.known(room=True):
        if contact_id not in addresses.chat(room.id).by.values():
            continue
        if screen := await _opened(client, addresses.whom_of(room)):
            yield screen, None
    if not addresses.chat(contact_id).marks:
        return
    known = {even(each.name) for each in addresses.known(room=False) if each.spoken}
    for line in lines:
        if not line.room and even(line.name) not in known:
            whom = Whom(name=line.name, room=False, picture=line.picture)
            if screen := await _opened(client, whom):
                yield screen, line


async def _opened(client: Client, whom: Whom) -> wire.Screen | None:
    try:
        return await client.open_chat(whom)
    except (NotFound, Ambiguous):
        return None

"""
A puppet in a process of its own, which may be killed: the program of that process.

    python -m conformance.mortal

It reads orders from its standard input, and has a child for each of them: what a puppet
has to load is then loaded once for many lives. Where the system cannot fork it lives
itself, once.
"""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import random
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace

from conformance.lines import (
    Begun,
    Born,
    Ended,
    Failed,
    Finished,
    Gap,
    Kept,
    Line,
    Manners,
    Order,
    Ready,
    Stalled,
    written,
)
from puppets import Batch, Event, GapEvent, MessageEvent, SqliteMemory
from puppets.memory import Entry

__all__ = ["main"]


class Witness(SqliteMemory):
    """Tells what is kept, and hangs or forgets where its manners say so."""

    def __init__(
        self, path: str, manners: Manners, tell: Callable[[Line], None]
    ) -> None:
        super().__init__(path)
        self._manners = manners
        self._tell = tell
        self._messages: dict[int, str] = {}

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        if self._manners.stalls_at in _texts(batch.events):
            self._tell(Stalled())
            await asyncio.Event().wait()
        if not self._manners.keeps_cursor:
            batch = replace(batch, cursor=None)
        entries = await super().accept(batch)
        self._note(entries)
        return entries

    async def unfinished(self) -> tuple[Entry, ...]:
        entries = await super().unfinished()
        self._note(entries)
        return entries

    async def finish(self, *numbers: int) -> None:
        await super().finish(*numbers)
        for number in numbers:
            if number in self._messages:
                self._tell(Finished(self._messages.pop(number)))

    def _note(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, MessageEvent):
                self._messages[entry.number] = entry.event.message.id
                self._tell(Kept(entry.event.message.id))


def main(*, forks: bool) -> None:
    """Live as often as we are asked to; `<port> <order>` a line, to be answered there."""
    for line in sys.stdin:
        port, _, order = line.partition(" ")
        with socket.create_connection(("127.0.0.1", int(port))) as voice:
            _bear(base64.b64decode(order), voice, forks=forks)
        if not forks:
            return


def _bear(pickled: bytes, voice: socket.socket, *, forks: bool) -> None:
    """Whoever listens hears the end of it when the process is gone, and not before."""
    try:
        order = pickle.loads(pickled)  # noqa: S301 - from the suite, by our own pipe
    except Exception:  # noqa: BLE001 - whatever a recipe's module may raise
        voice.sendall(written(Failed(traceback.format_exc())))
        return
    child = os.fork() if forks else 0
    if child:
        os.waitpid(child, 0)
        return
    asyncio.run(_live(order, voice))
    if forks:
        os._exit(0)


async def _live(order: Order, voice: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=voice)

    def tell(line: Line) -> None:
        writer.write(written(line))  # into the system's hands at once: it survives us

    tell(Born(os.getpid()))
    try:
        await _be(order, reader, tell)
    except Exception:  # noqa: BLE001 - whatever it is, the suite says it
        tell(Failed(traceback.format_exc()))
    writer.close()
    await writer.wait_closed()


async def _be(
    order: Order, reader: asyncio.StreamReader, tell: Callable[[Line], None]
) -> None:
    """Be the puppet, until nobody listens any more."""
    manners = order.manners
    puppet = order.recipe(Witness(order.path, manners, tell))
    puppet.in_flight = manners.in_flight
    clock = random.Random(manners.seed)

    async def handle(event: MessageEvent) -> None:
        message = event.message
        if message.talker_id == puppet.self_id:
            return
        where = message.conversation_id
        tell(Begun(message.id, where, message.text, event.redelivered))
        if message.text == manners.hangs_at and not event.redelivered:
            await asyncio.Event().wait()
        await asyncio.sleep(clock.uniform(0, manners.work))
        if manners.answers:
            await puppet.message_send_text(where, f"heard {message.text}")
        tell(Ended(message.id))

    async def miss(_: GapEvent) -> None:
        tell(Gap())

    puppet.on(MessageEvent, handle)
    puppet.on(GapEvent, miss)
    async with puppet:
        tell(Ready(puppet.self_id))
        await reader.read()


def _texts(events: Iterable[Event]) -> set[str]:
    return {each.message.text for each in events if isinstance(each, MessageEvent)}


if __name__ == "__main__":
    main(forks="--once" not in sys.argv and hasattr(os, "fork"))

"""
Telegram's updates, from the bytes on the wire to a handler: ours, and python-telegram-bot's.

Ours with the memory in the process and with the one on disk; theirs is what an
Application does with each update that its poll brings. One run, rounds interleaved.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from puppets import InProcessMemory, Memory, MessageEvent, SqliteMemory
from puppets.telegram import TelegramOptions, TelegramPuppet, wire
from puppets.telegram.stream import Answer, next_offset, read

ROUNDS = 5
UPDATES = 20_000
BATCH = 100
"""What one answer of `getUpdates` holds at most."""
CHATS = 100
TOKEN = "4200000042:AAbench-bench-bench-bench-bench-1"
ME = wire.User(id=42, is_bot=True, first_name="Bench", username="bench_bot")


def main() -> None:
    rates: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        for name, run in ROADS.items():
            rates.setdefault(name, []).append(asyncio.run(run(answers(number))))
    peer = statistics.median(rates[PEER])
    table = Table("road", "updates a second", "min", "max", f"ratio to {PEER}")
    table.title = f"{UPDATES} text updates, {CHATS} chats, {ROUNDS} rounds"
    for name, found in rates.items():
        median = statistics.median(found)
        numbers = (median, min(found), max(found))
        table.add_row(name, *(f"{n:,.0f}" for n in numbers), f"{median / peer:.2f}")
    Console().print(table)


def answers(number: int) -> list[bytes]:
    """The answers of the Bot API, as they come in."""
    first = number * UPDATES
    return [
        msgspec.json.encode(
            {"ok": True, "result": [_update(n) for n in range(at, at + BATCH)]}
        )
        for at in range(first, first + UPDATES, BATCH)
    ]


def _update(number: int) -> dict[str, object]:
    person = 1000 + number % CHATS
    who = {"id": person, "first_name": "Alice", "last_name": f"No {person}"}
    return {
        "update_id": number + 1,
        "message": {
            "message_id": number + 1,
            "from": {**who, "is_bot": False, "language_code": "en"},
            "chat": {**who, "type": "private"},
            "date": 1_790_000_000 + number,
            "text": f"hello, this is message {number}",
        },
    }


# Ours.


class Answered(msgspec.Struct):
    """An answer of `getUpdates`."""

    result: list[msgspec.Raw]


class Fed(TelegramPuppet):
    """Takes its answers from a list instead of a socket; all the rest is the product."""

    def __init__(self, answered: list[bytes], memory: Memory) -> None:
        super().__init__(TelegramOptions(token=TOKEN), memory=memory)
        self._answered = answered

    async def _open(self) -> str:
        await self._ledger.open(ME)
        return str(ME.id)

    async def _answers(self, cursor: str | None) -> AsyncGenerator[Answer]:
        reader = msgspec.json.Decoder(Answered)
        for body in self._answered:
            told = tuple(read(bytes(each)) for each in reader.decode(body).result)
            cursor = str(next_offset(told, int(cursor or 0)))
            yield Answer(told, cursor)
        await asyncio.Event().wait()


async def ours(told: list[bytes], memory: Memory) -> float:
    return await measured(Fed(told, memory))


async def measured(puppet: Fed) -> float:
    """Updates a second, until the last one is handled and done."""
    left, done = UPDATES, asyncio.Event()

    async def handle(_: MessageEvent) -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    puppet.on(MessageEvent, handle)
    began = time.perf_counter()
    async with puppet:
        await done.wait()
        while puppet.health.journal_depth:
            await asyncio.sleep(0)
        return UPDATES / (time.perf_counter() - began)


async def in_process(told: list[bytes]) -> float:
    return await ours(told, InProcessMemory())


async def on_disk(told: list[bytes]) -> float:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        return await ours(told, SqliteMemory(Path(folder) / "bench.sqlite"))


# Theirs.


async def theirs(told: list[bytes]) -> float:
    application = Application.builder().token(TOKEN).updater(None).build()
    left = UPDATES

    async def handle(*_: object) -> None:
        nonlocal left
        left -= 1

    application.add_handler(MessageHandler(filters.ALL, handle))
    application._initialized = True  # initialize() would ask Telegram who the bot is
    began = time.perf_counter()
    for body in told:
        for update in json.loads(body)["result"]:
            await application.process_update(Update.de_json(update, application.bot))
    assert not left
    return UPDATES / (time.perf_counter() - began)


PEER = "python-telegram-bot"
ROADS: dict[str, Callable[[list[bytes]], Coroutine[None, None, float]]] = {
    "ours, memory in the process": in_process,
    "ours, memory on disk": on_disk,
    PEER: theirs,
}


if __name__ == "__main__":
    main()

"""
A process that uses a memory, for tests that kill it, or find it there.

    python -m tests.contract.accepting hold PATH
    python -m tests.contract.accepting fork PATH
    python -m tests.contract.accepting accept PATH
"""

from __future__ import annotations

import asyncio
import os
import sys
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from puppets import Batch, SqliteMemory
from tests.contract.tiny import said

__all__ = ["BATCH", "batch", "running"]

BATCH = 7


def batch(number: int) -> Batch:
    """Messages of several conversations; the cursor is the batch's own number."""
    ids = range(number * BATCH, (number + 1) * BATCH)
    events = tuple(said(str(id), by=f"c{id % 3}") for id in ids)
    return Batch(events=events, cursor=str(number))


@asynccontextmanager
async def running(
    *command: str | Path,
) -> AsyncIterator[tuple[asyncio.subprocess.Process, asyncio.StreamReader]]:
    """This module as a process, and what it says; killed at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, *map(str, command)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.communicate()


async def hold(path: str) -> None:
    """Have the memory until the standard input ends."""
    memory = SqliteMemory(path)
    await memory.open()
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await memory.close()


async def fork(path: str) -> None:
    """Have the memory, and a child that outlives us until the standard input ends."""
    memory = SqliteMemory(path)
    await memory.open()
    with warnings.catch_warnings(action="ignore"):  # it is a mistake that people make
        child = os.fork()
    if child:
        print("open", flush=True)
        await asyncio.Event().wait()
    sys.stdin.read()
    os._exit(0)


async def accept(path: str) -> None:
    """Say each batch that is kept and each entry that is finished, for ever."""
    memory = SqliteMemory(path, keys_kept=200, payloads_kept=100)
    await memory.open()
    number = int(memory.cursor or -1) + 1
    while True:
        entries = await memory.accept(batch(number))
        print("kept", number, flush=True)
        for entry in entries[: number % BATCH]:
            await memory.finish(entry.number)
            print("finished", entry.event.identity, flush=True)
        number += 1


if __name__ == "__main__":
    asyncio.run(
        {"hold": hold, "fork": fork, "accept": accept}[sys.argv[1]](sys.argv[2])
    )

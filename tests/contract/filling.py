"""
A process whose disk is full for a while; it ends well where nothing is lost by that.

    python -m tests.contract.filling HOW WHAT FOLDER

HOW is `disk`, where the folder is a small disk of its own, or `limit`, where the system
lets no file of this process grow. WHAT is `memory` or `puppet`.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from puppets import Batch, ErrorEvent, MessageEvent, MessagePayload, SqliteMemory
from puppets._sqlite.inspection import inspect
from puppets.errors import StorageError
from puppets.mock import Mocker, MockOptions, MockPuppet
from tests.contract.tiny import said

LONG = "tea " * 500


@contextmanager
def full_disk(folder: Path) -> Iterator[Callable[[], None]]:
    """Only 1 MB is free until what is given is called."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(15 * 1024 * 1024))
    yield ballast.unlink


@contextmanager
def limited(folder: Path) -> Iterator[Callable[[], None]]:
    """No file grows past 1 MB until what is given is called."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, most))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def batch(number: int) -> Batch:
    events = tuple(said(f"{number} {n}", by=f"c{n}", text=LONG) for n in range(20))
    return Batch(events=events, cursor=str(number))


async def fill(memory: SqliteMemory) -> tuple[int, StorageError]:
    """How many batches were kept until there was no room, and what was raised then."""
    for number in range(1000):
        try:
            await memory.accept(batch(number))
        except StorageError as error:
            return number, error
    raise AssertionError("there was room all the time")


async def use_memory(path: Path, make_room: Callable[[], None]) -> None:
    """A full disk keeps nothing of a batch, and everything of those before."""
    memory = SqliteMemory(path)
    assert await memory.open() == ()
    kept, error = await fill(memory)
    assert str(path) in str(error), error
    assert LONG not in repr(error), error
    assert kept > 0
    assert (memory.cursor, memory.depth) == (str(kept - 1), kept * 20)
    assert await memory.load(MessagePayload, "0 0") is not None
    ended = [waiting.number for waiting in inspect(path).waiting[:5]]
    for number in ended:
        try:
            await memory.finish(number)
        except StorageError:
            print("a finish had to wait for room")
    make_room()
    assert len(await memory.accept(batch(kept))) == 20
    assert (memory.cursor, memory.depth) == (str(kept), (kept + 1) * 20 - 5)
    await memory.close()
    assert await memory.open() == ()
    assert not {entry.number for entry in await memory.unfinished()} & {*ended}
    assert memory.depth == (kept + 1) * 20 - 5
    await memory.close()
    print(f"{kept} batches were kept before there was no room")


async def use_puppet(path: Path, make_room: Callable[[], None]) -> None:
    """A puppet whose disk is full goes on by itself when it is not any more."""
    mocker = Mocker()
    options = MockOptions(mocker=mocker, token=mocker.bot.token)
    puppet = MockPuppet(options, memory=SqliteMemory(path))
    alice = mocker.person("Alice")
    heard: list[str] = []

    async def hear(event: MessageEvent) -> None:
        heard.append(event.message.text)

    puppet.on(MessageEvent, hear)
    told: list[str] = []
    with puppet.listen(ErrorEvent) as errors:
        async with puppet:
            failed = asyncio.ensure_future(anext(errors))
            while not failed.done():
                told.append(f"{len(told)} {LONG}")
                await alice.says(told[-1])
                while len(heard) < len(told) and not failed.done():
                    await asyncio.sleep(0)
            error = (await failed).error
            assert isinstance(error, StorageError), error
            told += [f"{len(told) + n} {LONG}" for n in range(10)]
            for text in told[-10:]:
                await alice.says(text)
            assert len(heard) < len(told)
            make_room()
            async with asyncio.timeout(60):
                while len(heard) < len(told):
                    await asyncio.sleep(0.01)
    assert heard == told
    print(f"{len(told)} messages were heard once each, in order")


if __name__ == "__main__":
    how, what, where = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    file = where / "tiny.sqlite"
    use = {"memory": use_memory, "puppet": use_puppet}[what]
    with {"disk": full_disk, "limit": limited}[how](where) as free:
        asyncio.run(use(file, free))

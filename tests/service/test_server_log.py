"""What the event log keeps, in the process and on the disk."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from puppets.errors import StorageCorrupt, StorageError, StorageInUse
from puppets.service.server import EventLog, InProcessLog, SqliteLog
from puppets.service.server.log import News, Seat

pytestmark = pytest.mark.anyio


def news(identity: str) -> News:
    return News(type=2, payload=f'{{"messageId":"{identity}"}}', identity=identity)


async def says(log: EventLog, *identities: str) -> None:
    for identity in identities:
        await log.append(news(identity), 1.0)


async def told(log: EventLog, after: int = 0, most: int = 100) -> list[tuple[int, str]]:
    read = await log.read(after, most)
    return [(event.number, event.news.identity) for event in read]


@pytest.fixture(params=["in the process", "on the disk"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], EventLog]:
    def log(kept: int) -> EventLog:
        if request.param == "in the process":
            return InProcessLog(kept=kept)
        return SqliteLog(tmp_path / "log.sqlite", kept=kept)

    return log


@asynccontextmanager
async def opened(log: EventLog) -> AsyncIterator[EventLog]:
    await log.open()
    try:
        yield log
    finally:
        await log.close()


async def test_events_are_numbered_without_holes(
    make: Callable[[int], EventLog],
) -> None:
    async with opened(make(10)) as log:
        assert (log.first, log.last) == (1, 0)
        await says(log, "a", "b", "a", "c", "b")
        assert await told(log) == [(1, "a"), (2, "b"), (3, "c")]
        assert (log.first, log.last) == (1, 3)


async def test_what_has_no_identity_is_kept_each_time(
    make: Callable[[int], EventLog],
) -> None:
    async with opened(make(10)) as log:
        await says(log, "", "")
        assert log.last == 2


async def test_a_reader_goes_on_where_it_was(make: Callable[[int], EventLog]) -> None:
    async with opened(make(10)) as log:
        await says(log, *"abcde")
        assert await told(log, after=2, most=2) == [(3, "c"), (4, "d")]
        assert await told(log, after=5) == []


async def test_the_oldest_are_forgotten(make: Callable[[int], EventLog]) -> None:
    async with opened(make(3)) as log:
        await says(log, *"abcde")
        assert (log.first, log.last) == (3, 5)
        assert await told(log) == [(3, "c"), (4, "d"), (5, "e")]
        await says(log, "a")  # and what is forgotten is new again
        assert log.last == 6


async def test_many_at_once_are_kept_in_the_order_of_their_coming(
    make: Callable[[int], EventLog],
) -> None:
    async with opened(make(1000)) as log:
        names = [f"{number}" for number in range(300)]
        await asyncio.gather(*(log.append(news(name), 1.0) for name in names))
        assert [name for _, name in await told(log, most=1000)] == names


async def test_seats_are_kept_until_they_are_forgotten(
    make: Callable[[int], EventLog],
) -> None:
    seat = Seat(holder="client a", number=0, position=1, left_at=1.0)
    other = Seat(holder="client b", number=0, position=2, left_at=1.0)
    moved = Seat(holder="client a", number=0, position=9, left_at=2.0)
    async with opened(make(10)) as log:
        await log.keep(seat, other)
        await log.keep(moved)
        assert set(await log.seats()) == {moved, other}
        await log.forget(other)
        assert set(await log.seats()) == {moved}


# On the disk.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "log.sqlite"


async def test_a_log_outlives_its_process(path: Path) -> None:
    seat = Seat(holder="client a", number=0, position=1, left_at=1.0)
    async with opened(SqliteLog(path)) as log:
        await says(log, "a", "b")
        await log.keep(seat)
        epoch = log.epoch
    async with opened(SqliteLog(path)) as log:
        await says(log, "b", "c")
        assert await told(log) == [(1, "a"), (2, "b"), (3, "c")]
        assert list(await log.seats()) == [seat]
        assert log.epoch == epoch


async def test_what_is_older_than_the_memory_is_read_from_the_file(path: Path) -> None:
    log = SqliteLog(path)
    log.AT_HAND = 2
    async with opened(log):
        await says(log, *"abcdef")
        assert [name for _, name in await told(log)] == [*"abcdef"]


async def test_only_its_owner_can_read_the_file(path: Path) -> None:
    async with opened(SqliteLog(path)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_one_log_has_one_server(path: Path) -> None:
    async with opened(SqliteLog(path)):
        with pytest.raises(StorageInUse):
            await SqliteLog(path).open()
    async with opened(SqliteLog(path)):
        """It can be had again."""


async def test_a_file_that_is_broken_is_set_aside_and_said(path: Path) -> None:
    async with opened(SqliteLog(path)) as log:
        await says(log, "a")
        epoch = log.epoch
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    log = SqliteLog(path)
    (amiss,) = await log.open()
    assert isinstance(amiss, StorageCorrupt)
    assert Path(amiss.path).exists()
    assert log.epoch != epoch
    await says(log, "b")
    assert await told(log) == [(1, "b")]
    await log.close()


async def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StorageError):
        await SqliteLog(path).open()
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("theirs",)]

"""How a memory in a file answers those who call it at once, or not any more."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from puppets import (
    Batch,
    ConfigurationError,
    ContactPayload,
    FileBox,
    MessagePayload,
    PostPayload,
    SqliteMemory,
    StorageError,
)
from tests.contract.tiny import said

pytestmark = pytest.mark.anyio


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "tiny.sqlite")


async def test_a_call_that_fails_takes_no_neighbour_with_it(
    memory: SqliteMemory,
) -> None:
    await memory.open()
    file = FileBox.from_path(__file__)
    names = [*"abcdefgh"]
    answers = await asyncio.gather(
        *(memory.save(ContactPayload(id=id, name=id)) for id in names[:4]),
        memory.set_state("half \ud83d", b""),
        memory.save(PostPayload(id="p", sayables=(file,))),
        *(memory.accept(Batch(events=(said(id),), cursor=id)) for id in names[4:]),
        return_exceptions=True,
    )
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(each) for each in failed] == [StorageError, StorageError]
    assert await memory.keys(ContactPayload) == tuple(names[:4])
    assert await memory.keys(MessagePayload) == tuple(names[4:])
    assert (memory.depth, memory.cursor) == (4, "h")
    await memory.close()


async def test_of_two_batches_at_once_one_has_what_both_say(
    memory: SqliteMemory,
) -> None:
    await memory.open()
    batch = Batch(events=(said("1"), said("2")))
    answers = await asyncio.gather(*(memory.accept(batch) for _ in range(5)))
    assert [len(answer) for answer in answers] == [2, 0, 0, 0, 0]
    assert memory.depth == 2
    await memory.close()


async def test_what_was_begun_is_done_though_nobody_waits(
    memory: SqliteMemory,
) -> None:
    await memory.open()
    (entry,) = await memory.accept(Batch(events=(said("1"),)))
    calls = [
        asyncio.create_task(memory.accept(Batch(events=(said("2"),), cursor="c"))),
        asyncio.create_task(memory.finish(entry.number)),
    ]
    await asyncio.sleep(0)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    (left,) = await memory.unfinished()
    assert left.event == said("2")
    assert (memory.cursor, memory.depth) == ("c", 1)
    await memory.close()


async def test_closing_does_first_what_was_asked_for(memory: SqliteMemory) -> None:
    await memory.open()
    call = asyncio.create_task(memory.accept(Batch(events=(said("1"),))))
    await asyncio.sleep(0)
    await memory.close()
    assert len(await call) == 1
    await memory.close()


async def test_a_cancelled_opening_can_be_closed(memory: SqliteMemory) -> None:
    opening = asyncio.create_task(memory.open())
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await memory.close()
    assert await memory.open() == ()
    await memory.close()


async def test_fifty_openings_leave_no_thread(memory: SqliteMemory) -> None:
    before = threading.active_count()
    for _ in range(50):
        await memory.open()
        await memory.close()
    assert threading.active_count() == before


def test_it_works_again_on_another_event_loop(memory: SqliteMemory) -> None:
    async def one(id: str) -> int:
        await memory.open()
        await memory.accept(Batch(events=(said(id),)))
        await memory.close()
        return memory.depth

    assert [asyncio.run(one(id)) for id in "abc"] == [1, 2, 3]


def test_a_loop_that_is_gone_does_not_keep_what_was_begun_from_being_done(
    memory: SqliteMemory,
) -> None:
    async def leave() -> None:
        await memory.open()
        for n in range(20):
            call = asyncio.ensure_future(memory.accept(Batch(events=(said(str(n)),))))
            await asyncio.sleep(0)
            call.cancel()

    async def look() -> int:
        again = SqliteMemory(memory.path)
        await again.open()
        await again.close()
        return again.depth

    asyncio.run(leave())
    writer = memory._writer
    assert writer is not None
    writer._jobs.put(None)  # nobody can close it any more
    writer._thread.join()
    assert asyncio.run(look()) == 20


async def test_one_finish_after_another_is_cheap_side_by_side(
    memory: SqliteMemory,
) -> None:
    await memory.open()
    events = tuple(said(str(n), by=f"c{n}") for n in range(500))
    entries = await memory.accept(Batch(events=events))
    await asyncio.gather(*(memory.finish(entry.number) for entry in entries))
    assert memory.depth == 0
    assert await memory.unfinished() == ()
    await memory.close()


def test_a_bound_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    with pytest.raises(ConfigurationError, match="keys_kept is at least 1, not 0"):
        SqliteMemory(path, keys_kept=0)
    with pytest.raises(ConfigurationError, match="payloads_kept is at least 1, not -1"):
        SqliteMemory(path, payloads_kept=-1)
    with pytest.raises(ConfigurationError, match="malformed_kept is at least 1, not 0"):
        SqliteMemory(path, malformed_kept=0)


def test_no_age_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="payload_age"):
        SqliteMemory(tmp_path / "tiny.sqlite", payload_age=timedelta())

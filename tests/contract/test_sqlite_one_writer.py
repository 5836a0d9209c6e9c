"""One puppet a file: whoever comes second is told who has it."""

from __future__ import annotations

import os
import re
import signal
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from puppets import Batch, SqliteMemory, StorageError, StorageInUse
from tests.contract.accepting import running
from tests.contract.tiny import TinyPuppet, said

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "puppets" / "tiny.sqlite"


async def test_a_second_process_is_refused_and_told_who_has_it(path: Path) -> None:
    async with running("hold", path, "--token=my-secret") as (process, says):
        assert await says.readline() == b"open\n"
        with pytest.raises(StorageInUse) as caught:
            await SqliteMemory(path).open()
    assert re.fullmatch(
        re.escape(
            f"the memory {path} is in use by process {process.pid} (accepting.py)"
        )
        + r" since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\+00:00",
        str(caught.value),
    )


async def test_a_killed_process_holds_nothing(path: Path) -> None:
    async with running("hold", path) as (process, says):
        await says.readline()
        process.send_signal(signal.SIGKILL)
        await process.wait()
        memory = SqliteMemory(path)
        assert await memory.open() == ()
        await memory.close()


async def test_a_child_that_outlives_a_killed_process_holds_nothing(
    path: Path,
) -> None:
    async with running("fork", path) as (process, says):
        assert await says.readline() == b"open\n"
        process.send_signal(signal.SIGKILL)
        memory = SqliteMemory(path)
        assert await memory.open() == ()
        await memory.close()


async def test_a_process_that_is_about_to_end_is_waited_for(path: Path) -> None:
    async with running("hold", path) as (process, says):
        await says.readline()
        assert process.stdin is not None
        process.stdin.close()
        memory = SqliteMemory(path)
        assert await memory.open() == ()
        await memory.close()


async def test_a_second_memory_in_this_process_is_refused(path: Path) -> None:
    first, second = SqliteMemory(path), SqliteMemory(path)
    await first.open()
    with pytest.raises(StorageInUse, match=f"process {os.getpid()}"):
        await second.open()
    await second.close()
    await first.accept(Batch(events=(said("1"),)))
    await first.close()
    await second.open()
    assert second.depth == 1
    await second.close()


async def test_who_has_it_may_not_have_said_so_yet(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with (
        FileLock(f"{path}.lock"),
        pytest.raises(StorageInUse, match=f"{path} is in use by another process"),
    ):
        await SqliteMemory(path).open()
    assert not path.exists()


async def test_another_name_of_the_file_is_the_same_file(path: Path) -> None:
    first = SqliteMemory(path)
    await first.open()
    other = path.with_name("other.sqlite")
    other.symlink_to(path)
    with pytest.raises(StorageInUse):
        await SqliteMemory(other).open()
    await first.close()


async def test_a_memory_that_is_open_is_not_opened_again(path: Path) -> None:
    memory = SqliteMemory(path)
    await memory.open()
    with pytest.raises(StorageInUse, match="another puppet"):
        await memory.open()
    await memory.accept(Batch(events=(said("1"),)))
    await memory.close()


async def test_a_puppet_that_is_refused_can_start_later(path: Path) -> None:
    other = SqliteMemory(path)
    await other.open()
    puppet = TinyPuppet(memory=SqliteMemory(path))
    with pytest.raises(StorageInUse):
        await puppet.start()
    assert puppet.opened == 0
    await other.close()
    async with puppet:
        assert puppet.is_logged_in


async def test_only_its_owner_can_read_what_people_said(path: Path) -> None:
    memory = SqliteMemory(path)
    await memory.open()
    await memory.accept(Batch(events=(said("1"),)))
    files = [each for each in path.parent.iterdir() if each.is_file()]
    assert len(files) >= 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await memory.close()


async def test_a_memory_that_is_not_open_keeps_nothing(path: Path) -> None:
    memory = SqliteMemory(path)
    with pytest.raises(StorageError, match=f"{path} is not open"):
        await memory.accept(Batch(events=(said("1"),)))
    await memory.close()
    assert not path.parent.exists()

"""A full disk and a folder that nobody may write to are errors before anything is kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from puppets import SqliteMemory, StorageError

# A puppet may wait for up to 24 s before it looks whether there is room again.
pytestmark = pytest.mark.timeout(120)

FILLING = (sys.executable, "-m", "tests.contract.filling")

# A disk of its own, in a name space that only this process sees.
DISK = "mount -t tmpfs -o size=16m none {0} && exec {1} disk {2} {0}"
UNSHARE = ("unshare", "--map-root-user", "--mount", "sh", "-c")

# As nobody: root may write everywhere. What is needed is loaded before.
AS_NOBODY = """
import asyncio, os, sys
from puppets import SqliteMemory, StorageError
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
try:
    asyncio.run(SqliteMemory(sys.argv[1]).open())
except StorageError as error:
    print(error)
"""


def has_disks() -> bool:
    if not shutil.which("unshare"):
        return False
    tried = [*UNSHARE, "mount -t tmpfs -o size=4k none /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("what", ["memory", "puppet"])
def test_a_full_disk_loses_nothing(tmp_path: Path, what: str) -> None:
    if not has_disks():
        pytest.skip("the system lets this user make no disk")
    command = DISK.format(tmp_path, " ".join(FILLING), what)
    done = subprocess.run(
        [*UNSHARE, command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("what", ["memory", "puppet"])
def test_a_limit_on_files_loses_nothing(tmp_path: Path, what: str) -> None:
    done = subprocess.run(
        [*FILLING, "limit", what, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def folder() -> Iterator[Path]:
    """One into which everybody may look; those above it included."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


def opened_as_nobody(path: Path) -> str:
    command = [sys.executable, "-c", AS_NOBODY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["tiny.sqlite", "state/tiny.sqlite"])
def test_a_folder_that_is_read_only_is_an_error(folder: Path, name: str) -> None:
    folder.chmod(0o555)
    path = folder / name
    said = f"the memory {path} cannot be used: Permission denied"
    assert opened_as_nobody(path) == said
    assert not list(folder.iterdir())


def test_a_file_that_is_read_only_is_an_error_and_is_not_set_aside(
    folder: Path,
) -> None:
    path = folder / "tiny.sqlite"
    path.write_bytes(b"")
    path.chmod(0o444)
    folder.chmod(0o777)
    assert opened_as_nobody(path).startswith(f"the memory {path} cannot be used: ")
    assert {each.name for each in folder.iterdir()} <= {path.name, f"{path.name}.lock"}


@pytest.mark.anyio
async def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    path = tmp_path / "state" / "tiny.sqlite"
    with pytest.raises(StorageError, match=f"the memory {path} cannot be used: "):
        await SqliteMemory(path).open()


@pytest.mark.anyio
async def test_a_file_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tiny.sqlite"
    path.mkdir()
    with pytest.raises(StorageError, match=f"the memory {path} cannot be used: "):
        await SqliteMemory(path).open()
    assert not list(path.iterdir())

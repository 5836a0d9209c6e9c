"""`puppets doctor` on every platform, and what it looks at of each."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from puppets import Batch, ErrorEvent, Limits, Malformed, SqliteMemory
from puppets._cli import general_checks
from puppets._sqlite.inspection import inspect
from puppets.findings import Finding, clock, latency
from tests.cli.commands import puppets
from tests.cli.looking import Doctor
from tests.cli.test_terminal import terminal
from tests.contract.tiny import said

pytestmark = pytest.mark.timeout(60)  # some load every platform's SDK


def lines(out: str) -> dict[str, list[str]]:
    return {line.partition("\t")[0]: line.split("\t") for line in out.splitlines()}


# As a command.


def test_what_nobody_has_configured_is_nobodys_fault() -> None:
    done = puppets("doctor")
    assert done.returncode == 0
    found = lines(done.stdout)
    assert found["telegram"][1:] == [
        *("settings", "note", "not configured", "set TELEGRAM_TOKEN")
    ]
    assert found["mock"][2] == "ok"


def test_what_somebody_asks_for_has_to_be_configured() -> None:
    done = puppets("doctor", "telegram", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {
            "platform": "telegram",
            "subject": "settings",
            "ok": False,
            "what": "not configured",
            "remedy": "set TELEGRAM_TOKEN",
        }
    ]


def test_the_mock_is_fine() -> None:
    done = puppets("doctor", "mock")
    assert done.returncode == 0
    told = [line.split("\t")[1:3] for line in done.stdout.splitlines()]
    assert told == [["versions", "ok"], ["limits", "ok"], ["memory", "ok"]]


def test_an_unknown_platform_is_a_mistake_of_the_person() -> None:
    done = puppets("doctor", "pigeon")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("puppets: no provider 'pigeon' is installed")


def test_a_person_sees_a_table() -> None:
    with terminal("doctor", "mock", TERM="dumb") as person:
        table = person.shows("Nothing is wrong.")
        assert person.ends() == 0
    assert "✓  versions" in table


# What is looked at of every platform.


class Package(Distribution):
    """What a package says of itself."""

    def __init__(self, metadata: str) -> None:
        self._metadata = (
            f"Metadata-Version: 2.1\nName: pigeon\nVersion: 1.0\n{metadata}"
        )

    def read_text(self, filename: str) -> str | None:
        return self._metadata if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("metadata", "amiss"),
    [
        ("Requires-Dist: rich>=1", ""),
        ("Requires-Dist: rich>=999; extra == 'owls'", ""),
        ("Requires-Dist: rich>=999", "rich>=999"),
        ("Requires-Dist: rich>=999; extra == 'pigeon'", "rich>=999"),
        ("Requires-Dist: no-such-pigeon", "no-such-pigeon"),
        ("Requires-Python: >=4", "Python >=4"),
    ],
    ids=["fits", "another extra", "too old", "of the extra", "not there", "Python"],
)
def test_what_is_installed_is_what_is_asked_for(metadata: str, amiss: str) -> None:
    found = general_checks.versions(Package(metadata), "pigeon")
    assert found.ok == (not amiss)
    assert "pigeon 1.0" in found.what
    if amiss:
        assert found.what.endswith(f"it needs {amiss}")
        assert found.remedy == "pip install --upgrade 'pigeon[pigeon]'"


def test_limits_that_are_unknown_are_said_to_be() -> None:
    assert general_checks.limits(Limits()).what == "none that are known"


def test_a_memory_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    found = general_checks.memory(SqliteMemory(tmp_path / "new" / "bot.sqlite"))
    assert found.ok
    assert "not there yet" in found.what
    assert not list(tmp_path.iterdir())


def test_a_memory_where_none_can_be_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = general_checks.memory(SqliteMemory(tmp_path / "file" / "bot.sqlite"))
    assert not found.ok
    assert "cannot be written" in found.what


@pytest.mark.anyio
async def test_a_memory_in_use_keeps_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    await memory.accept(Batch(events=(said("1"), said("2"))))
    found = general_checks.memory(SqliteMemory(path))
    assert found.ok
    assert ", 2 events wait, used by process " in found.what
    await memory.accept(Batch(events=(said("3"),)))
    await memory.close()
    assert "not in use" in general_checks.memory(SqliteMemory(path)).what
    assert len(inspect(path).waiting) == 3


@pytest.mark.anyio
async def test_what_could_not_be_read_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    amiss = ErrorEvent(error=Malformed("no JSON", update=b"{"))
    await memory.accept(Batch(events=(amiss,)))
    await memory.close()
    found = general_checks.memory(SqliteMemory(path))
    assert found.ok
    assert "1 could not be read" in found.what
    assert found.remedy == f"puppets journal {path}"


def test_a_memory_that_is_none_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    path.write_text("not a database" * 100)
    assert not general_checks.memory(SqliteMemory(path)).ok


def test_a_full_disk_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(general_checks, "LEAST_FREE", 1 << 60)
    found = general_checks.memory(SqliteMemory(tmp_path / "bot.sqlite"))
    assert not found.ok
    assert "make room" in found.remedy


# What a provider's checks are made of.


@pytest.mark.parametrize("off", [0, 29, -29, 31, -3600])
def test_a_clock_is_right_to_half_a_minute(off: int) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    found = clock(format_datetime(now - timedelta(seconds=off)), now)
    assert found.ok == (abs(off) < 30)
    if not found.ok:
        assert found.what.startswith(f"{abs(off):,} s {'fast' if off > 0 else 'slow'}")


def test_a_platform_without_a_clock_is_no_fault() -> None:
    assert clock("", datetime.now(UTC)).ok


@pytest.mark.anyio
async def test_latency_is_the_median() -> None:
    waits = iter((0.0, 1.5, 0.0))

    async def answer() -> None:
        await asyncio.sleep(next(waits))

    began = time.monotonic()
    found = await latency(answer)
    assert time.monotonic() - began > 1
    assert not found.remedy


def test_what_is_wrong_has_a_remedy() -> None:
    with pytest.raises(ValueError, match="needs a remedy"):
        Finding(what="it is broken", ok=False)


@pytest.mark.anyio
async def test_a_memory_is_looked_for_where_it_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = Doctor("gitter", monkeypatch)
    doctor.given(GITTER_ACCESS_TOKEN="x", GITTER_HOMESERVER="http://127.0.0.1:9")
    found = await doctor.finds(where=str(tmp_path / "here.sqlite"))
    assert str(tmp_path / "here.sqlite") in found["memory"].what
    assert list(found) == ["versions", "homeserver", "limits", "memory"]
    assert "the network" in found["homeserver"].remedy


@pytest.mark.anyio
async def test_a_memory_at_which_one_may_not_look_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system refuses to look there, as in a folder that is another user's."""
    doctor = Doctor("gitter", monkeypatch)
    doctor.given(GITTER_ACCESS_TOKEN="x", GITTER_HOMESERVER="http://127.0.0.1:9")
    found = (await doctor.finds(where=str(tmp_path / ("x" * 300))))["memory"]
    assert not found.ok
    assert "cannot be looked at: " in found.what

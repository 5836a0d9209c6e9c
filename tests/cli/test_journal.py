"""What a journal shows, and what it keeps to itself."""

from __future__ import annotations

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from puppets import (
    Batch,
    ErrorEvent,
    Malformed,
    MessageEvent,
    MessagePayload,
    MessageType,
    RoomAnnounceEvent,
    SqliteMemory,
)
from tests.cli.commands import puppets
from tests.cli.test_terminal import terminal
from tests.contract.tiny import NOON

pytestmark = pytest.mark.anyio

WORDS = "meet me\x1b[31m at noon"
UPDATE = b'{"update_id": "meet me at noon"}'


def picture(id: str) -> MessageEvent:
    return MessageEvent(
        message=MessagePayload(
            id=id,
            conversation_id="tea-room",
            type=MessageType.IMAGE,
            talker_id="alice",
            room_id="tea-room",
            timestamp=NOON,
            text=WORDS,
        )
    )


HELD = Batch(
    events=(
        picture("1"),
        RoomAnnounceEvent(
            key="2",
            room_id="tea-room",
            timestamp=NOON,
            changer_id="alice",
            announcement=WORDS,
        ),
        ErrorEvent(
            error=Malformed(
                "an update cannot be read: no number", path="$.update_id", update=UPDATE
            )
        ),
    ),
    cursor="17",
)


@pytest.fixture
async def path(state: Path) -> AsyncIterator[Path]:
    """A memory in the state folder, in which something waits; while it is used."""
    state.mkdir(parents=True)
    path = state / "tea-42.sqlite"
    memory = SqliteMemory(path)
    await memory.open()
    await memory.accept(HELD)
    yield path
    await memory.close()


async def test_a_journal_in_a_pipe_is_a_line_an_entry(path: Path) -> None:
    done = puppets("journal", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    message, announcement, unreadable = (
        line.split("\t") for line in done.stdout.splitlines()
    )
    assert message[0] == announcement[0] == "waiting"
    assert message[2:4] == ["MessageEvent", "tea-room"]
    assert message[5:] == ["again 0", f"image, {len(WORDS)} characters"]
    assert announcement[2:4] == ["RoomAnnounceEvent", "tea-room"]
    assert unreadable[0] == "unreadable"
    assert unreadable[2:] == [
        "$.update_id",
        f"{len(UPDATE)} bytes",
        "an update cannot be read: no number",
    ]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["lines", "JSON"])
async def test_what_people_said_is_shown_only_when_asked_for(
    path: Path, form: list[str]
) -> None:
    assert "meet me" not in puppets("journal", str(path), *form).stdout
    shown = puppets("journal", str(path), "--text", *form).stdout
    assert "meet me" in shown
    assert "\x1b" not in shown


async def test_a_journal_as_json_is_one_document(path: Path) -> None:
    found = json.loads(puppets("journal", str(path), "--json").stdout)
    assert found["path"] == str(path)
    assert found["cursor"] == "17"
    assert "process" in found["owner"]
    message, announcement = found["waiting"]
    assert (message["type"], message["characters"]) == ("image", len(WORDS))
    assert announcement["kind"] == "RoomAnnounceEvent"
    assert found["unreadable"][0]["path"] == "$.update_id"
    assert found["unreadable"][0]["bytes"] == len(UPDATE)


async def test_an_export_has_every_entry_whole(path: Path) -> None:
    done = puppets("journal", str(path), "--export")
    message, announcement, unreadable = map(json.loads, done.stdout.splitlines())
    assert message["event"]["message"]["text"] == WORDS
    assert announcement["event"]["announcement"] == WORDS
    assert unreadable["update_text"].encode() == UPDATE


async def test_an_export_goes_to_a_new_file_that_is_nobody_elses(path: Path) -> None:
    file = path.with_name("all.jsonl")
    done = puppets("journal", str(path), "--export", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_text() == puppets("journal", str(path), "--export").stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_an_export_writes_over_nothing(path: Path) -> None:
    before = path.read_bytes()
    done = puppets("journal", str(path), "--export", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"puppets: {path} cannot be written: File exists\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"no memory" * 1000], ids=repr)
async def test_what_is_no_memory_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bot.sqlite"
    if content is not None:
        path.write_bytes(content)
    done = puppets("journal", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("puppets: ")
    assert str(path) in done.stderr
    assert done.stderr.count("\n") == 1
    assert not path.exists() or path.read_bytes() == content


async def test_without_a_path_every_memory_is_listed(path: Path) -> None:
    other = path.with_name("broken.sqlite")
    other.write_bytes(b"no memory" * 1000)
    done = puppets("journal")
    assert (done.returncode, done.stderr) == (0, "")
    broken, tea = (line.split("\t") for line in done.stdout.splitlines())
    assert broken[0] == str(other)
    assert tea[0] == str(path)
    assert tea[2:5] == ["waiting 2", "again 0", "unreadable 1"]
    assert "process" in tea[5]
    listed = json.loads(puppets("journal", "--json").stdout)
    assert [each["path"] for each in listed] == [str(other), str(path)]
    assert [each["waiting"] for each in listed] == [0, 2]
    assert str(other) in listed[0]["wrong"]


def test_without_a_memory_nothing_is_listed() -> None:
    assert puppets("journal").stdout == ""
    with terminal("journal") as person:
        person.shows("No memory yet")
        assert person.ends() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--export"], "--export needs the PATH"),
        (["a", "b"], "no --export"),
    ],
    ids=["export of nothing", "a file and no export"],
)
def test_what_is_asked_for_wrongly_is_said(arguments: list[str], said: str) -> None:
    done = puppets("journal", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("columns", ["80", "120"])
async def test_a_person_sees_a_table(path: Path, columns: str) -> None:
    with terminal("journal", str(path), COLUMNS=columns, TERM="dumb") as person:
        table = person.shows("$.update_id")
        assert person.ends() == 0
    rows = [line.split() for line in table.splitlines()]
    assert ["no.", "kind", "conversation", "since", "again", "said"] in rows
    assert any(row[1:3] == ["message", "tea-room"] for row in rows)
    assert any(row[1:4] == ["room", "announce", "tea-room"] for row in rows)
    assert "meet me" not in table
    longest = max(len(line) for line in table.splitlines() if str(path) not in line)
    assert longest <= int(columns)


async def test_a_person_sees_which_memories_there_are(path: Path) -> None:
    with terminal("journal", COLUMNS="80", TERM="dumb") as person:
        table = person.shows("puppets journal PATH")
        assert person.ends() == 0
    assert str(path.parent) in table
    row = next(line for line in table.splitlines() if path.name in line)
    assert row.split()[3:6] == ["2", "0", "1"]

"""Where a bot that runs remembers, and what it says of it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.cli.commands import PUPPETS, line, logged_in, puppets
from tests.cli.program import (
    DING_DONG,
    FILE_NAME,
    IN_PROCESS,
    QUICK,
    Program,
    ends,
    said,
)

pytestmark = pytest.mark.anyio

SLOW = """
import asyncio
from puppets import Bot, Message

bot = Bot()

@bot.on_message
async def slow(message: Message) -> None:
    print("begun", message.text, flush=True)
    await asyncio.Event().wait()
"""
OWN = """
from puppets import Bot, SqliteMemory

bot = Bot("telegram", memory=SqliteMemory("own.sqlite"))

if __name__ == "__main__":
    bot.run()
"""


# Nothing is lost.


@pytest.mark.timeout(60)  # six programs, one after the other
async def test_what_a_kill_cuts_off_waits_and_comes_again(
    program: Program, state: Path
) -> None:
    journal = ("journal", str(state / FILE_NAME))
    program.server.say(program.alice, program.alice, "ding")
    for again in range(2):
        cut_off = await program.runs(program.file(SLOW))
        assert await said(cut_off) == "begun ding"
        cut_off.kill()
        await cut_off.wait()
        (waiting,) = (
            line.split("\t") for line in puppets(*journal).stdout.splitlines()
        )
        assert waiting[0] == "waiting"
        assert waiting[2:4] == ["MessageEvent", str(program.alice)]
        assert waiting[5:] == [f"again {again}", "4 characters"]

    third = await program.runs(program.file(QUICK))
    assert "; 1 event waits\n" in await logged_in(third)
    assert await said(third) == "ding True"
    program.server.say(program.alice, program.alice, "dong")
    assert await said(third) == "dong False"
    assert (await ends(third))[0] == 0
    assert puppets(*journal).stdout == ""


async def test_what_is_said_while_no_bot_runs_is_heard_by_the_next(
    program: Program,
) -> None:
    for text in ("one", "two"):
        program.server.say(program.alice, program.alice, text)
        process = await program.runs(program.file(QUICK))
        assert await said(process) == f"{text} False"
        assert (await ends(process))[0] == 0


async def test_an_update_that_cannot_be_read_is_said_and_kept(
    program: Program, state: Path
) -> None:
    process = await program.runs(DING_DONG)
    await logged_in(process)
    program.server.garble_next()
    program.server.say(program.alice, program.alice, "ding")
    assert (await line(process)).startswith("telegram: an update cannot be read: ")
    journal = puppets("journal", str(state / FILE_NAME))
    (unreadable,) = (entry.split("\t") for entry in journal.stdout.splitlines())
    assert unreadable[0] == "unreadable"
    assert unreadable[2].startswith("$")
    assert (await ends(process))[0] == 0


# Where it is.


async def test_an_account_has_its_file_in_the_state_folder(
    program: Program, state: Path
) -> None:
    process = await program.runs(DING_DONG)
    shown = await logged_in(process)
    assert shown.startswith(f"telegram: remembers in {state / FILE_NAME}\n")
    assert (state / FILE_NAME).is_file()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert await ends(process) == (0, "", "")


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("here.sqlite", "here.sqlite"),
        (".", FILE_NAME),
        ("new/", f"new/{FILE_NAME}"),
    ],
    ids=["a file", "a folder", "a new folder"],
)
async def test_a_path_says_where(
    program: Program, state: Path, given: str, file: str
) -> None:
    process = await program.runs(DING_DONG, "--memory", f"{program.folder}/{given}")
    shown = await logged_in(process)
    assert f"telegram: remembers in {program.folder / file}\n" in shown
    assert (program.folder / file).is_file()
    assert not state.exists()
    assert (await ends(process))[0] == 0


async def test_none_is_no_file_and_is_said(program: Program, state: Path) -> None:
    process = await program.runs(DING_DONG, "--memory", "none")
    assert f"telegram: remembers in {IN_PROCESS}\n" in await logged_in(process)
    assert not state.exists()
    assert (await ends(process))[0] == 0


async def test_the_memory_that_a_bot_was_given_is_used(
    program: Program, state: Path
) -> None:
    own = str(program.folder / "own.sqlite")
    bot = program.file(OWN.replace("own.sqlite", own))
    for command in ([sys.executable, bot], [*PUPPETS, "run", bot]):
        process = await program.starts(*command)
        assert f"telegram: remembers in {own}\n" in await logged_in(process)
        assert (await ends(process))[0] == 0
    process = await program.runs(bot, "--memory", "none")
    assert IN_PROCESS in await logged_in(process)
    assert (await ends(process))[0] == 0
    assert not state.exists()

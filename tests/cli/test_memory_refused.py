"""A memory that cannot be had is one clear line, before the platform is asked."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from puppets_standins.telegram.server import TOKEN
from tests.cli.commands import PUPPETS, ROOT, ended, logged_in, puppets
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

MADE = """
from puppets import Bot
from puppets.mock import MockOptions, MockPuppet

bot = Bot(MockPuppet(MockOptions()))
"""
ASKED = """
from puppets import Bot, ReadyEvent

bot = Bot("mock")

async def ready(event: ReadyEvent) -> None:
    print("ready", flush=True)

bot.puppet.on(ReadyEvent, ready)
"""
OWL = """
from puppets.mock import MockOptions, MockPuppet

class OwlOptions(MockOptions):
    durable = True
    account = "../owl"

class Owl(MockPuppet):
    options_type = OwlOptions
"""


async def test_a_second_run_of_the_account_is_refused_and_told_of_the_first(
    program: Program, state: Path
) -> None:
    first = await program.runs(DING_DONG)
    await logged_in(first)
    code, out, err = await ended(await program.runs(DING_DONG))
    assert (code, out) == (1, "")
    assert err.startswith("puppets: ")
    assert str(state / FILE_NAME) in err
    assert re.search(rf"\b{first.pid}\b", err)
    assert err.count("\n") == 1
    assert TOKEN not in err
    assert await ends(first) == (0, "", "")


@pytest.mark.parametrize("given", [None, "bot.sqlite"], ids=["by itself", "by a path"])
async def test_a_memory_that_cannot_be_made_is_one_clear_line(
    program: Program, state: Path, given: str | None
) -> None:
    state.parent.mkdir()
    state.write_text("a file is no folder")
    more = ["--memory", str(state / given)] if given else []
    code, out, err = await ended(await program.runs(DING_DONG, *more))
    assert (code, out) == (1, "")
    assert err.startswith("puppets: the memory ")
    assert str(state / (given or FILE_NAME)) in err
    assert err.count("\n") == 1
    assert program.server.requests == 0


async def test_a_file_that_cannot_be_read_is_set_aside_and_said(
    program: Program, state: Path
) -> None:
    state.mkdir(parents=True)
    (state / FILE_NAME).write_bytes(b"this was a memory once" * 1000)
    process = await program.runs(program.file(QUICK))
    shown = await logged_in(process)
    program.server.say(program.alice, program.alice, "ding")
    assert await said(process) == "ding False"
    _, _, more = await ends(process)
    (kept,) = state.glob(f"{FILE_NAME}.corrupt-*")
    assert kept.read_bytes().startswith(b"this was a memory once")
    assert "telegram: the memory " in shown + more
    assert f"it is set aside as {kept.name}" in shown + more


def test_a_platform_that_ends_with_the_process_has_nothing_to_remember(
    tmp_path: Path,
) -> None:
    where = str(tmp_path / "mock.sqlite")
    done = puppets("run", DING_DONG, "--puppet", "mock", "--memory", where)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"puppets: mock has nothing to remember in {where}: its platform ends with "
        "this process; leave --memory out\n"
    )


@pytest.mark.parametrize("text", [MADE, ASKED], ids=["made", "asked for"])
async def test_a_puppet_that_the_file_makes_has_its_own_memory(
    program: Program, text: str, state: Path
) -> None:
    bot = program.file(text)
    done = puppets("run", bot, "--memory", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "makes a MockPuppet, with its own memory" in done.stderr
    assert done.stderr.count("\n") == 1
    process = await program.starts(*PUPPETS, "run", bot)
    assert f"mock: remembers in {IN_PROCESS}\n" in await logged_in(process)
    if text is ASKED:
        assert await said(process) == "ready"
    assert (await ends(process))[0] == 0
    assert not state.exists()


def test_an_account_that_cannot_name_a_file_is_refused(
    tmp_path: Path, state: Path
) -> None:
    about = tmp_path / "owl-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: owl\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[wechaty_puppets]\nowl = owl:Owl\n")
    (tmp_path / "owl.py").write_text(OWL)
    where = f"{tmp_path}{os.pathsep}{ROOT}"
    done = puppets("run", DING_DONG, "--puppet", "owl", PYTHONPATH=where)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "puppets: owl: the account '../owl' cannot name a file\n"
    assert not state.exists()

"""The console beside a bot that is run."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from puppets import Bot
from puppets._cli.console_option import completed
from puppets._console.board import Board
from puppets._console.door import VARIABLE
from puppets._console.server import FILES
from puppets.mock import Mocker, MockOptions, MockPuppet
from tests.cli.commands import PUPPETS, ended, line, logged_in, puppets, started

pytestmark = pytest.mark.anyio

BOT = """
from puppets import Bot

bot = Bot("mock")
if __name__ == "__main__":
    bot.run(console=":0")
"""
LINK = re.compile(r"console: (http://127\.0\.0\.1:\d+/)#([\w-]{43})\n")


@pytest.fixture
def bot(tmp_path: Path) -> str:
    path = tmp_path / "bot.py"
    path.write_text(BOT)
    return str(path)


@pytest.fixture
async def running(bot: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await started(*PUPPETS, "run", bot, "--console", ":0")
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def link(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Where the console is, and the token."""
    found = LINK.fullmatch(said := await line(process))
    assert found, said
    return found[1], found[2]


async def test_the_link_is_said_before_the_login_and_leads_to_the_page(
    running: asyncio.subprocess.Process, http: aiohttp.ClientSession
) -> None:
    url, token = await link(running)
    await logged_in(running)
    async with http.get(url) as answer:
        assert "<title>puppets</title>" in await answer.text()
    headers = {"Authorization": f"Bearer {token}"}
    async with http.get(f"{url}events", headers=headers) as answer:
        assert b'"stage":"' in await answer.content.readline()


async def test_who_looks_on_does_not_keep_the_bot_from_ending(
    running: asyncio.subprocess.Process, http: aiohttp.ClientSession
) -> None:
    url, token = await link(running)
    await logged_in(running)
    headers = {"Authorization": f"Bearer {token}"}
    async with http.get(f"{url}events", headers=headers) as answer:
        await answer.content.readline()
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        assert b'"type":"end"' in await answer.content.read()
        assert await ended(running) == (0, "", "")
        assert time.monotonic() - began < 5


async def test_a_file_that_runs_itself_can_have_one(bot: str) -> None:
    process = await started(sys.executable, bot)
    await link(process)
    await logged_in(process)
    process.send_signal(signal.SIGINT)
    assert await ended(process) == (0, "", "")


async def test_a_token_of_the_environment_stays(bot: str) -> None:
    token = "t" * 43
    process = await started(
        *PUPPETS, "run", bot, "--console", ":0", PUPPETS_CONSOLE_TOKEN=token
    )
    assert (await link(process))[1] == token
    process.send_signal(signal.SIGINT)
    await ended(process)


@pytest.mark.parametrize("console", ["--console=:0", "--console=", "--console"])
def test_a_token_that_can_be_guessed_is_refused_and_not_shown(
    bot: str, console: str
) -> None:
    done = puppets("run", bot, console, PUPPETS_CONSOLE_TOKEN="swordfish")
    assert done.returncode == 2
    assert VARIABLE in done.stderr
    assert "swordfish" not in done.stderr


def test_a_place_that_is_none_is_one_clear_line(bot: str) -> None:
    done = puppets("run", bot, "--console", "nowhere:99999")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "HOST:PORT" in done.stderr


async def test_others_are_let_in_only_when_it_is_said_and_with_a_warning(
    bot: str,
) -> None:
    process = await started(*PUPPETS, "run", bot, "--console", "0.0.0.0:0")
    await line(process)
    assert "nothing is encrypted" in await line(process)
    await logged_in(process)
    process.send_signal(signal.SIGINT)
    assert await ended(process) == (0, "", "")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("run bot.py --console", "run bot.py --console 127.0.0.1:8780"),
        ("run --console bot.py", "run --console 127.0.0.1:8780 bot.py"),
        ("run --console host:0 -p x", "run --console host:0 -p x"),
        ("run --console -p x b", "run --console 127.0.0.1:8780 -p x b"),
        ("run --console :0 bot.py", "run --console :0 bot.py"),
        ("run --console [::1]:9 b", "run --console [::1]:9 b"),
        ("run --console bot.py:shop", "run --console 127.0.0.1:8780 bot.py:shop"),
        ("run bot.py", "run bot.py"),
    ],
)
def test_the_place_may_be_left_out(said: str, meant: str) -> None:
    assert completed(said.split()) == meant.split()


def test_puppets_of_one_name_are_told_apart() -> None:
    options = MockOptions(mocker=Mocker())
    bot = Bot(puppets=[MockPuppet(options) for _ in range(3)])
    board = Board(bot.puppets)
    assert [each.label for each in board._watched] == ["mock", "mock 2", "mock 3"]


def test_the_page_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    for file, _ in FILES.values():
        assert f"puppets/_console/page/{file}" in names

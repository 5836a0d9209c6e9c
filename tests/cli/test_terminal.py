"""What a person sees in a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.commands import PUPPETS, ROOT, environment

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")

COUNTING = """
import asyncio
from collections.abc import AsyncIterator
from puppets import Bot, Message

bot = Bot()

async def counted() -> AsyncIterator[str]:
    for number in ("one ", "two ", "three"):
        yield number
        await asyncio.sleep(1.2)

@bot.on_message(text="count")
async def count(message: Message) -> None:
    await message.say(counted())

@bot.on_message(text="wait")
async def wait(message: Message) -> None:
    await message.say("waiting")
    await asyncio.Event().wait()
"""

LINKED = """
from puppets import Bot, ScanEvent
from puppets.mock import Mocker, MockOptions, MockPuppet

mocker = Mocker()
account = mocker.account("Linked", must_link=True)
bot = Bot(MockPuppet(MockOptions(mocker=mocker, token=account.token)))

@bot.on_scan
async def scan(event: ScanEvent) -> None:
    if event.qrcode:
        await account.links()
"""


class Terminal:
    """A command that runs in a terminal, and a person at it."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self._process = process
        self._screen = screen
        self._shown = ""

    def types(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def sends(self, signal: signal.Signals) -> None:
        self._process.send_signal(signal)

    def shows(self, text: str) -> str:
        """All that was shown up to and with this text, since the last such."""
        while text not in self._shown:
            more = self._read()
            assert more, f"{text!r} never came: {self._shown!r}"
            self._shown += more
        shown, found, self._shown = self._shown.partition(text)
        return shown + found

    def ends(self) -> int:
        """The exit code, once the command has ended."""
        while self._read():
            pass
        return self._process.wait()

    def _read(self) -> str:
        try:
            return os.read(self._screen, 65536).decode(errors="replace")
        except OSError:  # Linux says so when the other end is closed
            return ""


@contextmanager
def terminal(
    *arguments: str, program: Sequence[str] = PUPPETS, **more: str
) -> Iterator[Terminal]:
    screen, line = pty.openpty()
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=line,
        stdout=line,
        stderr=line,
        cwd=ROOT,
        env=environment(**{"TERM": "xterm", **more}),
    )
    os.close(line)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def test_a_chat_is_a_conversation() -> None:
    with terminal("chat") as person:
        assert "You talk with ding-dong" in person.shows("you: ")
        person.types("ding\n")
        person.shows("Bot: dong")
        person.shows("you: ")
        person.types("\x04")
        assert person.ends() == 0


def test_a_message_that_grows_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "counting.py"
    path.write_text(COUNTING)
    with terminal("chat", str(path)) as person:
        person.shows("you: ")
        person.types("count\n")
        person.shows("Bot: one\r\n")
        assert "\x1b[1A" in person.shows("Bot: one two\r\n")
        person.shows("Bot: one two three\r\n")


@pytest.mark.parametrize("said", ["", "wait\n"], ids=["idle", "in work"])
def test_ctrl_c_ends_a_chat_at_once(tmp_path: Path, said: str) -> None:
    path = tmp_path / "counting.py"
    path.write_text(COUNTING)
    with terminal("chat", str(path)) as person:
        person.shows("you: ")
        if said:
            person.types(said)
            person.shows("Bot: waiting")
        began = time.monotonic()
        person.sends(signal.SIGINT)
        assert person.ends() == 0
        assert time.monotonic() - began < 5


def test_the_list_is_a_table() -> None:
    with terminal("list", COLUMNS="80", TERM="dumb") as person:
        table = person.shows("set TELEGRAM_TOKEN")
        assert person.ends() == 0
    head = next(line for line in table.splitlines() if "platform" in line)
    assert head.split() == [
        *("platform", "state", "all", "contacts", "friends"),
        *("messages", "rooms", "tags", "posts"),
    ]
    assert max(map(len, table.splitlines())) <= 80


def test_ctrl_c_ends_a_run_with_no_word_of_python() -> None:
    with terminal("run", "examples/ding_dong.py", "-p", "mock") as person:
        person.shows("logged in as Bot (@bot). Ctrl-C ends it.")
        person.sends(signal.SIGINT)
        assert person.ends() == 0


def test_a_code_to_scan_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "linked.py"
    path.write_text(LINKED)
    with terminal("run", str(path)) as person:
        drawn = person.shows("logged in as Linked")
        person.sends(signal.SIGTERM)
        assert person.ends() == 0
    assert "scan this code to log in" in drawn
    assert "▀" in drawn
    assert "mock.invalid" not in drawn

"""What the command answers, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from puppets import __version__
from tests.cli.commands import puppets

TWO_BOTS = """
from puppets import Bot, Message
ding, dong = Bot(), Bot()

@ding.on_message
async def one(message: Message) -> None:
    await message.say("I am ding")

@dong.on_message
async def other(message: Message) -> None:
    await message.say("I am dong")
"""


@pytest.fixture
def two_bots(tmp_path: Path) -> Path:
    path = tmp_path / "two_bots.py"
    path.write_text(TWO_BOTS)
    return path


# puppets


def test_the_version_is_said() -> None:
    assert puppets("--version").stdout == f"wechaty-puppets {__version__}\n"


def test_an_unknown_command_is_a_mistake_of_the_person() -> None:
    done = puppets("fly")
    assert done.returncode == 2
    assert "No such command 'fly'" in done.stderr


# Which bot.


def test_of_several_bots_one_has_to_be_named(two_bots: Path) -> None:
    done = puppets("chat", str(two_bots), stdin="hello\n")
    assert done.returncode == 2
    assert done.stderr == (
        f"puppets: {two_bots} has several bots; say which: "
        f"{two_bots}:ding or {two_bots}:dong\n"
    )


def test_the_named_one_is_taken(two_bots: Path) -> None:
    assert puppets("chat", f"{two_bots}:dong", stdin="hello\n").stdout == "I am dong\n"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (None, "", "there is no file"),
        ("x = 1", "", "has no Bot"),
        (TWO_BOTS, ":dang", "has no bot 'dang'; there are: ding, dong"),
    ],
    ids=["no file", "no bot in it", "no bot of that name"],
)
def test_a_file_without_the_bot_is_one_clear_line(
    tmp_path: Path, text: str | None, name: str, said: str
) -> None:
    path = tmp_path / "bot.py"
    if text is not None:
        path.write_text(text)
    done = puppets("run", f"{path}{name}")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_fails_shows_the_authors_own_lines(tmp_path: Path) -> None:
    path = tmp_path / "bot.py"
    path.write_text("from puppets import Bot\nbot = Bot()\nraise ValueError('mine')\n")
    done = puppets("run", str(path), "-p", "mock")
    assert done.returncode == 1
    assert "line 3" in done.stderr
    assert "mine" in done.stderr
    assert "importlib" not in done.stderr


def test_a_file_finds_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "neighbour.py").write_text("ANSWER = 'from next door'\n")
    path = tmp_path / "bot.py"
    path.write_text(
        "from neighbour import ANSWER\nfrom puppets import Bot\nbot = Bot()\n"
        "@bot.on_message\nasync def f(message): await message.say(ANSWER)\n"
    )
    assert puppets("chat", str(path), stdin="hi\n").stdout == "from next door\n"

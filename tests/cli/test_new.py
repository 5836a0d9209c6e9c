"""What `puppets new` writes, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, puppets


def test_a_new_bot_is_four_files(tmp_path: Path) -> None:
    done = puppets("new", "bot", "tea-time", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    held = {path.name for path in (tmp_path / "tea-time").iterdir()}
    assert held == {"README.md", "bot.py", "requirements.txt", "test_bot.py"}
    page = (tmp_path / "tea-time" / "README.md").read_text()
    assert page.startswith("# tea-time\n")
    assert len(page.splitlines()) <= 10
    assert "cd tea-time\n  pip install -r requirements.txt\n  pytest\n" in done.stdout


def test_a_new_bot_is_called_bot_where_nobody_says_how(tmp_path: Path) -> None:
    puppets("new", "bot", cwd=tmp_path)
    assert (tmp_path / "bot" / "bot.py").exists()


def test_a_new_provider_has_its_name_everywhere(tmp_path: Path) -> None:
    done = puppets("new", "provider", "my_own_chat", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    texts = [path.read_text() for path in files]
    assert not [path for path in files if "mychat" in str(path)]
    assert not [text for text in texts if "mychat" in text.lower()]
    puppet = (tmp_path / "my_own_chat/my_own_chat/puppet.py").read_text()
    assert "class MyOwnChatPuppet(Puppet)" in puppet
    assert 'platform = "my_own_chat"' in puppet


def test_what_an_author_has_to_write_is_short(tmp_path: Path) -> None:
    """The aim is 30 lines; what is there to be changed is the puppet and the world."""
    puppets("new", "provider", "parrot", cwd=tmp_path)
    puppet = (tmp_path / "parrot/parrot/puppet.py").read_text()
    own = puppet.partition("async def _open")[2].partition("\ndef _message")[0]
    assert len([line for line in own.splitlines() if line.strip()]) <= 40


@pytest.mark.timeout(120)
def test_what_is_written_is_typed_and_in_form(tmp_path: Path) -> None:
    puppets("new", "provider", "parrot", cwd=tmp_path)
    puppets("new", "bot", cwd=tmp_path)
    provider, bot = tmp_path / "parrot", tmp_path / "bot"
    for folder, typed in ((provider, ("parrot", "tests")), (bot, (".",))):
        for tool in (
            ("ruff", "check", "."),
            ("ruff", "format", "--check", "."),
            ("mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *typed),
        ):
            done = subprocess.run(
                [sys.executable, "-m", *tool],
                cwd=folder,
                env={**os.environ, "MYPYPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        ("provider", "My Chat", "cannot be a provider's name"),
        ("provider", "9gag", "cannot be a provider's name"),
        ("provider", "../up", "cannot be a provider's name"),
        ("provider", "a" * 41, "cannot be a provider's name"),
        ("provider", "telegram", "there is a provider 'telegram' already"),
        ("provider", "json", "there is a Python package 'json' already"),
        ("provider", "class", "cannot be a provider's name"),
        ("bot", "../up", "cannot be a bot's name"),
        ("bot", "", "cannot be a bot's name"),
    ],
)
def test_a_name_that_cannot_be_taken_is_one_clear_line(
    tmp_path: Path, kind: str, name: str, why: str
) -> None:
    done = puppets("new", kind, name, cwd=tmp_path)
    assert done.returncode == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["bot", "provider"])
def test_what_is_there_already_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    mine = tmp_path / "parrot" / "bot.py"
    mine.parent.mkdir()
    mine.write_text("mine")
    done = puppets("new", kind, "parrot", cwd=tmp_path)
    assert done.returncode == 2
    assert "parrot is there already, and not empty: nothing was written" in done.stderr
    assert mine.read_text() == "mine"
    assert [path.name for path in mine.parent.iterdir()] == ["bot.py"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "parrot").mkdir()
    assert puppets("new", "bot", "parrot", cwd=tmp_path).returncode == 0
    assert (tmp_path / "parrot" / "bot.py").exists()


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "parrot").write_text("a file, not a folder")
    done = puppets("new", "bot", "parrot", cwd=tmp_path)
    assert done.returncode == 2
    assert "parrot cannot be written: Not a directory" in done.stderr

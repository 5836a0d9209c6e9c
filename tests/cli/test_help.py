"""What the command says of itself: each part of it, and to a shell that completes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
import typer.main

from puppets._cli.commands import app
from tests.cli.commands import puppets

pytestmark = pytest.mark.timeout(60)  # each starts a program

EXAMPLE = re.compile(r"Example:(.*?)(?=Example:|Exit code:)", re.DOTALL)


def commands(
    command: object, *above: str
) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Each, and those below it: the words by which it is called, and its options."""
    for name, each in getattr(command, "commands", {}).items():
        yield (
            (*above, name),
            frozenset(opt for param in each.params for opt in param.opts),
        )
        yield from commands(each, *above, name)


ALL = dict(commands(typer.main.get_command(app)))


def test_every_command_is_known_here() -> None:
    top = {words[0] for words in ALL}
    assert top >= {"list", "run", "serve", "journal", "chat", "demo", "doctor"}


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_each_has_help_with_an_example_and_its_exit_codes(
    words: tuple[str, ...],
) -> None:
    done = puppets(*words, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    shown = " ".join(done.stdout.split())
    assert "Exit code: 0 " in shown
    examples = EXAMPLE.findall(shown)
    assert examples
    for example in examples:
        assert f"puppets {' '.join(words)}" in example
        assert _is_taken(example), f"{example}: no such option"


def _is_taken(example: str) -> bool:
    """Whether every option in it is one of the command's."""
    _, _, said = example.partition("puppets ")
    called = [words for words in ALL if said.startswith(" ".join(words))]
    known = ALL[max(called, key=len)]
    return set(re.findall(r"(?<= )--?[a-z][a-z-]*", said.partition(">")[0])) <= known


def test_help_has_colours_where_they_are_wanted_alone() -> None:
    assert "\x1b[" not in puppets("--help").stdout
    assert "\x1b[" in puppets("--help", NO_COLOR="", FORCE_COLOR="1").stdout


# Completion.


def completed(*words: str) -> list[str]:
    """What a shell offers for the last of these words."""
    done = puppets(
        _PUPPETS_COMPLETE="complete_bash",
        COMP_WORDS=" ".join(("puppets", *words)),
        COMP_CWORD=str(len(words)),
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("do",), ["doctor"]),
        (("doctor", "te"), ["telegram"]),
        (("doctor", "s"), ["service", "slack"]),
        (("run", "bot.py", "--puppet", "mo"), ["mock"]),
        (("run", "bot.py", "-p", "gi"), ["gitter"]),
        (("serve", "--puppet", "sl"), ["slack"]),
        (("chat", "--puppet", "t"), ["telegram"]),
        (("run", "--rel"), ["--reload"]),
    ],
    ids=str,
)
def test_a_shell_completes(words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(*words) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_what_completes(shell: str) -> None:
    script = puppets(
        *("--show-completion", shell), _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
    )
    assert script.returncode == 0
    assert "_PUPPETS_COMPLETE" in script.stdout
    if shutil.which(shell):
        checked = subprocess.run(
            [shell, "-n"], input=script.stdout, text=True, check=False
        )
        assert checked.returncode == 0

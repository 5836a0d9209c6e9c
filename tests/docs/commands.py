"""Shell lines of the guides, held against what there is."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields

from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from puppets._cli.commands import app
from puppets.registry import providers

from .pages import ROOT, Block

__all__ = ["check_shell"]

EXTRAS = re.compile(r"wechaty-puppets\[([\w,]+)\]")
VARIABLE = re.compile(r"^(?:export )?([A-Z][A-Z0-9_]+)=")
OTHERS = {"PUPPET", "OTEL_EXPORTER_OTLP_ENDPOINT"}
"""Variables that no provider's options read."""


def check_shell(block: Block) -> None:
    """Each command is one that there is, with options that it has; so are extras and variables."""
    for line in _lines(block):
        for extra in EXTRAS.findall(line):
            unknown = set(extra.split(",")) - _extras()
            assert not unknown, f"{block}: no extra is called {unknown}"
        words = shlex.split(line, comments=True)
        while words and (words[0] == "export" or VARIABLE.match(words[0])):
            _check_variable(block, words.pop(0))
        if words and words[0] == "puppets":
            _check_command(block, words[1:])


def _lines(block: Block) -> Iterator[str]:
    yield from block.text.replace("\\\n", " ").splitlines()


def _extras() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return set(project["optional-dependencies"])


def _check_variable(block: Block, word: str) -> None:
    found = VARIABLE.match(word)
    if found is None:
        return
    known = {
        provider.puppet_type.options_type.variable(field.name)
        for provider in providers().values()
        for field in fields(provider.puppet_type.options_type)
    }
    assert found[1] in known | OTHERS, f"{block}: nothing reads {found[1]}"


def _check_command(block: Block, words: list[str]) -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    try:
        context = group.make_context("puppets", [words[0]])
        name, command, _ = group.resolve_command(context, [words[0]])
        assert command is not None
        command.make_context(name, words[1:], parent=context)
    except TyperException as error:
        raise AssertionError(f"{block}: {' '.join(words)}: {error}") from error

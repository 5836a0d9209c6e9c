"""The shape of the house: folders, files, lengths, and words that have no place here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.extra_files import EXTRA_FILES

ROOT = Path(__file__).parents[1]
CODE = ("puppets", "conformance", "fixtures", "tests")

TOP_LEVEL = {
    ".ci",
    ".git",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "conformance",
    "constraints.txt",
    "docs",
    "examples",
    "fixtures",
    "puppets",
    "pyproject.toml",
    "tests",
}

PROVIDER_FILES = {
    "README.md",
    "__init__.py",
    "client.py",
    "options.py",
    "puppet.py",
    "stream.py",
    "translate.py",
    "wire.py",
}

# The reference puppet speaks to no wire; its folder has its own shape.
IN_MEMORY = {"mock"}

# `file`, and why it is longer than a file should be.
LONG_FILES: dict[str, str] = {
    "puppets/events.py": "one small class an event: they are read side by side",
}
MOST_LINES = 250

# `file:function`, and why it is longer than a function should be.
LONG_FUNCTIONS: dict[str, str] = {}
MOST_LINES_OF_A_FUNCTION = 40

# Of files that nobody reads: `make proto` writes them.
GENERATED = "_pb2"

# Written so that this file does not match itself.
OUT_OF_PLACE = re.compile(
    r"pytho[n]hosted|pyp[i]\.org|regist[r]y\.npm|debia[n]\.org|/wor[k]/|/roo[t]/|/tm[p]/bash|/hom[e]/"
)


def files() -> Iterator[Path]:
    """Every file of the project, without what .gitignore leaves out."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    ignored = [line.strip("/") for line in lines if line]
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if parts[0] == ".git" or not path.is_file():
            continue
        if not any(fnmatch(part, pattern) for part in parts for pattern in ignored):
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    return [
        path
        for path in FILES
        if path.suffix == ".py"
        and name(path).startswith(CODE)
        and not path.stem.endswith(GENERATED)
    ]


def providers() -> list[Path]:
    folders = {path.parent for path in FILES if path.parent.parent == ROOT / "puppets"}
    return sorted(folder for folder in folders if not folder.name.startswith("_"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


FILES = list(files())


def test_the_top_level_holds_only_what_is_known() -> None:
    assert {name(path).partition("/")[0] for path in FILES} <= TOP_LEVEL


@pytest.mark.parametrize("folder", providers(), ids=lambda folder: folder.name)
def test_every_provider_has_the_same_files(folder: Path) -> None:
    held = {path.name for path in FILES if path.parent == folder}
    extra = {
        Path(file).name for file in EXTRA_FILES if Path(file).parent.name == folder.name
    }
    if folder.name in IN_MEMORY:
        assert {"README.md", "__init__.py", "options.py", "puppet.py"} <= held
    else:
        assert held == PROVIDER_FILES | extra


def test_a_file_has_one_noun() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in modules()}
    long = {file: length for file, length in lengths.items() if length > MOST_LINES}
    assert set(long) == set(LONG_FILES), long


def test_a_function_is_read_at_a_glance() -> None:
    lengths = dict(found for path in modules() for found in functions(path))
    long = {
        each: lines
        for each, lines in lengths.items()
        if lines > MOST_LINES_OF_A_FUNCTION
    }
    assert set(long) == set(LONG_FUNCTIONS), long


def test_no_file_names_a_registry_or_a_machine() -> None:
    texts = {name(path): path.read_bytes().decode(errors="replace") for path in FILES}
    found = {file: OUT_OF_PLACE.findall(text) for file, text in texts.items()}
    assert not {file: words for file, words in found.items() if words}


@pytest.mark.parametrize(
    "page", [path for path in FILES if path.suffix == ".md"], ids=name
)
def test_the_code_on_a_page_compiles(page: Path) -> None:
    for block in re.findall(
        r"^```python\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL
    ):
        compile(block, name(page), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

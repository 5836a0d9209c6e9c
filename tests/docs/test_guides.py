"""Every block of code that the guides and the README show does what they say."""

from __future__ import annotations

import configparser
import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from puppets import Bot

from .commands import check_shell
from .pages import ROOT, Block, blocks, pages
from .playing import play

pytestmark = pytest.mark.anyio

ELSEWHERE = {
    "moving.md": "their side and ours are run in test_moving.py",
    "watching.md": "its programs are run as such in tests/telemetry/test_page.py",
}
CONVERSATIONS = ("conversation", "room")
SHOWN = ("mermaid", "ts")
"""Languages that other tests see to: ts is run by tests/service/test_served.py."""


@pytest.fixture(params=pages(), ids=lambda page: page.name)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.mark.timeout(90)  # a page may hold a run of the suite
async def test_the_code_of_a_page_does_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)
    bot: Bot | None = None
    try:
        for block in blocks(page):
            if block.language == "python" and page.name not in ELSEWHERE:
                bot = _run(block, tmp_path) or bot
            elif block.title in CONVERSATIONS:
                assert bot is not None, f"{block}: there is no bot above"
                await play(bot, block)
            else:
                _read(block)
    finally:
        for name in set(sys.modules) - before:
            if Path(f"{tmp_path}/{name}.py").exists():
                del sys.modules[name]


def _run(block: Block, folder: Path) -> Bot | None:
    """The bot that the block makes; a file of tests is run by pytest."""
    if block.title:
        (folder / block.title).write_text(block.text)
    if block.title.startswith("test_"):
        _run_tests(block, folder)
        return None
    if block.title:
        names = vars(importlib.import_module(Path(block.title).stem))
    else:
        names = {"__name__": "block"}
        exec(compile(block.text, str(block), "exec"), names)  # noqa: S102 - our own page
    found = names.get("bot")
    return found if isinstance(found, Bot) else None


def _run_tests(block: Block, folder: Path) -> None:
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    done = subprocess.run(
        (*command, block.title), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{block}:\n{done.stdout}{done.stderr}"


def _read(block: Block) -> None:
    """What is no Python is at least what its language says it is."""
    match block.language:
        case "sh":
            check_shell(block)
        case "toml":
            tomllib.loads(block.text)
        case "ini":
            configparser.ConfigParser(strict=False).read_string(block.text)
        case "json":
            json.loads(block.text)
        case "" | "python":
            pass
        case language:
            assert language in SHOWN, f"{block}: nothing is known of {language}"


def test_every_guide_can_be_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in pages()[1:]:
        assert f"docs/{path.name}" in readme

"""What the demo shows."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.commands import ROOT, puppets


def test_the_demo_shows_the_conversation_on_each_platform() -> None:
    done = puppets("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in this process" in done.stdout
    assert "HTTP at http://127.0.0.1:" in done.stdout
    assert done.stdout.count("dong (Tea)") == 4
    assert done.stdout.count(" ms ") == 12
    assert done.stdout.count("as expected") == 5


def test_the_demo_fits_a_narrow_terminal() -> None:
    done = puppets("demo", COLUMNS="60")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_the_demo_without_the_source_tree_says_what_it_leaves_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "puppets_standins").mkdir()
    (tmp_path / "puppets_standins" / "__init__.py").touch()
    done = puppets("demo", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert done.returncode == 0
    assert "telegram was left out" in done.stdout
    assert "slack was left out" in done.stdout
    assert "gitter was left out" in done.stdout
    assert "Every conversation" not in done.stdout
    assert "make demo" in done.stdout


def test_the_bot_of_the_demo_is_the_one_of_the_examples() -> None:
    shown = ROOT / "puppets" / "_cli" / "ding_dong.py"
    assert shown.read_text() == (ROOT / "examples" / "ding_dong.py").read_text()

"""What the list of providers tells."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.cli.commands import ROOT, puppets


def test_the_list_in_a_pipe_is_a_line_a_provider() -> None:
    lines = [line.split("\t") for line in puppets("list").stdout.splitlines()]
    listed = {line[0]: line for line in lines}
    assert listed["mock"][1] == "ready"
    assert "rooms 15/15" in listed["mock"]
    assert listed["telegram"][1] == "needs setup"
    assert listed["telegram"][-1] == "set TELEGRAM_TOKEN"
    assert listed["slack"][-1] == "set SLACK_BOT_TOKEN"


def test_the_list_as_json_names_every_operation() -> None:
    listed = {
        each["name"]: each for each in json.loads(puppets("list", "--json").stdout)
    }
    assert "message_send_file" in listed["telegram"]["operations"]["messages"]
    assert listed["telegram"]["missing"] == ["TELEGRAM_TOKEN"]
    assert listed["mock"]["state"] == "ready"


def test_the_list_shows_no_secret() -> None:
    token = "42:very-secret"
    for done in (
        puppets("list", TELEGRAM_TOKEN=token),
        puppets("list", "--json", TELEGRAM_TOKEN=token),
    ):
        assert "ready" in done.stdout
        assert "very-secret" not in done.stdout + done.stderr


def test_the_list_says_what_keeps_a_provider_from_loading(tmp_path: Path) -> None:
    about = tmp_path / "pigeons-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: pigeons\nVersion: 1.0\nProvides-Extra: grain\n"
    )
    (about / "entry_points.txt").write_text(
        "[wechaty_puppets]\ngrain = pigeons_grain:Puppet\nwing = pigeons_wing:Puppet\n"
    )
    (tmp_path / "pigeons_grain.py").write_text("import grain_of_another_package\n")
    (tmp_path / "pigeons_wing.py").write_text("raise RuntimeError('it is hurt')\n")
    done = puppets("list", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["grain", "needs extra", "pip install 'pigeons[grain]'"] in lines
    assert ["wing", "broken", "RuntimeError: it is hurt"] in lines

"""A stranger's platform: its puppet, beside our wheel alone, run by plain pytest."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.environments import Environment

PIGEON = Path(__file__).with_name("third_party")
RUN = PIGEON / "run_pigeon.py"


def test_a_strangers_run_takes_at_most_thirty_lines() -> None:
    lines = [line for line in RUN.read_text().splitlines() if line.strip()]
    assert len(lines) <= 30


@pytest.mark.timeout(300)
def test_a_strangers_puppet_is_proved_with_the_wheel_alone(
    tmp_path: Path, wheel: Path, new_environment: Callable[..., Environment]
) -> None:
    package = tmp_path / "pigeon"
    shutil.copytree(PIGEON, package, ignore=shutil.ignore_patterns("run_*", "__*"))
    environment = new_environment(f"{wheel}[conformance]", str(package))
    run = tmp_path / "run"
    run.mkdir()
    shutil.copy(RUN, run / "test_pigeon.py")
    done = subprocess.run(
        [environment.python, "-m", "pytest", "-q", "--puppet-report=report"],
        cwd=run,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "conformant" in done.stdout
    evidence = json.loads((run / "report" / "conformance.json").read_text())
    (found,) = evidence["platforms"]
    assert (found["platform"], found["conformant"]) == ("pigeon", True)

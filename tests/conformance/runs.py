"""Runs of pytest in a process and a folder of their own, as a stranger has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["MOCK", "Run", "run"]

ROOT = Path(__file__).parents[2]

MOCK = """
from conformance import Conformance
from puppets_standins.mock.world import MockWorld

class TestMock(Conformance):
    world_type = MockWorld
"""


@dataclass(frozen=True)
class Run:
    """What pytest said, and what it wrote."""

    status: int
    output: str
    folder: Path

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            (self.folder / "report" / "conformance.json").read_text()
        )
        return found

    @property
    def platform(self) -> dict[str, Any]:
        """What the report says of the one platform in it."""
        [found] = self.report["platforms"]
        return dict(found)

    @property
    def outcomes(self) -> dict[str, dict[str, str]]:
        """What became of each clause, and of each of its tests."""
        return {
            each["clause"]: {"": each["outcome"]}
            | {test["name"]: test["outcome"] for test in each["tests"]}
            for each in self.platform["clauses"]
        }

    def outcome(self, clause: str) -> str:
        [found] = [
            each for each in self.platform["clauses"] if each["clause"] == clause
        ]
        return str(found["outcome"])

    def reasons(self, clause: str) -> str:
        [found] = [
            each for each in self.platform["clauses"] if each["clause"] == clause
        ]
        return "; ".join(found["reasons"])


def run(folder: Path, source: str, *options: str, report: bool = True) -> Run:
    """Run this test module with no configuration at all."""
    (folder / "test_it.py").write_text(source)
    (folder / "pytest.ini").write_text("[pytest]\n")
    asked = ["--puppet-report=report"] if report else []
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *asked,
            *options,
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout + done.stderr, folder)

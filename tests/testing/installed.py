"""What a person has who installed the wheel: its commands, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.environments import Environment

__all__ = ["Desk"]


@dataclass(frozen=True)
class Desk:
    """A folder, and the environment whose commands are run there."""

    environment: Environment
    folder: Path

    def at(self, place: str) -> Desk:
        return Desk(self.environment, self.folder / place)

    def run(
        self, command: str, *arguments: str, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Nothing of our own tree or settings leaks in."""
        ours = ("PYTHON", "COV", "VIRTUAL", "PUPPET", "TELEGRAM_", "SLACK_")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        return subprocess.run(
            [Path(self.environment.python).with_name(command), *arguments],
            cwd=self.folder,
            env={**clean, "COLUMNS": "100", "NO_COLOR": "1"},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

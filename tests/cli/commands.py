"""The command, as a person starts it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

__all__ = [
    "PUPPETS",
    "ROOT",
    "ended",
    "environment",
    "line",
    "logged_in",
    "puppets",
    "started",
]

ROOT = Path(__file__).parents[2]
PUPPETS = [sys.executable, "-W", "error", "-m", "puppets._cli"]


def environment(**more: str) -> dict[str, str]:
    """Ours, without what would configure a puppet."""
    own = ("PUPPET", "TELEGRAM_", "COLUMNS", "FORCE_COLOR")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    plain = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return {**clean, **plain, "PYTHONPATH": str(ROOT), **more}


def puppets(
    *arguments: str, stdin: str = "", cwd: Path = ROOT, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `puppets` to its end."""
    return subprocess.run(
        [*PUPPETS, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=environment(**more),
    )


async def started(*command: str, **more: str) -> asyncio.subprocess.Process:
    """A program that runs on: its stderr is read line by line."""
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=environment(**more),
    )


async def line(process: asyncio.subprocess.Process) -> str:
    """The next line on stderr."""
    assert process.stderr is not None
    return (await process.stderr.readline()).decode()


async def logged_in(process: asyncio.subprocess.Process) -> str:
    """The lines on stderr until the bot is logged in."""
    said = ""
    while "logged in as" not in said:
        more = await line(process)
        assert more, f"it ended before it was logged in: {said}"
        said += more
    return said


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Exit code, stdout and stderr, once it has ended."""
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()

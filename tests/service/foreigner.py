"""A program that others wrote, in a process of its own: asked and told in JSON lines."""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec

__all__ = [
    "NODE",
    "PYTHON",
    "WECHATY",
    "Failed",
    "Foreigner",
    "node",
    "node_modules",
    "without_node",
    "without_python",
]

WECHATY = Path(__file__).parents[2] / ".venv/wechaty"
NODE_MODULES = WECHATY / "node_modules"
PYTHON = WECHATY / "python/bin/python"
NODE = Path(__file__).with_name("node")
OLDEST_NODE = 18
PATIENCE = 12.0
"""Seconds in which it has to tell what it is waited for: a test may take 20."""


class Line(msgspec.Struct):
    """What it has told: something that happened, or what a step came to."""

    event: str = ""
    number: int = 0
    told: msgspec.Raw = msgspec.Raw(b"null")
    failed: str = ""
    code: int = 0
    details: str = ""


class Failed(Exception):
    """A step that failed there, with the status of the call where it was one."""

    def __init__(self, step: str, line: Line) -> None:
        super().__init__(f"{step}: {line.failed}")
        self.code = line.code
        self.details = line.details


class Foreigner:
    """Runs while its block does."""

    patience = PATIENCE

    def __init__(
        self,
        *command: str | Path,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        farewell: float = 3,
    ) -> None:
        self._command = [str(part) for part in command]
        self._cwd = cwd
        self._farewell = farewell
        self._env = {"PATH": os.environ["PATH"], "HOME": str(cwd), **(env or {})}
        self._log = cwd / "log.txt"
        self._numbers = itertools.count(1)
        self._events: list[dict[str, object]] = []
        self._answers: dict[int, Line] = {}
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._cwd,
                env=self._env,
                limit=1 << 24,
                start_new_session=True,
            )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        """It ends with its input; what does not is killed, with all that it started."""
        self._stdin.close()
        await asyncio.wait({self._reading}, timeout=self._farewell)
        if not self._reading.done():
            self.kill()
        await self._process.wait()
        await self._reading

    async def asks(self, step: str, **given: object) -> object:
        """What this step came to there."""
        number = next(self._numbers)
        self._stdin.write(msgspec.json.encode({"number": number, "step": step} | given))
        self._stdin.write(b"\n")
        await self._until(lambda: number in self._answers, f"{step!r} to be done")
        line = self._answers.pop(number)
        if line.failed:
            raise Failed(step, line)
        return msgspec.json.decode(line.told)

    async def hears(self, event: str, **wanted: object) -> dict[str, object]:
        """The first such event, once it has come."""
        what = f"{event} {wanted or ''}"
        await self._until(lambda: bool(self.heard(event, **wanted)), what)
        return self.heard(event, **wanted)[0]

    def heard(self, event: str, **wanted: object) -> list[dict[str, object]]:
        """Every such event until now."""
        return [
            each
            for each in self._events
            if each["event"] == event and wanted.items() <= each.items()
        ]

    def kill(self) -> None:
        """As the system does it, when it must: with no time for a farewell."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def forget(self) -> None:
        """Every event until now."""
        self._events.clear()

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return self._log.read_text(errors="replace")

    @property
    def _stdin(self) -> asyncio.StreamWriter:
        assert self._process.stdin is not None
        return self._process.stdin

    async def _until(self, is_so: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(self.patience), self._news:
                await self._news.wait_for(lambda: is_so() or self._reading.done())
        except TimeoutError:
            raise self._missing(what) from None
        if not is_so():
            raise self._missing(what)

    def _missing(self, what: str) -> AssertionError:
        events = "\n".join(map(str, self._events[-20:]))
        return AssertionError(f"waited for {what}; heard\n{events}\n{self.log[-3000:]}")

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for text in self._process.stdout:
            if not text.startswith(b"{"):
                continue
            line = msgspec.json.decode(text, type=Line)
            async with self._news:
                if line.event:
                    self._events.append(msgspec.json.decode(text))
                else:
                    self._answers[line.number] = line
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()


def node(script: str, cwd: Path, env: Mapping[str, str]) -> Foreigner:
    """One of our scripts, beside the packages from npm."""
    node_modules(cwd)
    return Foreigner("node", script, cwd=cwd, env={"WECHATY_LOG": "error", **env})


def node_modules(cwd: Path) -> None:
    """Our scripts, and the packages beside them."""
    for each in NODE.glob("*.mjs"):
        shutil.copy(each, cwd)
    if not (cwd / "node_modules").exists():
        (cwd / "node_modules").symlink_to(NODE_MODULES)


@functools.cache
def without_node() -> str:
    """Why Wechaty in TypeScript cannot be run here; empty where it can."""
    version = _node_version()
    if version < OLDEST_NODE:
        has = f"Node {version}" if version else "no Node"
        return f"needs Node {OLDEST_NODE} or later: {has} on this machine"
    if not (WECHATY / "installed").exists():
        return (
            "Wechaty in TypeScript is not installed: `make test` does it where npm is"
        )
    return ""


def _node_version() -> int:
    if not (found := shutil.which("node")):
        return 0
    told = subprocess.run([found, "--version"], capture_output=True, check=True)
    return int(told.stdout.decode().removeprefix("v").partition(".")[0])


def without_python() -> str:
    """Why Wechaty in Python cannot be run here; empty where it can."""
    if (PYTHON.parents[1] / "installed").exists():
        return ""
    return "Wechaty in Python is not installed: `make test` does it"

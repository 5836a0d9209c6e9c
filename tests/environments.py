"""The Pythons of this machine, and empty environments to install the wheel in."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["SUPPORTED", "Environment", "build", "pythons", "pythons_line"]

ROOT = Path(__file__).parents[1]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class Environment:
    """An empty virtual environment, and what was installed in it."""

    path: Path

    @classmethod
    def new(cls, path: Path, *requirements: str, python: str | None = None) -> Self:
        python = python or sys.executable
        if _has_uv():
            _run("uv", "venv", "--quiet", "--clear", "--python", python, str(path))
        else:
            _run(python, "-m", "venv", "--clear", str(path))
        environment = cls(path)
        environment.install(*requirements)
        return environment

    @property
    def python(self) -> str:
        return str(self._scripts / "python")

    def install(self, *requirements: str) -> None:
        """Install at the versions of constraints.txt, with uv where it is at hand."""
        if not requirements:
            return
        pinned = ("--constraint", str(ROOT / "constraints.txt"), *requirements)
        if _has_uv():
            _run("uv", "pip", "install", "--quiet", "--python", self.python, *pinned)
        else:
            _run(self.python, "-m", "pip", "install", "--quiet", *pinned)

    def run(self, script: str, *arguments: str) -> str:
        """What an installed command (`python` is one) prints; a failure raises with all it said."""
        return _run(str(self._scripts / script), *arguments, cwd=self.path)

    @property
    def _scripts(self) -> Path:
        return self.path / ("Scripts" if os.name == "nt" else "bin")


def build(target: str, into: Path) -> Path:
    """Build the `wheel` or the `sdist` of this tree, without the network."""
    _run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        target,
        "-d",
        str(into),
        cwd=ROOT,
    )
    (built,) = into.iterdir()
    return built


@functools.cache
def pythons() -> dict[str, str]:
    """The supported Pythons of this machine: version to executable."""
    found: dict[str, str] = {}
    for version in SUPPORTED:
        for candidate in _candidates(version):
            if version not in found and _answers(candidate, version):
                found[version] = candidate
    return found


def pythons_line() -> str:
    missing = [version for version in SUPPORTED if version not in pythons()]
    absent = f" (not on this machine: {', '.join(missing)})" if missing else ""
    return f"Python {', '.join(pythons())}{absent}"


def _candidates(version: str) -> Iterator[str]:
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        yield sys.executable
    for name in (f"python{version}", "python3"):
        if found := shutil.which(name):
            yield found
    for path in sorted(_pyenv_versions().glob(f"{version}.*/bin/python{version}")):
        yield str(path)


def _pyenv_versions() -> Path:
    root = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    return Path(root) / "versions"


def _answers(python: str, version: str) -> bool:
    """Whether this is that Python: pyenv puts names on the path that lead nowhere."""
    ask = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    reply = subprocess.run(
        [python, "-c", ask], capture_output=True, text=True, check=False
    )
    return reply.stdout.strip() == version


@functools.cache
def _has_uv() -> bool:
    try:
        _run("uv", "--version")
    except (OSError, AssertionError):
        return False
    return True


def _run(*command: str, cwd: Path | None = None) -> str:
    """Run it away from this project: nothing of our own environment may leak in."""
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PYTHON", "COV", "VIRTUAL"))
    }
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=clean
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout

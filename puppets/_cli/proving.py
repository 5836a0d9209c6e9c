"""The conformance suite, run on one world, and what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec

from ..errors import ConfigurationError, MissingExtra

__all__ = ["Clause", "Proof", "Wanted", "names", "prove"]

NEEDS = ("anyio", "hypothesis", "pytest", "pytest_timeout")
NOTHING_RUN = frozenset({4, 5})
"""What pytest ends with where an expression is none, or selects no test."""

SUITE = """\
from conformance import Conformance
from conformance.worlds import world_type as found


class TestTarget(Conformance):
    world_type = found({target!r})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked for."""

    target: str
    report: Path | None = None
    part: str | None = None
    """As pytest's -k."""
    workers: str | None = None
    """As pytest-xdist's -n."""


class Clause(msgspec.Struct, frozen=True):
    """One clause of the contract, and what became of it."""

    clause: str
    text: str
    outcome: str
    reasons: list[str]


class Proof(msgspec.Struct, frozen=True):
    """What the report says of the one platform in it."""

    platform: str
    verdict: str
    conformant: bool
    whole: bool
    tests: int
    seconds: float
    capabilities: list[str]
    clauses: list[Clause]

    @property
    def run(self) -> list[Clause]:
        """The clauses of which a test was run."""
        return [
            each for each in self.clauses if self.whole or each.outcome != "not run"
        ]

    @property
    def holds(self) -> bool:
        """Whether it is conformant; of a part, whether nothing in it failed."""
        if self.whole:
            return self.conformant
        return all(each.outcome != "failed" for each in self.run)


class Report(msgspec.Struct, frozen=True):
    """As much of a report as is shown."""

    platforms: list[Proof]


def names() -> list[str]:
    """The platforms of which a world is installed."""
    from conformance.worlds import offers

    return list(offers())


def prove(wanted: Wanted) -> tuple[Proof, str]:
    """
    Run the suite on this world; what came of it, and the report as JSON.

    pytest talks on stderr meanwhile. `ConfigurationError` where there is nothing to run.
    """
    _require(wanted)
    with tempfile.TemporaryDirectory(prefix="puppets-conformance-") as name:
        folder = Path(name)
        report = wanted.report or folder / "report"
        written = _emptied(report)
        status = _run(folder, report, wanted)
        if status in NOTHING_RUN and wanted.part is not None:
            raise ConfigurationError(
                f"no test of the suite is meant by {wanted.part!r}"
            )
        if not written.exists():
            raise SystemExit(status)
        text = written.read_text(encoding="utf-8")
    found = msgspec.json.decode(text, type=Report).platforms
    if not found:
        raise SystemExit(status)
    return found[0], text


def _require(wanted: Wanted) -> None:
    """Nothing begins that cannot end well."""
    if any(find_spec(module) is None for module in NEEDS):
        raise MissingExtra("conformance", "pip install 'wechaty-puppets[conformance]'")
    if wanted.workers is not None and find_spec("xdist") is None:
        raise ConfigurationError("-n needs one more package: pip install pytest-xdist")
    from conformance.worlds import world_type

    sys.path.insert(0, str(Path.cwd()))  # a module of one's own stands there
    world_type(wanted.target)


def _run(folder: Path, report: Path, wanted: Wanted) -> int:
    """In a folder of its own, where no settings of anybody reach it."""
    test, settings = folder / "test_target.py", folder / "pytest.ini"
    test.write_text(SUITE.format(target=wanted.target), encoding="utf-8")
    settings.write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-c", str(settings), "--rootdir", str(folder)]
    command += ["--puppet-quiet", f"--puppet-report={report}", str(test)]
    command += [] if wanted.part is None else ["-k", wanted.part]
    command += [] if wanted.workers is None else ["-n", wanted.workers]
    paths = [str(Path.cwd()), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(  # noqa: S603 - this Python, on a folder of ours
        command,
        stdout=sys.stderr,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis"),
        },
    ).returncode


def _emptied(report: Path) -> Path:
    """The file that is going to be written: what an older run found is not read."""
    written = report / "conformance.json"
    try:
        report.mkdir(parents=True, exist_ok=True)
        written.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"no report can be written into {report}: {error.strerror}"
        ) from error
    return written

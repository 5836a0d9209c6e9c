"""From what pytest says of a test to what the contract says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from .collection import function_of, needed_by, proved_by, suite_of
from .findings import Outcome, TestFinding
from .human import Unchecked

__all__ = ["EVIDENCE", "REFUSED", "Evidence", "Progress"]

REFUSED = "refused: "
UNCHECKED = "unchecked: "


@dataclass
class Evidence:
    """What the harness saw a test do."""

    platform: str
    capabilities: frozenset[str]
    lacks: Mapping[str, str]
    exercised: set[str] = field(default_factory=set)
    """Operations that were called, and answered."""
    denied: set[str] = field(default_factory=set)
    """Operations that were called, and raised."""

    @property
    def unserved(self) -> Unchecked | None:
        """What was called here, and the world's server lacks."""
        for name in sorted(self.denied & self.lacks.keys()):
            return Unchecked(name, self.lacks[name])
        return None


EVIDENCE = pytest.StashKey[Evidence]()


class Progress:
    """One test on its way through setup, call and teardown."""

    KEY = pytest.StashKey["Progress"]()

    def __init__(self, item: pytest.Item) -> None:
        self._item = item
        self._finding = TestFinding(
            suite=suite_of(item) or "",
            name=item.name,
            function=function_of(item),
            clauses=tuple(sorted(proved_by(item))),
            requires=tuple(sorted(needed_by(item))),
            outcome=Outcome.PROVED,
        )

    @classmethod
    def of(cls, item: pytest.Item) -> Progress:
        if cls.KEY not in item.stash:
            item.stash[cls.KEY] = cls(item)
        return item.stash[cls.KEY]

    def take(
        self, report: pytest.TestReport, call: pytest.CallInfo[None]
    ) -> TestFinding:
        """Take in one phase; return what is known of the test by now."""
        evidence = self._item.stash.get(EVIDENCE, None)
        _leave_unchecked(report, call, evidence)
        seconds = self._finding.seconds + report.duration
        self._finding = replace(self._finding, seconds=round(seconds, 3))
        if not report.passed:
            self._worsen(report)
        return self._witnessed()

    def _worsen(self, report: pytest.TestReport) -> None:
        outcome, reason = _read(report)
        if self._finding.outcome is not Outcome.FAILED:
            expected = hasattr(report, "wasxfail")
            self._finding = replace(
                self._finding, outcome=outcome, reason=reason, expected=expected
            )

    def _witnessed(self) -> TestFinding:
        evidence = self._item.stash.get(EVIDENCE, None)
        if evidence is None:
            return self._finding
        return replace(
            self._finding,
            platform=evidence.platform,
            capabilities=tuple(sorted(evidence.capabilities)),
            exercised=tuple(sorted(evidence.exercised)),
            lacks=tuple(sorted(evidence.lacks)),
        )


def _leave_unchecked(
    report: pytest.TestReport, call: pytest.CallInfo[None], evidence: Evidence | None
) -> None:
    """What a world cannot do, and says why, is no failure of the puppet."""
    error = call.excinfo and _unchecked(call.excinfo.value)
    if error is None and evidence is not None and report.when == "call":
        error = evidence.unserved
    if error and error.reason and report.failed:
        path, line, _ = report.location
        report.outcome = "skipped"
        report.longrepr = (path, line or 0, f"{UNCHECKED}{error.act}: {error.reason}")


def _unchecked(error: BaseException) -> Unchecked | None:
    """The `Unchecked` that this is, if it is one; alone in a group counts too."""
    if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        return _unchecked(error.exceptions[0])
    return error if isinstance(error, Unchecked) else None


def _read(report: pytest.TestReport) -> tuple[Outcome, str]:
    if hasattr(report, "wasxfail"):
        return Outcome.FAILED, f"expected: {report.wasxfail}"
    if report.failed:
        return Outcome.FAILED, f"{report.nodeid.rpartition('::')[2]}: {_gist(report)}"
    reason = _reason(report)
    for outcome, prefix in (
        (Outcome.REFUSED, REFUSED),
        (Outcome.UNCHECKED, UNCHECKED),
    ):
        if reason.startswith(prefix):
            return outcome, reason.removeprefix(prefix)
    return Outcome.FAILED, f"skipped from without: {reason}"


def _reason(report: pytest.TestReport) -> str:
    text = (
        report.longrepr[2]
        if isinstance(report.longrepr, tuple)
        else str(report.longrepr)
    )
    return text.removeprefix("Skipped: ")


def _gist(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = str(crash.message if crash else report.longrepr)
    return next((line for line in text.splitlines() if line.strip()), "failed")[:200]

"""The report of a run, in files: for machines, for pages of text, and for people."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .clauses import CLAUSES
from .findings import ClauseFinding, SuiteFinding
from .report_html import page

__all__ = ["facts", "markdown", "suite_hash", "write"]


def write(folder: Path, suites: Sequence[SuiteFinding], *, seed: int) -> None:
    """Write `conformance.json`, `conformance.md` and `conformance.html` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    known = facts(suites, seed=seed)
    pages = {
        "json": json.dumps(known, indent=2, ensure_ascii=False),
        "md": markdown(suites, known),
        "html": page(suites, known),
    }
    for kind, text in pages.items():
        (folder / f"conformance.{kind}").write_text(text + "\n", encoding="utf-8")


def facts(suites: Sequence[SuiteFinding], *, seed: int) -> dict[str, Any]:
    """Everything that was found, as JSON has it."""
    return {
        "versions": {
            "python": platform.python_version(),
            "wechaty-puppets": _version(),
        },
        "seed": seed,
        "suite_sha256": suite_hash(),
        "platforms": [_platform(suite) for suite in suites],
    }


def suite_hash() -> str:
    """The SHA-256 of the suite's own sources: which suite it was that proved this."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _version() -> str:
    try:
        return version("wechaty-puppets")
    except PackageNotFoundError:
        return "not installed"


def _platform(suite: SuiteFinding) -> dict[str, Any]:
    return {
        "suite": suite.plan.suite,
        "platform": suite.platform,
        "verdict": suite.verdict,
        "conformant": suite.conformant,
        "whole": suite.plan.whole,
        "versions": suite.plan.sdks,
        "tests": len(suite.tests),
        "seconds": round(sum(test.seconds for test in suite.tests), 3),
        "counts": {one.value: count for one, count in suite.counts().items()},
        "capabilities": sorted(
            {name for test in suite.tests for name in test.capabilities}
        ),
        "unexercised": list(suite.unexercised),
        "expected_failures": [
            {"test": test.name, "reason": test.reason}
            for test in suite.expected_failures
        ],
        "clauses": [_clause(found) for found in suite.clauses],
    }


def _clause(found: ClauseFinding) -> dict[str, Any]:
    return {
        "clause": found.clause.number,
        "text": found.clause.text,
        "outcome": found.outcome.value,
        "reasons": list(found.reasons),
        "tests": [
            {
                "name": test.name,
                "outcome": test.outcome.value,
                "reason": test.reason,
                "seconds": test.seconds,
            }
            for test in found.tests
        ],
    }


def markdown(suites: Sequence[SuiteFinding], known: dict[str, Any]) -> str:
    """The matrix clause by platform, and every reason under it."""
    return "\n".join([*_head(suites, known), *_matrix(suites), *_reasons(suites)])


def _head(suites: Sequence[SuiteFinding], known: dict[str, Any]) -> Iterator[str]:
    yield "# Conformance"
    yield ""
    for suite in suites:
        yield f"- **{suite.platform}**: {suite.verdict} ({len(suite.tests)} tests)"
    versions = dict(known["versions"])
    for suite in suites:
        versions.update(suite.plan.sdks)
    yield ""
    yield ", ".join(f"{name} {number}" for name, number in versions.items())
    yield f"seed {known['seed']}, suite {known['suite_sha256'][:16]}"
    yield ""


def _matrix(suites: Sequence[SuiteFinding]) -> Iterator[str]:
    platforms = " | ".join(suite.platform for suite in suites)
    yield f"| clause | promise | {platforms} |"
    yield "|---" * (len(suites) + 2) + "|"
    for row, clause in enumerate(CLAUSES):
        cells = " | ".join(suite.clauses[row].outcome.value for suite in suites)
        yield f"| {clause.number} | {clause.text.replace('|', chr(92) + '|')} | {cells} |"


def _reasons(suites: Sequence[SuiteFinding]) -> Iterator[str]:
    for suite in suites:
        said = [found for found in suite.clauses if found.reasons]
        yield ""
        yield f"## {suite.platform}"
        yield ""
        for found in said:
            reasons = "; ".join(found.reasons)
            yield f"- {found.clause.number} {found.outcome.value}: {reasons}"

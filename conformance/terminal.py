"""The end of a run, for the terminal: how much holds, and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .findings import ClauseFinding, Outcome, SuiteFinding

__all__ = ["lines"]

MOST_REASONS = 4
"""Of one clause: what a person still reads."""


def lines(suites: Sequence[SuiteFinding], folder: Path | None) -> Iterator[str]:
    """A few lines a suite: counts, then each clause that is not proved, with its reason."""
    for suite in suites:
        partly = folder is None and not suite.plan.whole
        if suite.tests or not partly:
            yield ""
            yield from _suite(suite, partly=partly)
    if folder is not None:
        yield "" if suites else "no conformance test was run: that is a failure"
        yield f"the report is in {folder}"


def _suite(suite: SuiteFinding, *, partly: bool) -> Iterator[str]:
    title = f"{suite.plan.title} ({suite.platform})"
    counts = suite.counts()
    told = ", ".join(f"{count} {one.value}" for one, count in counts.items() if count)
    if partly:
        yield f"{title}: a part of the suite was run; clauses: {told}"
    else:
        yield f"{title}: {suite.verdict}; clauses: {told}; {len(suite.tests)} tests"
    for found in suite.clauses:
        if found.outcome not in {Outcome.PROVED, Outcome.NOT_RUN}:
            yield from _clause(found)
    left = [
        one.clause.number for one in suite.clauses if one.outcome is Outcome.NOT_RUN
    ]
    if left and not partly:
        yield f"  not run: {', '.join(left)}"
    if suite.tests and not partly:
        yield from _operations(suite)
    if suite.expected_failures:
        yield f"  overridden to fail: {len(suite.expected_failures)}"


def _operations(suite: SuiteFinding) -> Iterator[str]:
    """What the platform has of all that the suite asks for, and what it lacks."""
    present = {name for test in suite.tests for name in test.capabilities}
    needed = {name for test in suite.tests for name in test.requires}
    lacking = ", ".join(sorted(needed - present))
    refused = f"; refused: {lacking}" if lacking else ""
    yield f"  operations: {len(present)} of {len(needed | present)}{refused}"


def _clause(found: ClauseFinding) -> Iterator[str]:
    reasons = list(found.reasons[:MOST_REASONS]) or [""]
    if more := len(found.reasons) - len(reasons):
        reasons.append(f"and {more} more, which the report has")
    yield f"  {found.clause.number:<5} {found.outcome.value:<10} {reasons[0]}"
    for reason in reasons[1:]:
        yield f"  {'':<16} {reason}"

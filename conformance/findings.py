"""What a run of the suite found: of each test, of each clause, and of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal, Self

from .clauses import CLAUSES, Clause

__all__ = ["ClauseFinding", "Outcome", "Plan", "SuiteFinding", "TestFinding"]


class Outcome(Enum):
    """What became of a test or a clause; a clause has the first that any of its tests has."""

    FAILED = "failed"
    NOT_RUN = "not run"
    UNCHECKED = "unchecked"
    PROVED = "proved"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class TestFinding:
    """What became of one test."""

    __test__ = False

    suite: str
    name: str
    """With its parameters."""
    function: str
    clauses: tuple[str, ...]
    outcome: Outcome
    reason: str = ""
    expected: bool = False
    """It was overridden to fail, with `xfail`."""
    seconds: float = 0.0
    platform: str = ""
    requires: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    exercised: tuple[str, ...] = ()
    """The operations that were called, and answered."""
    lacks: tuple[str, ...] = ()
    """What the world says it does not serve: operations, and tests by their names."""

    def to_plain(self) -> dict[str, Any]:
        """As values that any serializer takes, xdist's among them."""
        return asdict(self) | {"outcome": self.outcome.value}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        tuples: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in plain.items()
        }
        return cls(**tuples | {"outcome": Outcome(plain["outcome"])})


@dataclass(kw_only=True)
class Plan:
    """What one suite would run if nothing were left out, and what of it was selected."""

    suite: str
    title: str
    clauses: dict[str, list[str]]
    """Of every test that the suite has."""
    sdks: dict[str, str] = field(default_factory=dict)
    """The versions of what the platform stands on."""
    collected: list[str] = field(default_factory=list)
    deselected: int = 0

    @property
    def whole(self) -> bool:
        """Whether every test was selected."""
        return not self.deselected and set(self.collected) >= set(self.clauses)


@dataclass(frozen=True)
class ClauseFinding:
    """What became of one clause on one platform."""

    clause: Clause
    outcome: Outcome
    tests: tuple[TestFinding, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class SuiteFinding:
    """What became of the whole contract on one platform."""

    plan: Plan
    tests: tuple[TestFinding, ...]

    @property
    def platform(self) -> str:
        named = (test.platform for test in self.tests if test.platform)
        return next(named, self.plan.title)

    @cached_property
    def clauses(self) -> tuple[ClauseFinding, ...]:
        return tuple(self._judge(clause) for clause in CLAUSES)

    @property
    def complete(self) -> bool:
        """Whether the whole suite was selected, and run to its end."""
        ran = {test.function for test in self.tests}
        return self.plan.whole and ran >= set(self.plan.clauses)

    @property
    def unexercised(self) -> tuple[str, ...]:
        """
        What the platform is said to have and no test got an answer from (4.17).

        An operation whose own test went unchecked or failed is not blamed again.
        """
        if not self.complete:
            return ()
        excused = {
            name
            for test in self.tests
            if test.outcome is not Outcome.PROVED
            for name in test.requires
        }
        present, called = self._all("capabilities"), self._all("exercised")
        return tuple(sorted(present - called - excused - self._all("lacks")))

    @property
    def refuted(self) -> tuple[str, ...]:
        """What the world says it does not serve, and which answers, or is nothing (4.17)."""
        lacks, called = self._all("lacks"), self._all("exercised")
        known = self._all("capabilities") | self.plan.clauses.keys()
        cases = {name for name in lacks if self._is_case(name)}
        return tuple(sorted((lacks & called) | (lacks - known - cases)))

    @property
    def _unserved(self) -> tuple[str, ...]:
        return tuple(sorted(self._all("lacks") & self._all("capabilities")))

    def _is_case(self, name: str) -> bool:
        """Whether it is a part of a test, `test_...[part]`, and one that was left out."""
        function, opened, _ = name.partition("[")
        if not opened or function not in self.plan.clauses:
            return False
        reasons = [test.reason for test in self.tests if test.function == function]
        return not self.complete or any(f"{name}: " in each for each in reasons)

    def _all(self, kind: Literal["capabilities", "exercised", "lacks"]) -> set[str]:
        """The operations of this kind in all tests."""
        return {name for test in self.tests for name in getattr(test, kind)}

    @property
    def expected_failures(self) -> tuple[TestFinding, ...]:
        return tuple(test for test in self.tests if test.expected)

    @property
    def verdict(self) -> str:
        """`conformant`, with how much went unchecked; or why it is not."""
        failed = self._count(Outcome.FAILED) + self._count(Outcome.NOT_RUN)
        unchecked = self._count(Outcome.UNCHECKED)
        if failed:
            return f"not conformant: {failed} of {len(CLAUSES)} clauses do not hold"
        return f"conformant, {unchecked} unchecked" if unchecked else "conformant"

    @property
    def conformant(self) -> bool:
        return self.verdict.startswith("conformant")

    def counts(self) -> dict[Outcome, int]:
        return {outcome: self._count(outcome) for outcome in Outcome}

    def _count(self, outcome: Outcome) -> int:
        return sum(found.outcome is outcome for found in self.clauses)

    def _judge(self, clause: Clause) -> ClauseFinding:
        tests = tuple(test for test in self.tests if clause.number in test.clauses)
        reasons = tuple(dict.fromkeys(_reasons(tests)))
        if clause.number == "4.17" and self.unexercised:
            unused = f"nothing exercised {', '.join(self.unexercised)}"
            return ClauseFinding(clause, Outcome.FAILED, tests, (*reasons, unused))
        if clause.number == "4.17" and self.refuted:
            untrue = f"said not to be served, untruly: {', '.join(self.refuted)}"
            return ClauseFinding(clause, Outcome.FAILED, tests, (*reasons, untrue))
        if not tests:
            return ClauseFinding(
                clause, Outcome.NOT_RUN, (), (_why(self.plan, clause),)
            )
        found = {test.outcome for test in tests}
        if clause.number == "4.17" and (unserved := self._unserved):
            found.add(Outcome.UNCHECKED)
            reasons = (*reasons, f"not served here: {', '.join(unserved)}")
        first = next(outcome for outcome in Outcome if outcome in found)
        return ClauseFinding(clause, first, tests, reasons)


def _reasons(tests: Iterable[TestFinding]) -> Iterable[str]:
    """Of the tests, the worst first: by those the clause has its outcome."""
    ranks = list(Outcome)
    worst = sorted(tests, key=lambda test: ranks.index(test.outcome))
    return (test.reason for test in worst if test.reason)


def _why(plan: Plan, clause: Clause) -> str:
    names = [name for name, numbers in plan.clauses.items() if clause.number in numbers]
    return f"left out: {', '.join(names)}" if names else "no test is named for it"

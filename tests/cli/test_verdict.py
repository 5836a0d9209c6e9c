"""How a finding of the suite is told."""

from __future__ import annotations

import pytest

from puppets._cli.proving import Clause, Proof
from puppets._cli.verdict import lines


def proof(*, conformant: bool = True, whole: bool = True) -> Proof:
    outcome = "unchecked" if conformant else "failed"
    return Proof(
        platform="parrot",
        verdict="conformant, 1 unchecked" if conformant else "not conformant: 1 of 3",
        conformant=conformant,
        whole=whole,
        tests=7,
        seconds=1.5,
        capabilities=["message_recall"],
        clauses=[
            Clause(clause="1.1", text="One.", outcome="proved", reasons=[]),
            Clause(
                clause="4.1", text="Two.", outcome=outcome, reasons=["room: no", "why"]
            ),
            Clause(
                clause="4.2", text="Three.", outcome="not run", reasons=["left out"]
            ),
        ],
    )


def test_a_whole_run_is_told_by_its_verdict_and_all_of_its_clauses() -> None:
    told = list(lines(proof()))
    assert told[0] == "verdict\tparrot\tconformant, 1 unchecked\t7 tests"
    assert "world\troom\tunchecked 1" in told
    assert "4.1\tunchecked\troom: no\twhy" in told
    assert "4.2\tnot run\tleft out" in told


def test_of_a_part_only_what_was_run_is_told() -> None:
    told = list(lines(proof(whole=False)))
    assert told[0].startswith("verdict\tparrot\ta part of the suite was run: it holds")
    assert not [line for line in told if line.startswith("4.2")]


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "a part"])
@pytest.mark.parametrize("conformant", [True, False], ids=["holds", "fails"])
def test_it_holds_where_nothing_failed(conformant: bool, whole: bool) -> None:
    assert proof(conformant=conformant, whole=whole).holds is conformant

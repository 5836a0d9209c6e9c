"""The clauses, the page that states them and the tests that prove them are one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conformance import clause
from conformance.clauses import CLAUSES
from conformance.collection import marked
from conformance.suite import Conformance

PAGE = Path(__file__).parents[2] / "conformance" / "README.md"
TESTS = {
    name: marked(Conformance, name, "clause")
    for name in dir(Conformance)
    if name.startswith("test")
}


def test_every_clause_has_a_test() -> None:
    proved = {number for numbers in TESTS.values() for number in numbers}
    assert {clause.number for clause in CLAUSES} == proved


def test_every_test_proves_a_clause() -> None:
    assert not [name for name, numbers in TESTS.items() if not numbers]


def test_the_suite_has_many_tests() -> None:
    assert len(TESTS) >= 150


def test_the_page_states_every_clause_in_order() -> None:
    rows = re.findall(r"^\| (\S+) \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    stated = [(number, text) for number, text in rows if number[0] in "12345O7"]
    assert stated == [(clause.number, clause.text) for clause in CLAUSES]


def test_no_clause_is_stated_twice() -> None:
    numbers = [clause.number for clause in CLAUSES]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("numbers", [(), ("9.9",), ("1.1", "1.99")], ids=str)
def test_a_test_cannot_prove_what_nobody_promised(numbers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no such clause"):
        clause(*numbers)

"""The suite bites: every saboteur is caught, and nobody else is."""

from __future__ import annotations

import pytest

from conformance.clauses import CLAUSES
from conformance.collection import marked
from conformance.suite import Conformance
from puppets.mock import MockPuppet

from .saboteurs import Saboteur, saboteurs
from .suspect import accuse, area_of

SABOTEURS = saboteurs()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("saboteur", SABOTEURS, ids=lambda each: each.name)
def test_a_saboteur_is_caught(
    saboteur: Saboteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = area_of(saboteur.caught_by)
    suspicion = accuse(saboteur.puppet_type, area, monkeypatch)
    expected = {saboteur.caught_by, *saboteur.also}
    assert set(suspicion.accusers) == expected, suspicion.accusers


@pytest.mark.timeout(180)
def test_an_unbroken_puppet_is_accused_of_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suspicion = accuse(MockPuppet, Conformance, monkeypatch)
    assert suspicion.ran
    assert not suspicion.accusers


@pytest.mark.parametrize("saboteur", SABOTEURS, ids=lambda each: each.name)
def test_a_saboteur_is_caught_by_a_test_of_its_clause(saboteur: Saboteur) -> None:
    assert saboteur.clause in marked(Conformance, saboteur.caught_by, "clause")
    assert saboteur.puppet_type.__doc__


def test_every_clause_has_a_saboteur() -> None:
    proved = {clause.number for clause in CLAUSES}
    proved.remove("7.1")  # of the suite itself; see test_plugin.py
    assert proved - {saboteur.clause for saboteur in SABOTEURS} == set()
